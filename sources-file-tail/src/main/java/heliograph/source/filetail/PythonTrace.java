package heliograph.source.filetail;

/// Tracebacks of Python: the line before them, the frames, the error, and what it came from.
final class PythonTrace implements Grouping.Trace {
    private enum Place {
        OUTSIDE,
        FRAMES,
        BEHIND_ERROR
    }

    private Place place = Place.OUTSIDE;

    @Override
    public boolean continues(String line) {
        if (line.startsWith("Traceback (most recent call last)")) {
            place = Place.FRAMES;
            return true;
        }
        boolean isIndented = line.startsWith(" ") || line.startsWith("\t");
        return switch (place) {
            case OUTSIDE -> false;
            case FRAMES -> {
                if (!isIndented) place = Place.BEHIND_ERROR;
                yield true;
            }
            case BEHIND_ERROR -> {
                boolean goesOn =
                        line.isEmpty()
                                || isIndented
                                || line.startsWith("During handling of the above exception")
                                || line.startsWith("The above exception was the direct cause");
                if (!goesOn) place = Place.OUTSIDE;
                yield goesOn;
            }
        };
    }
}
