package heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTest {

    @ParameterizedTest
    @CsvSource({
        "trace, TRACE",
        "debug, DEBUG",
        "info, INFO",
        "warn, WARN",
        "error, ERROR",
        "fatal, FATAL",
        "Info, INFO",
        "WARN, WARN",
        "notice, INFO",
        "NOTICE, INFO",
        "information, INFO",
        "informational, INFO",
        "warning, WARN",
        "Warning, WARN",
        "err, ERROR",
        "crit, FATAL",
        "CRITICAL, FATAL",
        "alert, FATAL",
        "emerg, FATAL",
        "emergency, FATAL",
        "panic, FATAL"
    })
    void namesAndTheirKinAreReadInAnyCase(String name, Level level) {
        assertThat(Level.named(name)).contains(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "loud", "warn ", "3", "errors", "ınfo"})
    void whatIsNoLevelIsNotGuessed(String name) {
        assertThat(Level.named(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, FATAL",
        "1, FATAL",
        "2, FATAL",
        "3, ERROR",
        "4, WARN",
        "5, INFO",
        "6, INFO",
        "7, DEBUG",
        "10, TRACE",
        "20, DEBUG",
        "30, INFO",
        "40, WARN",
        "50, ERROR",
        "60, FATAL"
    })
    void numbersAreSyslogsOrPinos(int number, Level level) {
        assertThat(Level.numbered(number)).contains(level);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 9, 11, 35, 61, 100})
    void otherNumbersAreNoLevels(int number) {
        assertThat(Level.numbered(number)).isEmpty();
    }

    @Test
    void aLevelsWordReadsBackAsItself() {
        for (Level level : Level.values()) assertThat(Level.named(level.word())).contains(level);
    }
}
