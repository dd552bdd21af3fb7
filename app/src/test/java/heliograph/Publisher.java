package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Posts one message after the other, no two alike, until the hub does not take one. Remembers
/// which were answered, and under which id.
final class Publisher {
    private final HubProcess hub;
    private final String name;
    private final Map<String, String> answered = new ConcurrentHashMap<>(); // id → content
    private final Semaphore answers = new Semaphore(0);
    private final Thread thread;
    private volatile String end = "it still publishes";

    private Publisher(HubProcess hub, String name) {
        this.hub = hub;
        this.name = name;
        this.thread = Thread.ofVirtual().start(this::publish);
    }

    /// @param name begins each of its messages
    static Publisher start(HubProcess hub, String name) {
        return new Publisher(hub, name);
    }

    private void publish() {
        try {
            for (int i = 1; ; i++) {
                String content = name + " " + i;
                HttpResponse<String> answer = hub.post("/ingest/publisher", content);
                if (answer.statusCode() != 200) {
                    end = answer.toString();
                    return;
                }
                answered.put(TestHub.object(answer.body()).getString("first"), content);
                answers.release();
            }
        } catch (IOException e) {
            end = "the hub has gone: " + e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Returns when so many more messages have been answered.
    void await(int messages) throws InterruptedException {
        assertThat(answers.tryAcquire(messages, 60, TimeUnit.SECONDS)).as(end).isTrue();
    }

    /// What was answered, when it has noticed that the hub is gone: id → content.
    Map<String, String> answered() throws InterruptedException {
        thread.join();
        return answered;
    }
}
