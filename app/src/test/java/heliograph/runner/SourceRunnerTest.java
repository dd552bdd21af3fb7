package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.TestHub;
import heliograph.Waiting;
import heliograph.source.Health;
import heliograph.source.Lag;
import heliograph.source.LiveSource;
import heliograph.source.Message;
import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceContext;
import heliograph.source.SourceProvider;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class SourceRunnerTest {
    @TempDir Path directory;

    @Test
    void aSourceThatFailsIsCalledAgainAfterAGrowingPause() throws Exception {
        try (TestHub hub = hub(Failing.class)) {
            long first = Failing.calls.take();
            assertThat(lastError(awaitState(hub, "failed")))
                    .isEqualTo("IllegalStateException: lost the connection");
            long second = Failing.calls.take();
            long third = Failing.calls.take();
            assertThat(Duration.ofNanos(second - first)).isGreaterThan(Duration.ofMillis(700));
            assertThat(third - second).isGreaterThan((second - first) * 5 / 4);
            JsonObject source = source(hub);
            assertThat(source.getInt("restarts")).isEqualTo(2);
            assertThat(source.getInt("messages")).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aSourceThatReturnsIsFinishedAndNotCalledAgain() throws Exception {
        try (TestHub hub = hub(Leaking.class)) {
            JsonObject source = awaitState(hub, "finished");
            assertThat(source.getInt("restarts")).isZero();
            assertThat(source.getInt("messages")).isEqualTo(1);
            assertThat(source.getJsonObject("lastMessage").getString("content"))
                    .isEqualTo("in time");
            assertThat(source.getJsonObject("health").getString("status")).isEqualTo("degraded");
            assertThat(source.getJsonObject("health").getString("detail")).isEqualTo("half blind");
            assertThat(source.getJsonObject("lag").getInt("amount")).isEqualTo(12);
            assertThat(source.getJsonObject("lag").getString("unit")).isEqualTo("lines");
        }
    }

    @Test
    void aContextIsOfNoUseWhenItsCallHasEnded() throws Exception {
        try (TestHub hub = hub(Leaking.class)) {
            awaitState(hub, "finished");
            SourceContext leaked = Leaking.contexts.take();
            assertThatThrownBy(() -> leaked.publish(Message.text("late")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("call has ended");
            assertThat(source(hub).getInt("messages")).isEqualTo(1);
        }
    }

    @Test
    void anInterruptEndsASourceWhenTheHubStops() throws Exception {
        TestHub hub = hub(Sleeping.class);
        awaitState(hub, "running");
        Thread thread = Sleeping.threads.take();
        long began = System.nanoTime();
        hub.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2900));
        assertThat(thread.isAlive()).isFalse();
        assertThat(thread.isVirtual()).isFalse();
    }

    @Test
    void aSourceThatIgnoresItsInterruptIsAbandonedInTime() throws Exception {
        TestHub hub = hub(Stubborn.class);
        Stubborn.running.await();
        long began = System.nanoTime();
        hub.close();
        Duration closing = Duration.ofNanos(System.nanoTime() - began);
        Stubborn.released.countDown();
        assertThat(closing).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(6));
    }

    private TestHub hub(Class<? extends SourceProvider> provider) {
        return TestHub.with(directory, "", List.of(provider.getName()));
    }

    private static JsonObject source(TestHub hub) throws Exception {
        return Waiting.until(() -> findSource(hub), Optional::isPresent).orElseThrow();
    }

    private static Optional<JsonObject> findSource(TestHub hub) throws Exception {
        return hub
                .getJson("/api/sources")
                .getJsonArray("sources")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(source -> source.getString("name").equals("test-source"))
                .findFirst();
    }

    private static String lastError(JsonObject source) {
        return source.getJsonObject("lastError").getString("message");
    }

    private static JsonObject awaitState(TestHub hub, String state) throws Exception {
        return Waiting.until(() -> source(hub), row -> row.getString("state").equals(state));
    }

    /// Starts by itself under its type's name.
    public abstract static class TestProvider implements SourceProvider {
        @Override
        public String type() {
            return "test-source";
        }

        @Override
        public Source create(SourceConfig config) {
            return (LiveSource) this::run;
        }

        abstract void run(SourceContext context) throws Exception;
    }

    public static final class Failing extends TestProvider {
        static final BlockingQueue<Long> calls = new LinkedBlockingQueue<>();

        @Override
        void run(SourceContext context) throws Exception {
            context.publish(Message.text("trying"));
            calls.add(System.nanoTime());
            throw new IllegalStateException("lost the connection");
        }
    }

    public static final class Leaking extends TestProvider {
        static final BlockingQueue<SourceContext> contexts = new LinkedBlockingQueue<>();

        @Override
        void run(SourceContext context) throws Exception {
            contexts.clear();
            contexts.add(context);
            context.report(Health.degraded("half blind"));
            context.report(new Lag(12, "lines"));
            context.publish(Message.text("in time"));
        }
    }

    public static final class Sleeping extends TestProvider {
        static final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

        @Override
        void run(SourceContext context) throws Exception {
            threads.add(Thread.currentThread());
            context.sleepUntil(context.clock().instant().plus(Duration.ofDays(1)));
        }
    }

    public static final class Stubborn extends TestProvider {
        static final CountDownLatch running = new CountDownLatch(1);
        static final CountDownLatch released = new CountDownLatch(1);

        @Override
        void run(SourceContext context) {
            running.countDown();
            while (true) {
                try {
                    if (released.await(1, TimeUnit.HOURS)) return;
                } catch (InterruptedException _) {
                    // on purpose
                }
            }
        }
    }
}
