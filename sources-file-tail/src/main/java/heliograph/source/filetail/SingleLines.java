package heliograph.source.filetail;

import java.util.Optional;

/// Each line of a file is a message.
record SingleLines(TailedFile file, LineForm form, Outbox outbox) implements Records {
    @Override
    public void line(byte[] bytes, int from, int to, boolean truncated) {
        Encoding encoding = file.encoding();
        if (encoding.isUtf8()) {
            add(bytes, from, to, truncated);
        } else {
            byte[] utf8 = encoding.utf8(bytes, from, to);
            add(utf8, 0, utf8.length, truncated);
        }
    }

    private void add(byte[] bytes, int from, int to, boolean truncated) {
        form.message(new Event(file.path(), bytes, from, to, truncated, Optional.empty()))
                .ifPresent(outbox::add);
    }

    @Override
    public boolean isFull() {
        return outbox.isFull();
    }

    @Override
    public void complete() {}

    @Override
    public int heldFrom(int end) {
        return end;
    }
}
