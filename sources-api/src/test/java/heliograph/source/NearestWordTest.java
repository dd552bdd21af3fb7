package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class NearestWordTest {
    private static final List<String> WORDS =
            List.of("schedule", "zone", "message", "include", "start-at", "directory");

    @ParameterizedTest
    @CsvSource({
        "shedule, schedule",
        "schedules, schedule",
        "scehdule, schedule",
        "Zone, zone",
        "mesage, message",
        "start_at, start-at",
        "startat, start-at",
        "directroy, directory"
    })
    void theWordThatWasMeantIsFound(String written, String meant) {
        assertThat(NearestWord.to(written, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "url", "timezone", "quantity", "abcdefgh"})
    void whatIsNotNearIsNotGuessed(String written) {
        assertThat(NearestWord.to(written, WORDS)).isEmpty();
    }

    @Test
    void aShortWordIsNotReplacedAsAWhole() {
        assertThat(NearestWord.to("ab", List.of("xy"))).isEmpty();
    }

    @Test
    void noWordsMakeNoSuggestion() {
        assertThat(NearestWord.suggestion("zone", List.of())).isEmpty();
        assertThat(NearestWord.suggestion("zon", WORDS)).isEqualTo("; did you mean 'zone'?");
    }
}
