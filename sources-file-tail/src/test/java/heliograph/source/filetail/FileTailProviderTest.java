package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;
import heliograph.source.testkit.LiveSourceContract;
import heliograph.source.testkit.RecordingContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

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

    static Stream<Arguments> badSettings() {
        return Stream.of(
                arguments("encoding", "ebcdic-us", "write auto, utf-8"),
                arguments("encoding", "utf-32", "write auto, utf-8"),
                arguments("on-long-line", "drop", "write one of truncate, split, skip"),
                arguments("poll-interval", "0s", "longer than 0"),
                arguments("poll-interval-max", "1ms", "not be shorter than poll-interval"),
                arguments("rate-limit", "-1", "write a whole number from 0"),
                arguments("max-open-files", "0", "write a whole number from 1"),
                arguments("container", "podman", "write one of none, docker, cri, auto"),
                arguments("format", "xml", "write one of auto, text, json, logfmt"),
                arguments("multiline", Map.of("preset", "perl"), "none, java, python, go"),
                arguments("multiline", Map.of("start-pattern", "("), "not a regular expression"),
                arguments("multiline", Map.of("max-bytes", "2MiB"), "write a size from 1B"),
                arguments(
                        "multiline",
                        Map.of("preset", "go", "continue-pattern", "^ "),
                        "write one of preset, start-pattern and continue-pattern"),
                arguments("timestamp", Map.of("format", "nonsense"), "write rfc3339, epoch"),
                arguments("timestamp", Map.of("field", "at"), "it needs format"),
                arguments("timestamp", Map.of("format", "epoch", "zone", "Mars"), "time zone like"),
                arguments("timestamp", Map.of("format", "epoch", "pattern", "x"), "in a group"),
                arguments("level", Map.of("pattern", "["), "not a regular expression"));
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void aBadSettingIsNamedWithWhatToWrite(String key, Object value, String advice) {
        assertThatThrownBy(() -> create(Map.of("include", "/a.log", key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source 'logs': setting '" + key)
                .hasMessageContaining(advice);
    }

    @Test
    void aSettingThatIsNotKnownSuggestsTheNearOne() {
        var config =
                SourceConfig.of(
                        "logs", Map.of("include", "/a.log", "multiline", Map.of("presets", "go")));
        new FileTailProvider().create(config);
        assertThatThrownBy(config::refuseUnknown)
                .hasMessageContaining(
                        "unknown setting 'multiline.presets'; did you mean 'preset'?");
    }

    private static void create(Map<String, ?> settings) {
        new FileTailProvider().create(SourceConfig.of("logs", settings));
    }
}
