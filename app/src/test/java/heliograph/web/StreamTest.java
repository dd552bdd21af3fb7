package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder;
import heliograph.StreamRecorder.Event;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class StreamTest {
    @TempDir Path directory;
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory, "server: { heartbeat: 200ms }");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aSubscriberIsGreetedWithTheTruthAboutWhereItBegins() throws Exception {
        List<String> ids = hub.publish("one", "two");
        try (StreamRecorder stream = hub.subscribe("")) {
            Event hello = stream.next("hello");
            assertThat(hello.id()).isEqualTo(ids.get(1));
            assertThat(Integer.parseInt(hello.retry())).isBetween(1000, 3000);
            JsonObject data = hello.json();
            assertThat(data.getString("epoch")).isEqualTo(ids.get(0).replaceFirst("-.*", ""));
            assertThat(data.getInt("oldest")).isEqualTo(1);
            assertThat(data.getInt("newest")).isEqualTo(2);
            assertThat(data.getBoolean("resumed")).isFalse();
            assertThat(data.getInt("missed")).isZero();
        }
    }

    @Test
    void messagesComeInOrderAndOnceAndWithoutAName() throws Exception {
        try (StreamRecorder stream = hub.subscribe("")) {
            stream.next("hello");
            List<String> ids = hub.publish("one", "two", "three");
            stream.assertMessage(ids.get(0), "one");
            stream.assertMessage(ids.get(1), "two");
            stream.assertMessage(ids.get(2), "three");
        }
    }

    @Test
    void aSubscriberResumesBehindTheLastIdItSaw() throws Exception {
        List<String> ids = hub.publish("one", "two", "three");
        for (Map<String, String> headers : List.of(Map.of("Last-Event-ID", ids.get(0)))) {
            try (StreamRecorder stream = hub.subscribe("?last=100", headers)) {
                Event hello = stream.next("hello");
                assertThat(hello.id()).isEqualTo(ids.get(0));
                assertThat(hello.json().getBoolean("resumed")).isTrue();
                stream.assertMessage(ids.get(1), "two");
                stream.assertMessage(ids.get(2), "three");
            }
        }
    }

    @Test
    void anIdInTheQueryResumesToo() throws Exception {
        List<String> ids = hub.publish("one", "two");
        for (String parameter : List.of("lastEventId", "last_event_id", "since")) {
            try (StreamRecorder stream = hub.subscribe("?" + parameter + "=" + ids.get(0))) {
                stream.next("hello");
                stream.assertMessage(ids.get(1), "two");
            }
        }
    }

    @Test
    void aSubscriberResumesAfterARestartBeforeAnythingNewWasPublished() throws Exception {
        List<String> ids = hub.publish("one", "two");
        hub.restart();
        try (StreamRecorder stream = hub.subscribe("", Map.of("Last-Event-ID", ids.get(0)))) {
            assertThat(stream.next("hello").json().getBoolean("resumed")).isTrue();
            stream.assertMessage(ids.get(1), "two");
            String third = hub.publish("three").getFirst();
            stream.assertMessage(third, "three");
        }
    }

    @Test
    void anIdOfAnotherJournalIsAnsweredWithAGapAndTheOldestMessages() throws Exception {
        List<String> ids = hub.publish("one");
        String epoch = ids.getFirst().replaceFirst("-.*", "");
        for (String stranger : List.of("zzzz-1", epoch + "-99", "no id at all")) {
            try (StreamRecorder stream = hub.subscribe("", Map.of("Last-Event-ID", stranger))) {
                Event hello = stream.next("hello");
                assertThat(hello.json().getBoolean("resumed")).isFalse();
                assertThat(hello.json().isNull("missed")).isTrue();
                Event gap = stream.next("gap");
                assertThat(gap.json().getString("reason")).isEqualTo("epoch");
                assertThat(gap.json().isNull("count")).isTrue();
                assertThat(gap.id()).isEqualTo(epoch + "-0");
                stream.assertMessage(ids.getFirst(), "one");
            }
        }
    }

    @Test
    void theLastMessagesThatPassTheFilterComeFirstWhenAskedFor() throws Exception {
        for (int i = 1; i <= 5; i++) {
            hub.post("/ingest/wanted", "text/plain", "wanted " + i);
            hub.post("/ingest/other", "text/plain", "other " + i);
        }
        try (StreamRecorder stream = hub.subscribe("?last=2&source=want*")) {
            stream.next("hello");
            assertThat(stream.message().getString("content")).isEqualTo("wanted 4");
            assertThat(stream.message().getString("content")).isEqualTo("wanted 5");
            hub.post("/ingest/other", "text/plain", "other 6");
            hub.post("/ingest/wanted", "text/plain", "wanted 6");
            assertThat(stream.message().getString("content")).isEqualTo("wanted 6");
        }
    }

    @Test
    void aHeartbeatTellsHowFarASubscriberCameThroughWhatItDoesNotSee() throws Exception {
        try (StreamRecorder stream = hub.subscribe("?source=nobody")) {
            stream.next("hello");
            String id = hub.publish("not for everybody").getFirst();
            Event heartbeat = stream.next("heartbeat");
            while (!heartbeat.id().equals(id)) heartbeat = stream.next("heartbeat");
            assertThat(heartbeat.json().getInt("newest")).isEqualTo(1);
        }
    }

    @Test
    void aStreamEndsWithByeAndACleanBodyWhenTheHubStops() throws Exception {
        String id = hub.publish("one").getFirst();
        try (StreamRecorder stream = hub.subscribe("")) {
            stream.next("hello");
            hub.restart();
            Event bye = stream.next();
            while (bye.name().equals("heartbeat")) bye = stream.next();
            assertThat(bye.name()).isEqualTo("bye");
            assertThat(bye.id()).isEqualTo(id);
            assertThat(bye.json().getString("reason")).isEqualTo("shutdown");
            assertThat(stream.end()).isEqualTo(StreamRecorder.End.CLEAN);
        }
    }

    @Test
    void aClientThatLeavesIsForgottenAtOnce() throws Exception {
        StreamRecorder stream = hub.subscribe("");
        stream.next("hello");
        assertThat(hub.getJson("/api/status").getInt("subscribers")).isEqualTo(1);
        stream.close();
        while (hub.getJson("/api/status").getInt("subscribers") > 0) Thread.onSpinWait();
    }
}
