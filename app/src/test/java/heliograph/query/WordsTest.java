package heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;

class WordsTest {

    @Test
    void wordsAreLettersAndDigitsFoldedWithTheMarksOnThem() {
        assertThat(Words.of("Read-TIMEOUT: 30s, Stra\u00dfe; cafe\u0301!"))
                .containsExactly("read", "timeout", "30s", "stra\u00dfe", "caf\u00e9");
        assertThat(Words.of(" -- ")).isEmpty();
    }

    /// What [Needles] relies on when it looks for ASCII in bytes.
    @Test
    void onlyFourLettersBeyondAsciiFoldIntoIt() {
        assertThat(
                        IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                                .filter(Character::isLetterOrDigit)
                                .filter(c -> Words.folded(Character.toString(c)).charAt(0) < 0x80)
                                .mapToObj(
                                        c ->
                                                Character.toString(c)
                                                        + Words.folded(Character.toString(c))))
                .containsExactly("\u0130i", "\u0131i", "\u017fs", "\u212ak");
    }

    @Test
    void onlyTheHubsOwnTimeIsLeftOut() {
        String line =
                Entries.line(
                        Json.createObjectBuilder()
                                .add("origin", Json.createObjectBuilder().add("time", "noon"))
                                .build());
        assertThat(Entries.words(line)).containsExactlyInAnyOrder("app", "noon");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/(a+)+[bc]$/",
                "/(a|aa)*b/",
                "/(.*)(.*)(.*)(.*)x/",
                "/(?:){100}(a*)*b/",
                "/(a|b)*c/"
            })
    void noRegexIsSlow(String q) {
        String line =
                Entries.line(Json.createObjectBuilder().add("a", "a".repeat(100_000)).build());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(Entries.accepts(q, line)).isFalse());
    }

    @Test
    void noPhraseIsSlow() {
        String line =
                Entries.line(Json.createObjectBuilder().add("a", "a ".repeat(500_000)).build());
        String q = '"' + String.join(" ", Collections.nCopies(199, "a")) + " b\"";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(Entries.accepts(q, line)).isFalse());
    }
}
