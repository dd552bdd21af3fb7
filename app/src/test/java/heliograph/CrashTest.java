package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder.Event;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// kill -9 while it works.
class CrashTest {
    private static final int ROUNDS = 3;
    private static final int PUBLISHERS = 4;
    private static final int READERS = 3;

    @TempDir Path directory;

    @Test
    void whatWasAnsweredIsKeptAndSubscribersGoOnWithoutGapOrRepeat() throws Exception {
        Map<String, String> answered = new LinkedHashMap<>();
        List<Reader> readers = new ArrayList<>();

        for (int round = 1; round <= ROUNDS; round++) {
            try (HubProcess hub = HubProcess.start(directory)) {
                if (round == 1) {
                    for (int i = 0; i < READERS; i++) readers.add(new Reader(hub));
                } else {
                    for (Reader reader : readers) reader.comeBack(hub);
                }
                List<Publisher> publishers = new ArrayList<>();
                for (int i = 1; i <= PUBLISHERS; i++) {
                    publishers.add(Publisher.start(hub, "round " + round + " publisher " + i));
                }
                for (Publisher publisher : publishers) publisher.await(50);

                hub.kill();

                for (Publisher publisher : publishers) answered.putAll(publisher.answered());
                for (Reader reader : readers) reader.readToTheEnd();
            }
        }

        try (HubProcess hub = HubProcess.start(directory)) {
            Map<String, String> journal = hub.journal();
            assertThat(journal).containsAllEntriesOf(answered);
            assertThat(journal.values()).doesNotHaveDuplicates();
            for (Reader reader : readers) reader.comeBack(hub);
            hub.post("/ingest/test", "the end");
            journal = hub.journal();
            for (Reader reader : readers) {
                reader.readUntil("the end");
                assertThat(reader.seen).containsExactlyEntriesOf(journal);
            }
        }
    }

    /// A subscriber that comes back behind the last id it saw.
    private static final class Reader {
        private final Map<String, String> seen = new LinkedHashMap<>(); // id → content
        private StreamRecorder stream;
        private String lastId;

        Reader(HubProcess hub) throws Exception {
            stream = hub.subscribe("");
            lastId = stream.next("hello").id();
        }

        void comeBack(HubProcess hub) throws Exception {
            stream = hub.subscribe("", Map.of("Last-Event-ID", lastId));
            Event hello = stream.next("hello");
            assertThat(hello.id()).isEqualTo(lastId);
            assertThat(hello.json().getBoolean("resumed")).isTrue();
        }

        void readToTheEnd() throws InterruptedException {
            for (Event event : stream.rest()) read(event);
            stream.close();
        }

        void readUntil(String content) throws InterruptedException {
            while (!seen.containsValue(content)) read(stream.next(""));
            stream.close();
        }

        private void read(Event event) {
            assertThat(event.name()).as(event.toString()).isEmpty();
            JsonObject message = event.json();
            assertThat(seen.put(event.id(), message.getString("content")))
                    .as("seen twice: %s", event)
                    .isNull();
            lastId = event.id();
        }
    }
}
