package heliograph.source.filetail;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Lines → events: takes off what a container's log puts around each, and joins those that belong
/// together. Lives for one turn: the lines of an event that is not complete are shown again.
final class Assembler implements Records {
    private final TailedFile file;
    private final LineForm form;
    private final Outbox outbox;
    private final Grouping grouping;
    private final Optional<Grouping.Trace> trace;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
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
        byte[] line = unwrapped.map(Container.Unwrapped::text).orElse(utf8);
        var around = unwrapped.map(Container.Unwrapped::wrapper);
        boolean isRest = lineIsOpen && isSameStream(around);
        if (lines > 0 && !isRest && !belongs(line, around)) complete();
        if (lines == 0) open(from, line, around);
        else if (!isRest) text.write('\n');
        text.writeBytes(line);
        if (!isRest) lines++;
        lineIsOpen = unwrapped.isPresent() && !unwrapped.get().isWhole();
        boolean isFull = lines >= grouping.maxLines() || to - begin >= grouping.maxBytes();
        if (truncated || isFull) emit(true);
        else if (trace.isEmpty() && !lineIsOpen) emit(false);
    }

    private void open(int from, byte[] line, Optional<Container.Wrapper> around) {
        begin = from;
        wrapper = around;
        // What begins an event may change what is expected behind it.
        if (trace.isPresent()) trace.get().continues(Event.beginning(line, 0, line.length));
    }

    private boolean belongs(byte[] line, Optional<Container.Wrapper> around) {
        return trace.isPresent()
                && isSameStream(around)
                && trace.get().continues(Event.beginning(line, 0, line.length));
    }

    private boolean isSameStream(Optional<Container.Wrapper> around) {
        return around.map(Container.Wrapper::stream).equals(wrapper.map(Container.Wrapper::stream));
    }

    @Override
    public void complete() {
        if (lines > 0) emit(false);
    }

    private void emit(boolean cut) {
        byte[] bytes = text.toByteArray();
        int end = bytes.length;
        // Blank lines at the end belong to nothing.
        while (lines > 1 && end > 0 && bytes[end - 1] == '\n') end--;
        form.message(new Event(file.path(), bytes, 0, end, cut, wrapper)).ifPresent(outbox::add);
        text.reset();
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
