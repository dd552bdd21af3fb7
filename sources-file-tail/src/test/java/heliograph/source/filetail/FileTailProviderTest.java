package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;
import heliograph.source.testkit.LiveSourceContract;
import heliograph.source.testkit.RecordingContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

class FileTailProviderTest extends LiveSourceContract {
    @TempDir Path logs;

    @Override
    protected SourceProvider provider() {
        return new FileTailProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        // What is appended before the first look must be heard too.
        return Map.of("include", logs + "/app.log", "start-at", "beginning");
    }

    @Override
    protected Map.Entry<String, ?> badSetting() {
        return Map.entry("max-line-bytes", "2MiB");
    }

    @Override
    protected void provoke(RecordingContext context) throws Exception {
        Files.writeString(
                logs.resolve("app.log"),
                "a line\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void aMissingIncludeIsExplained() {
        assertThatThrownBy(() -> create(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "source 'logs': setting 'include' is missing; add  include: ["
                                + " /var/log/app/*.log ]");
    }

    @Test
    void aBadGlobIsExplained() {
        assertThatThrownBy(() -> create(Map.of("include", "/var/log/[a.log")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source 'logs': setting 'include'");
    }

    @Test
    void lastLinesNeedAStartAtTheEnd() {
        var settings = Map.of("include", "/a.log", "start-at", "beginning", "tail-lines", "5");
        assertThatThrownBy(() -> create(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("start-at: end");
    }

    private static void create(Map<String, ?> settings) {
        new FileTailProvider().create(SourceConfig.of("logs", settings));
    }
}
