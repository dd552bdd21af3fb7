package heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class FilterTest {

    @Test
    void nothingAskedForLetsEverythingThrough() {
        Filter filter = Filter.of(List.of(), List.of());
        assertThat(filter.acceptsAll()).isTrue();
        assertThat(filter).isEqualTo(Filter.ALL);
        assertThat(filter.accepts(entry("any", "fatal"))).isTrue();
        assertThat(filter.accepts(entry("any", ""))).isTrue();
    }

    @Test
    void emptyWordsAskForNothing() {
        assertThat(Filter.of(List.of("", " , ,"), List.of(",")).acceptsAll()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx, true",
        "nginx, nginx2, false",
        "nginx, Nginx, false",
        "*, anything, true",
        "nginx*, nginx, true",
        "nginx*, nginx-access, true",
        "*access, nginx-access, true",
        "*access, nginx-access2, false",
        "n*x, nx, true",
        "n*x, n-x-y, false",
        "n*x, n-x-x, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "web-?, web-1, true",
        "web-?, web-12, false",
        "web-?, web-, false",
        "?*?, ab, true",
        "?*?, a, false",
        "**, a, true",
        "app.log, appxlog, false"
    })
    void sourcesAreNamesOrGlobs(String glob, String source, boolean accepted) {
        Filter filter = Filter.of(List.of(glob), List.of());
        assertThat(filter.accepts(entry(source, "info"))).isEqualTo(accepted);
    }

    @Test
    void severalSourcesMayBeSeparatedByCommasOrRepeated() {
        Filter filter = Filter.of(List.of("a, b", "c*"), List.of());
        assertThat(Stream.of("a", "b", "cc", "d").filter(s -> filter.accepts(entry(s, ""))))
                .containsExactly("a", "b", "cc");
    }

    @Test
    void noGlobIsSlow() {
        String glob = "*a".repeat(31) + "*b";
        Filter filter = Filter.of(List.of(glob), List.of());
        EntryHead entry = entry("a".repeat(64), "");
        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> {
                    for (int i = 0; i < 10_000; i++) assertThat(filter.accepts(entry)).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä", "a/b", "a\"b", "[ab]", "a\nb", "../x"})
    void whatCanBeNoSourceIsRefused(String source) {
        assertThatThrownBy(() -> Filter.of(List.of(source), List.of()))
                .isInstanceOf(BadFilter.class)
                .hasMessageContaining(source)
                .hasMessageContaining("glob");
    }

    @Test
    void aSourceLongerThanANameIsRefused() {
        assertThat(Filter.of(List.of("a".repeat(64)), List.of()).sources()).hasSize(1);
        assertThatThrownBy(() -> Filter.of(List.of("a".repeat(65)), List.of()))
                .isInstanceOf(BadFilter.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace           | trace debug info warn error fatal",
                "warn            | warn error fatal",
                "WARNING         | warn error fatal",
                "fatal           | fatal",
                "warn,warn       | warn",
                "warn,error      | warn error",
                "debug,fatal     | debug fatal",
                "none            | none",
                "none,none       | none",
                "warn,error,none | warn error none",
                "none,info       | info none",
            })
    void oneLevelMeansThisOrWorseAndSeveralMeanJustThese(String levels, String passing) {
        Filter filter = Filter.of(List.of(), List.of(levels));
        assertThat(passingLevels(filter)).containsExactly(passing.split(" "));
        assertThat(filter.acceptsAll()).isFalse();
    }

    @Test
    void levelsMayBeRepeatedInsteadOfSeparated() {
        assertThat(Filter.of(List.of(), List.of("warn", "error")))
                .isEqualTo(Filter.of(List.of(), List.of("warn,error")));
    }

    @Test
    void anUnknownLevelIsRefusedWithTheNearOne() {
        assertThatThrownBy(() -> Filter.of(List.of(), List.of("eror")))
                .isInstanceOf(BadFilter.class)
                .hasMessageContaining("'eror'")
                .hasMessageContaining("did you mean 'error'?");
        assertThatThrownBy(() -> Filter.of(List.of(), List.of("warn,nome")))
                .isInstanceOf(BadFilter.class)
                .hasMessageContaining("did you mean 'none'?");
        assertThatThrownBy(() -> Filter.of(List.of(), List.of("3")))
                .isInstanceOf(BadFilter.class)
                .hasMessageContaining("trace, debug, info, warn, error, fatal, none");
    }

    @Test
    void filtersThatMeanTheSameAreEqualSoThatSubscribersShareTheirWork() {
        Filter one = Filter.of(List.of("b", "a"), List.of("error,warn"));
        Filter other = Filter.of(List.of("a,b,a"), List.of("warning", "err"));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void aFilterAsksForSourceAndLevelTogether() {
        Filter filter = Filter.of(List.of("a"), List.of("error"));
        assertThat(filter.accepts(entry("a", "error"))).isTrue();
        assertThat(filter.accepts(entry("a", "info"))).isFalse();
        assertThat(filter.accepts(entry("b", "error"))).isFalse();
    }

    private static List<String> passingLevels(Filter filter) {
        return Stream.of("trace", "debug", "info", "warn", "error", "fatal", "none")
                .filter(level -> filter.accepts(entry("a", level.equals("none") ? "" : level)))
                .toList();
    }

    /// @param level empty for none
    private static EntryHead entry(String source, String level) {
        return new EntryHead(source, Optional.of(level).flatMap(Level::named));
    }
}
