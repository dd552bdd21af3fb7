package heliograph.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import heliograph.journal.CommitQueue.Pending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The journal's queue over a plain file: what gathered is appended in one write and synced, then
/// its producers are answered. Nobody could read such a file back; it is only a measure.
final class AppendFile implements AutoCloseable {
    private static final int GATHERED = 1 << 20; // bytes, as in the journal

    private final CommitQueue queue = new CommitQueue();
    private final FileChannel channel;
    private final Thread writer = Thread.ofPlatform().name("file-writer").unstarted(this::write);
    private long next = 1;

    AppendFile(Path file) throws IOException {
        channel = FileChannel.open(file, CREATE, APPEND);
        writer.start();
    }

    long append(Batch batch) throws InterruptedException {
        return queue.put(batch).join();
    }

    private void write() {
        for (var gathered = queue.take(GATHERED, Optional.empty()); !gathered.isEmpty(); ) {
            try {
                commit(gathered);
            } catch (IOException e) {
                gathered.forEach(pending -> pending.committed().completeExceptionally(e));
            }
            gathered = queue.take(GATHERED, Optional.empty());
        }
    }

    private void commit(List<Pending> gathered) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Pending pending : gathered) pending.batch().writeTo(body, 0, pending.batch().count());
        ByteBuffer bytes = ByteBuffer.wrap(body.toByteArray());
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(false);
        for (Pending pending : gathered) {
            long first = next;
            next += pending.batch().count();
            pending.committed().complete(first);
        }
    }

    @Override
    public void close() throws IOException {
        queue.close();
        try {
            writer.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
