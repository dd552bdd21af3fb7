package heliograph.source.filetail;

import heliograph.source.Checkpoint;
import heliograph.source.Message;
import heliograph.source.MessageTooLarge;
import heliograph.source.SourceContext;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lines on their way to the hub, with the checkpoints they reach: both go in one transaction, so
/// after any crash a line is there exactly if its checkpoint is.
///
/// Filled by the reader's thread, then published by the source's. When publishing fails, the run
/// ends; the next one begins at the checkpoints that the hub has.
final class Batch {
    private static final int LARGE = 1 << 20; // bytes of lines
    private static final int STAND_IN = 1 << 10;

    private final int mostMessages;
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
    private final Map<TailedFile, Long> offsets = new HashMap<>();
    private long bytes;

    Batch(int mostMessages) {
        this.mostMessages = mostMessages;
    }

    int count() {
        return messages.size();
    }

    boolean isEmpty() {
        return messages.isEmpty() && checkpoints.isEmpty();
    }

    boolean isFull() {
        return bytes >= LARGE || messages.size() >= mostMessages;
    }

    void add(Message message) {
        messages.add(message);
        bytes += message.json().length;
    }

    void add(Checkpoint checkpoint) {
        checkpoints.put(checkpoint.part(), checkpoint);
    }

    void reached(TailedFile file, long offset) {
        offsets.put(file, offset);
    }

    void publish(SourceContext context) throws InterruptedException {
        while (!isPublished(context)) replaceLargest();
        offsets.forEach(TailedFile::published);
    }

    private boolean isPublished(SourceContext context) throws InterruptedException {
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
        Collections.replaceAll(messages, largest, LineForm.tooLarge(largest));
    }
}
