package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

class RestartPolicyTest {
    @Test
    void thePauseDoublesUpToTheLongestAndThenItRests() {
        assertThat(
                        IntStream.of(1, 2, 3, 6, 7, 19, 20, 1_000)
                                .mapToObj(RestartPolicy.USUAL::pauseAfter)
                                .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 32L, 60L, 60L, 900L, 900L);
    }

    @Test
    void aRunOfMoreThanAMinuteEndsARowOfFailures() {
        assertThat(RestartPolicy.USUAL.isGood(Duration.ofSeconds(60))).isFalse();
        assertThat(RestartPolicy.USUAL.isGood(Duration.ofSeconds(61))).isTrue();
    }

    @Test
    void itIsReadFromTheSettings() {
        SourceConfig settings =
                SourceConfig.of("x", Map.of("first-pause", "5s", "longest-pause", "5m"));
        RestartPolicy policy = RestartPolicy.read(settings);
        assertThat(policy.pauseAfter(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.pauseAfter(19)).isEqualTo(Duration.ofMinutes(5));
        settings.refuseUnknown();
        assertThatThrownBy(() -> RestartPolicy.read(SourceConfig.of("x", Map.of("rest", "2d"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "source 'x': setting 'rest' is \"2d\"; write a duration from 1ms to 1d");
    }
}
