package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.TestHub;
import heliograph.Waiting;
import heliograph.source.LiveSource;
import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A jar that is broken in any way is named on the board, and changes nothing for the others.
class BrokenProvidersTest {
    private static final LiveSource FINISHED = context -> {};

    private static TestHub hub;

    @BeforeAll
    static void start(@TempDir Path directory) {
        List<Class<?>> providers =
                List.of(
                        ThrowingConstructor.class,
                        ThrowingInitializer.class,
                        BlockingConstructor.class,
                        ThrowingType.class,
                        BadType.class,
                        SecondCron.class,
                        ThrowingStart.class,
                        RingOfCauses.class,
                        ThrowingCreate.class,
                        CreatingNothing.class,
                        NoProvider.class,
                        Good.class);
        Stream<String> names = providers.stream().map(Class::getName);
        hub =
                TestHub.with(
                        directory,
                        "sources: [ { name: nothing, type: nothing } ]",
                        Stream.concat(Stream.of("not.There"), names).toList());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ThrowingConstructor | constructed badly",
                "ThrowingInitializer | initialized badly",
                "BlockingConstructor | did not return within 5 s",
                "ThrowingType        | no type today",
                "BadType             | 'Bad Type' is no lower-kebab word",
                "SecondCron          | type 'cron' is already that of"
                        + " heliograph.source.cron.CronProvider in heliograph-sources-cron",
                "ThrowingStart       | not even this",
                "RingOfCauses        | Ring",
            })
    void aBrokenProviderIsNamedWithItsReason(String provider, String reason) throws Exception {
        assertThat(awaitBroken(provider))
                .singleElement()
                .satisfies(b -> assertThat(b.getString("reason")).contains(reason))
                .satisfies(b -> assertThat(b.getString("jar")).isNotEmpty());
    }

    @Test
    void aClassThatIsNotThereAndOneThatIsNoProviderAreNamed() throws Exception {
        assertThat(broken())
                .extracting(b -> b.getString("reason"))
                .anySatisfy(reason -> assertThat(reason).contains("not.There"))
                .anySatisfy(reason -> assertThat(reason).contains("NoProvider"));
    }

    @Test
    void aSourceThatCannotBeMadeIsOnTheBoardWithItsReason() throws Exception {
        JsonObject throwing = source("throwing-create");
        assertThat(throwing.getString("state")).isEqualTo("broken");
        assertThat(lastError(throwing)).contains("created badly");
        assertThat(lastError(source("nothing"))).contains("returned null");
    }

    @Test
    void theOthersDoNotNotice() throws Exception {
        assertThat(source("good").getString("type")).isEqualTo("good");
        assertThat(hub.publish("still here")).hasSize(1);
        assertThat(hub.get("/metrics").statusCode()).isEqualTo(200);
    }

    private static List<JsonObject> broken() throws Exception {
        return hub.getJson("/api/sources").getJsonArray("broken").getValuesAs(JsonObject.class);
    }

    /// One that blocks is given up after a while; the hub has started long before.
    private static List<JsonObject> awaitBroken(String provider) throws Exception {
        return Waiting.until(
                () ->
                        broken().stream()
                                .filter(b -> b.getString("provider").endsWith("$" + provider))
                                .toList(),
                named -> !named.isEmpty());
    }

    private static String lastError(JsonObject source) {
        return source.getJsonObject("lastError").getString("message");
    }

    private static JsonObject source(String name) throws Exception {
        return Waiting.until(() -> findSource(name), Optional::isPresent).orElseThrow();
    }

    private static Optional<JsonObject> findSource(String name) throws Exception {
        return hub
                .getJson("/api/sources")
                .getJsonArray("sources")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(source -> source.getString("name").equals(name))
                .findFirst();
    }

    /// Good, until a subclass spoils it.
    public static class Good implements SourceProvider {
        @Override
        public String type() {
            return "good";
        }

        @Override
        public Source create(SourceConfig config) {
            return FINISHED;
        }
    }

    public static final class ThrowingConstructor extends Good {
        public ThrowingConstructor() {
            throw new IllegalStateException("constructed badly");
        }
    }

    public static final class ThrowingInitializer extends Good {
        static final int VALUE = initialize();

        private static int initialize() {
            throw new IllegalStateException("initialized badly");
        }
    }

    public static final class BlockingConstructor extends Good {
        public BlockingConstructor() {
            while (!Thread.currentThread().isInterrupted()) LockSupport.park(this);
        }
    }

    public static final class ThrowingType extends Good {
        @Override
        public String type() {
            throw new AssertionError("no type today");
        }
    }

    public static final class BadType extends Good {
        @Override
        public String type() {
            return "Bad Type";
        }
    }

    public static final class SecondCron extends Good {
        @Override
        public String type() {
            return "cron";
        }
    }

    public static final class ThrowingStart extends Good {
        @Override
        public String type() {
            return "throwing-start";
        }

        @Override
        public boolean startsByItself() {
            throw new IllegalStateException("not even this");
        }
    }

    public static final class RingOfCauses extends Good {
        @Override
        public String type() {
            throw new Ring();
        }
    }

    private static final class Ring extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("and no message");
        }
    }

    public static final class ThrowingCreate extends Good {
        @Override
        public String type() {
            return "throwing-create";
        }

        @Override
        public Source create(SourceConfig config) {
            throw new IllegalStateException("created badly");
        }
    }

    public static final class CreatingNothing extends Good {
        @Override
        public String type() {
            return "nothing";
        }

        @Override
        @SuppressWarnings("NullAway") // a plugin compiled without it
        public Source create(SourceConfig config) {
            return null;
        }
    }

    public static final class NoProvider {}
}
