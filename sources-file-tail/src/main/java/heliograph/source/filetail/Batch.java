package heliograph.source.filetail;

import heliograph.source.Checkpoint;
import heliograph.source.Message;
import heliograph.source.MessageTooLarge;
import heliograph.source.SourceContext;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lines on their way to the hub, with the checkpoints they reach: both go in one transaction, so
/// after any crash a line is there exactly if its checkpoint is.
///
/// When publishing fails, the run ends; the next one begins at the checkpoints that the hub has.
final class Batch {
    // With one more turn of 256 KiB a batch stays well within one block of the journal.
    private static final int LARGE = 64 << 10;
    private static final int STAND_IN = 1 << 10;

    private final SourceContext context;
    private final LineMessages form;
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
    private int bytes;

    Batch(SourceContext context, LineMessages form) {
        this.context = context;
        this.form = form;
    }

    /// Takes the lines of a file.
    LineSplitter.Lines linesOf(Path path) {
        return (line, from, to, truncated) -> {
            bytes += to - from;
            form.message(path, line, from, to, truncated).ifPresent(messages::add);
        };
    }

    void reached(FileIdentity identity, FileCheckpoint reached) {
        add(new Checkpoint(identity.part(), reached.text()));
    }

    void forget(FileIdentity identity) {
        add(Checkpoint.forget(identity.part()));
    }

    void add(Checkpoint checkpoint) {
        checkpoints.put(checkpoint.part(), checkpoint);
    }

    void publishIfLarge() throws InterruptedException {
        if (bytes >= LARGE) publish();
    }

    void publish() throws InterruptedException {
        if (messages.isEmpty() && checkpoints.isEmpty()) return;
        while (!isPublished()) replaceLargest();
        messages.clear();
        checkpoints.clear();
        bytes = 0;
    }

    private boolean isPublished() throws InterruptedException {
        try {
            context.publish(List.copyOf(messages), List.copyOf(checkpoints.values()));
            return true;
        } catch (MessageTooLarge e) {
            // One line must not stop the file for ever.
            if (messages.stream().noneMatch(m -> m.json().length > STAND_IN)) throw e;
            return false;
        }
    }

    private void replaceLargest() {
        Message largest = Collections.max(messages, Comparator.comparingInt(m -> m.json().length));
        Collections.replaceAll(messages, largest, LineMessages.tooLarge(largest));
    }
}
