package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.RawSubscriber;
import heliograph.StreamRecorder.End;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// Who is connected, and how those end that leave in other ways than others.
@Timeout(60)
class SubscribersTest {
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
    void eachIsNamedWithWhatItAskedForAndHowFarItCame() throws Exception {
        assertThat(hub.subscribers()).isEmpty();
        Instant before = Instant.now();
        try (RawSubscriber subscriber = RawSubscriber.open(hub, "?source=test&lag=keep")) {
            String id = hub.publish("one", "two").getLast();
            while (!hub.subscribers().getFirst().getString("place").equals(id)) Thread.onSpinWait();
            JsonObject row = hub.subscribers().getFirst();
            assertThat(row.getString("address")).isEqualTo(subscriber.address());
            assertThat(row.getString("query")).isEqualTo("source=test&lag=keep");
            assertThat(Instant.parse(row.getString("since"))).isBetween(before, Instant.now());
            assertThat(row.getInt("behind")).isZero();
            assertThat(row.getInt("behindSeconds")).isZero();
            assertThat(row.getBoolean("stalled")).isFalse();
        }
    }

    @Test
    void whatAClientHasNotTakenCountsAsBehindAndTheFarthestComeFirst() throws Exception {
        try (RawSubscriber reading = RawSubscriber.open(hub, "?source=nobody");
                RawSubscriber stuck = RawSubscriber.open(hub, "")) {
            String large = "x".repeat(900_000); // more than all the buffers on the way
            String id = hub.publish(large).getFirst();
            while (hub.subscribers().getLast().getInt("behind") > 0) Thread.onSpinWait();
            assertThat(hub.subscribers().getLast().getString("address"))
                    .isEqualTo(reading.address());
            JsonObject first = hub.subscribers().getFirst();
            assertThat(first.getString("address")).isEqualTo(stuck.address());
            assertThat(first.getInt("behind")).isEqualTo(1);
            assertThat(first.getString("place")).isEqualTo(id.replaceFirst("-.*", "-0"));
            stuck.next("");
            while (hub.subscribers().getFirst().getInt("behind") > 0) Thread.onSpinWait();
        }
    }

    @Test
    void unknownParametersAreRefused() throws Exception {
        HttpResponse<String> answer = hub.get("/api/subscribers?sort=behind");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'sort'");
    }

    @Test
    void whoSendsNothingMoreIsGone() throws Exception {
        try (RawSubscriber subscriber = RawSubscriber.open(hub, "")) {
            subscriber.endSending();
            awaitNobody();
            assertThat(subscriber.end()).isEqualTo(End.CUT_OFF);
            assertThat(hub.ended("left")).isEqualTo(1);
        }
    }

    @Test
    void whoSendsAnotherRequestOnAStreamIsEndedWithoutAnAnswerToIt() throws Exception {
        try (RawSubscriber subscriber = RawSubscriber.open(hub, "")) {
            subscriber.pipeline();
            awaitNobody();
            assertThat(subscriber.end()).isEqualTo(End.CUT_OFF);
            assertThat(hub.ended("left")).isEqualTo(1);
        }
        assertThat(hub.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void whoLeavesIsCountedAsLeftAndNeverAsEndedByTheHub() throws Exception {
        for (int i = 1; i <= 200; i++) RawSubscriber.ask(hub, "", Map.of()).close();
        for (int i = 1; i <= 200; i++) RawSubscriber.open(hub, "").close();
        while (hub.ended("left") < 400) {
            assertThat(hub.ended("shutdown") + hub.ended("error") + hub.ended("slow")).isZero();
        }
        assertThat(hub.subscribers()).isEmpty();
    }

    private void awaitNobody() throws Exception {
        while (!hub.subscribers().isEmpty()) Thread.onSpinWait();
    }
}
