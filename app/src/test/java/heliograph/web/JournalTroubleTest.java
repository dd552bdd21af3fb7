package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.LogRecorder;
import heliograph.RawConnection;
import heliograph.StreamRecorder;
import heliograph.StreamRecorder.Event;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/// What clients see of a journal that has lost something or cannot be written.
class JournalTroubleTest {
    @TempDir Path directory;
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void damagedBlocksThatFollowEachOtherAreOneGapAndTheStreamGoesOn() throws Exception {
        List<String> ids = hub.publish("one", "two", "three", "four");
        int port = hub.goAway(); // what is in memory is not damaged
        execute("update block set body = x'7b7d0a' where first in (2, 3)");
        hub.comeBack(port);
        try (StreamRecorder stream = hub.subscribe("", resumeAfter(ids.getFirst(), 0))) {
            stream.next("hello");
            stream.assertMessage(ids.get(0), "one");
            assertGap(stream.next("gap"), 2, 3, "damaged", ids.get(2));
            stream.assertMessage(ids.get(3), "four");
            stream.assertMessage(hub.publish("five").getFirst(), "five");
        }
        assertThat(hub.getJson("/api/messages").getJsonArray("messages")).hasSize(3);
    }

    @Test
    void whatWasForgottenIsMissedAndOneGap() throws Exception {
        List<String> ids = hub.publish("one", "two", "three", "four");
        int port = hub.goAway();
        execute("delete from block where first <= 3");
        execute("insert into floor(id, next) values(1, 4)");
        hub.comeBack(port);
        try (StreamRecorder stream = hub.subscribe("", resumeAfter(ids.getFirst(), 1))) {
            JsonObject hello = stream.next("hello").json();
            assertThat(hello.getBoolean("resumed")).isTrue();
            assertThat(hello.getInt("missed")).isEqualTo(2);
            assertThat(hello.getInt("oldest")).isEqualTo(4);
            assertGap(stream.next("gap"), 2, 3, "expired", ids.get(2));
            stream.assertMessage(ids.get(3), "four");
        }
    }

    @Test
    void aHoleInTheMiddleIsOneGap() throws Exception {
        List<String> ids = hub.publish("one", "two", "three", "four");
        int port = hub.goAway();
        execute("delete from block where first in (2, 3)");
        hub.comeBack(port);
        try (StreamRecorder stream = hub.subscribe("?last=4")) {
            stream.next("hello");
            stream.assertMessage(ids.get(0), "one");
            assertGap(stream.next("gap"), 2, 3, "damaged", ids.get(2));
            stream.assertMessage(ids.get(3), "four");
        }
    }

    @Test
    void aLostEndIsOneGapWhichIsToldBeforeAnythingNewIsPublished() throws Exception {
        List<String> ids = hub.publish("one", "two", "three", "four");
        int port = hub.goAway();
        execute("delete from block where first >= 3");
        try (LogRecorder log = new LogRecorder()) {
            hub.comeBack(port);
            log.assertWarning("ends at offset 2, but it had reached 4; 2 messages are lost, 2 are");
        }
        try (StreamRecorder stream = hub.subscribe("", resumeAfter(ids.getFirst(), 1))) {
            JsonObject hello = stream.next("hello").json();
            assertThat(hello.getBoolean("resumed")).isTrue();
            assertThat(hello.getInt("missed")).isEqualTo(2);
            stream.assertMessage(ids.get(1), "two");
            assertGap(stream.next("gap"), 3, 4, "damaged", ids.get(3));
            String five = hub.publish("five").getFirst();
            assertThat(five).endsWith("-5").doesNotStartWith(ids.getFirst().replace("1", ""));
            stream.assertMessage(five, "five");
        }
    }

    @Test
    void whoHasSeenTheLostEndMissesNothing() throws Exception {
        List<String> ids = hub.publish("one", "two", "three");
        int port = hub.goAway();
        execute("delete from block");
        hub.comeBack(port);
        String four = hub.publish("four").getFirst();
        try (StreamRecorder stream = hub.subscribe("", Map.of("Last-Event-ID", ids.getLast()))) {
            JsonObject hello = stream.next("hello").json();
            assertThat(hello.getBoolean("resumed")).isTrue();
            assertThat(hello.getInt("missed")).isZero();
            stream.assertMessage(four, "four");
        }
        try (StreamRecorder stream = hub.subscribe("", resumeAfter(ids.getFirst(), 9))) {
            assertThat(stream.next("hello").json().getBoolean("resumed")).isFalse();
            assertThat(stream.next("gap").json().getString("reason")).isEqualTo("epoch");
            stream.assertMessage(four, "four");
        }
    }

    @Test
    void aZeroedPageIsOneGapWithAnExactCountAndTheHistoryGoesOn() throws Exception {
        String first = hub.publish("x".repeat(1_200)).getFirst();
        for (int i = 2; i <= 60; i++) hub.publish("x".repeat(1_200));
        int port = hub.goAway();
        try (var file = new RandomAccessFile(hub.data().resolve("journal.db").toFile(), "rw")) {
            int page = 16 << 10;
            file.seek(file.length() / page * 3 / 4 * page);
            file.write(new byte[page]);
        }
        hub.comeBack(port);
        int kept = hub.getJson("/api/messages?limit=1000").getJsonArray("messages").size();
        assertThat(kept).isBetween(1, 59);
        try (StreamRecorder stream = hub.subscribe("", resumeAfter(first, 0))) {
            stream.next("hello");
            int gaps = 0;
            int missing = 0;
            for (int seen = 0; seen < kept; ) {
                Event event = stream.next();
                if (event.name().equals("gap")) {
                    gaps++;
                    missing += event.json().getInt("count");
                } else {
                    seen++;
                }
            }
            assertThat(gaps).isEqualTo(1);
            assertThat(kept + missing).isEqualTo(60);
            stream.assertMessage(hub.publish("after").getFirst(), "after");
        }
    }

    @Test
    void aJournalThatCannotBeWrittenRefusesPostsAndShowsWhatItHas() throws Exception {
        String one = hub.publish("one").getFirst();
        try (StreamRecorder stream = hub.subscribe("?last=1")) {
            stream.next("hello");
            stream.assertMessage(one, "one");
            execute(
                    "create trigger full before insert on block"
                            + " begin select raise(abort, 'no space left'); end");
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> refused = hub.post("/ingest/test", "text/plain", "lost");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                JsonObject problem = TestHub.object(refused.body());
                assertThat(problem.getString("detail")).contains("no space left");
                assertThat(problem.getInt("accepted")).isZero();
            }
            HttpResponse<String> ready = hub.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("no space left");
            assertThat(hub.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(hub.get("/api/messages").body()).contains(one);

            execute("drop trigger full");
            assertThat(hub.get("/health/ready").statusCode()).isEqualTo(200);
            stream.assertMessage(hub.publish("two").getFirst(), "two");
            stream.assertExhausted();
        }
    }

    @Test
    void anAnswerThatCannotBeReadToItsEndDoesNotLookWhole() throws Exception {
        for (int i = 0; i < 10; i++) hub.publishMany("x".repeat(3_000), 1_000);
        try (LogRecorder _ = new LogRecorder();
                RawConnection client = RawConnection.to(hub)) {
            client.send(
                    "GET /api/messages?limit=10000 HTTP/1.1\nHost: localhost:%d\n"
                                    .formatted(hub.port())
                            + "Accept: application/x-ndjson\n\n");
            client.awaitFirstByte(); // the rest does not fit into what lies between
            execute("alter table block rename to gone");
            assertThatThrownBy(client::answer).hasMessageContaining("the connection ended");
        } finally {
            execute("alter table gone rename to block");
        }
    }

    private static Map<String, String> resumeAfter(String anyId, long offset) {
        return Map.of("Last-Event-ID", anyId.replaceFirst("-.*", "-" + offset));
    }

    private static void assertGap(Event gap, long from, long to, String reason, String id) {
        assertThat(gap.json().getInt("from")).isEqualTo((int) from);
        assertThat(gap.json().getInt("to")).isEqualTo((int) to);
        assertThat(gap.json().getInt("count")).isEqualTo((int) (to - from + 1));
        assertThat(gap.json().getString("reason")).isEqualTo(reason);
        assertThat(gap.id()).isEqualTo(id);
    }

    private void execute(String sql) throws SQLException {
        Path file = hub.data().resolve("journal.db");
        try (Connection second = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = second.createStatement()) {
            statement.execute(sql);
        }
    }
}
