package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Checkpoint;
import heliograph.source.Health;
import heliograph.source.Message;
import heliograph.source.MessageTooLarge;
import heliograph.source.SourceContext;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class BatchTest {
    @Test
    void aLineThatTheHubRefusesAsTooLargeDoesNotStopTheOthers() throws Exception {
        var hub = new SmallHub();
        var batch = new Batch(Integer.MAX_VALUE);
        for (String line : List.of("one", "x".repeat(5_000), "two")) batch.add(Message.text(line));
        batch.add(new Checkpoint("part", "value"));
        batch.publish(hub);
        assertThat(hub.published.getFirst()).isEqualTo(Message.text("one"));
        assertThat(hub.published.get(1).toString()).contains("5,014 bytes", "max-line-bytes");
        assertThat(hub.published.getLast()).isEqualTo(Message.text("two"));
    }

    /// Keeps messages of up to 2,000 bytes.
    private static final class SmallHub implements SourceContext {
        private final List<Message> published = new ArrayList<>();

        @Override
        public void publish(List<Message> batch, List<Checkpoint> checkpoints) {
            for (Message message : batch) {
                int bytes = message.json().length;
                if (bytes > 2_000) throw new MessageTooLarge(bytes, 2_000);
            }
            published.addAll(batch);
        }

        @Override
        public long publish(List<Message> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String name() {
            return "small";
        }

        @Override
        public Map<String, String> checkpoints() {
            return Map.of();
        }

        @Override
        public void report(Health health) {}

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public void sleepUntil(Instant instant) {
            throw new UnsupportedOperationException();
        }
    }
}
