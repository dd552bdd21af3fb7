package heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.PluginJar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What plugins have in common must be of no use against each other.
class SharedClassesTest {
    @TempDir Path directory;

    @Test
    void aPluginThatHoldsTheLoaderTheyShareKeepsNoOtherFromLoading() throws Exception {
        Path jar =
                PluginJar.compile(directory, "Code", "public class Code {}")
                        .pack(directory.resolve("code.jar"));
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().daemon().start(() -> hold(isHeld, done));
        isHeld.await();
        try (PluginClassLoader other = new PluginClassLoader("other", List.of(jar))) {
            Thread loading = Thread.ofPlatform().daemon().start(() -> load(other));
            assertThat(loading.join(Duration.ofSeconds(10))).isTrue();
        } finally {
            done.countDown();
            holder.join();
        }
    }

    private static void hold(CountDownLatch isHeld, CountDownLatch done) {
        synchronized (SharedClasses.PARENT) {
            isHeld.countDown();
            try {
                done.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void load(ClassLoader loader) {
        try {
            loader.loadClass("Code");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
