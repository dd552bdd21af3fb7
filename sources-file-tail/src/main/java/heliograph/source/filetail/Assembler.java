package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// Lines → events: takes off what a container's log puts around each, and joins those that belong
/// together. Lives for one turn: the lines of an event that is not complete are shown again.
final class Assembler implements Records {
    private final TailedFile file;
    private final LineForm form;
    private final Outbox outbox;
    private final Grouping grouping;
    private final Optional<Grouping.Trace> trace;
    private final StringBuilder text = new StringBuilder();
    private Optional<Container.Wrapper> wrapper = Optional.empty();
    private int lines; // of the event so far
    private int begin; // where it begins
    private boolean lineIsOpen; // a part of the last one is still to come

    Assembler(TailedFile file, LineForm form, Grouping grouping, Outbox outbox) {
        this.file = file;
        this.form = form;
        this.outbox = outbox;
        this.grouping = grouping;
        this.trace = grouping.traces().map(traces -> traces.get());
    }

    @Override
    public void line(byte[] bytes, int from, int to, boolean truncated) {
        byte[] utf8 = file.encoding().utf8(bytes, from, to);
        var unwrapped = form.container().unwrap(utf8, 0, utf8.length);
        String line =
                unwrapped.map(Container.Unwrapped::text).orElseGet(() -> new String(utf8, UTF_8));
        var around = unwrapped.map(Container.Unwrapped::wrapper);
        boolean isRest = lineIsOpen && isSameStream(around);
        if (lines > 0 && !isRest && !belongs(line, around)) complete();
        if (lines == 0) open(from, line, around);
        else if (!isRest) text.append('\n');
        text.append(line);
        if (!isRest) lines++;
        lineIsOpen = unwrapped.isPresent() && !unwrapped.get().isWhole();
        boolean isFull = lines >= grouping.maxLines() || to - begin >= grouping.maxBytes();
        if (truncated || isFull) emit(true);
        else if (trace.isEmpty() && !lineIsOpen) emit(false);
    }

    private void open(int from, String line, Optional<Container.Wrapper> around) {
        begin = from;
        wrapper = around;
        // What begins an event may change what is expected behind it.
        if (trace.isPresent()) trace.get().continues(line);
    }

    private boolean belongs(String line, Optional<Container.Wrapper> around) {
        return trace.isPresent() && isSameStream(around) && trace.get().continues(line);
    }

    private boolean isSameStream(Optional<Container.Wrapper> around) {
        return around.map(Container.Wrapper::stream).equals(wrapper.map(Container.Wrapper::stream));
    }

    @Override
    public void complete() {
        if (lines > 0) emit(false);
    }

    private void emit(boolean cut) {
        // Blank lines at the end belong to nothing.
        while (lines > 1 && text.length() > 0 && text.charAt(text.length() - 1) == '\n') {
            text.setLength(text.length() - 1);
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        form.message(new Event(file.path(), bytes, 0, bytes.length, cut, wrapper))
                .ifPresent(outbox::add);
        text.setLength(0);
        lines = 0;
        lineIsOpen = false;
    }

    @Override
    public boolean isFull() {
        return outbox.isFull();
    }

    @Override
    public int heldFrom(int end) {
        return lines > 0 ? begin : end;
    }
}
