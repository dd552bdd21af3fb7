package heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Steps of a regex are counted where it looks at a character; at the end of a text it looks at
/// none.
class EmptyWaysTest {
    private static final String LINE =
            Entries.line(Json.createObjectBuilder().add("a", "").add("b", "ab").build());

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "(||) (?!)",
                "(a?|b?) (?=x)",
                "(?:a*|b*)+ \\B",
                "((a?)?)? (?=x)",
                "^? (?!)",
                "($|) (?!)",
                "([)]|||) (?!)",
                "([^])]|||) (?!)",
                "([[)]]|||) (?!)",
                "(\\)|||) (?!)",
                "(\\c)|||) (?!)",
                "(\\x{61}|||) (?!)",
                "(?<NAME>||) (?!)",
                "(?i:||) (?!)",
                "(?:(?=||)|) (?!)",
                "(?:(?!x)|) (?!)",
                "(||)x? (?=x)",
                "(||){0,3} (?!)",
                "(||)?? (?!)",
                "(||)*? (?!)"
            })
    void aRegexWithEndlessWaysToMatchNothingIsRefused(String part, String end) {
        StringBuilder regex = new StringBuilder("/b?");
        for (int i = 0; i < 40; i++) regex.append(part.replace("NAME", "n" + i));
        regex.append(end).append('/');
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                        assertThatThrownBy(() -> Entries.accepts(regex.toString(), LINE))
                                .isInstanceOf(BadFilter.class)
                                .hasMessageContaining("match nothing in more than 1,000 ways"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/(^|\\s)error:?(\\s|$)/",
                "/(error|fail(ed|ure)?|time(d )?out|refused|reset|denied|lost|gone)/i",
                "/(\\d+)?(\\.\\d+)?(e[+-]?\\d+)?(ms|s|m|h)?( |$)/",
                "/^(\\S*) (\\S*) (\\S*) \\[([^\\]]*)\\] \"(\\S+)( +\\S*)?( +\\S*)?\" (\\d*|-)"
                        + " (\\d*|-)/",
                "/^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}/",
                "/^?^?^?^?^?^?(||)(||)/",
                "/[(|)]*[(|)]*[(|)]*[(|)]*[(|)]*[(|)]*[(|)]*/"
            })
    void whatPeopleWriteIsTaken(String q) {
        assertThat(Filter.of(List.of(), List.of(), Optional.of(q)).acceptsAll()).isFalse();
    }
}
