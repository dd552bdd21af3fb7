package heliograph.source.filetail;

/// Each line of a file is a message.
record SingleLines(TailedFile file, LineMessages form, Outbox outbox) implements Records {
    @Override
    public void line(byte[] bytes, int from, int to, boolean truncated) {
        form.message(file.path(), file.encoding(), bytes, from, to, truncated)
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
