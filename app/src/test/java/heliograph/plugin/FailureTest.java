package heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.time.Instant;

/// What a jar says about itself is its own text, of any length and with anything in it.
class FailureTest {
    @Test
    void itSaysWhatAndWhere() {
        Failure failure = Failure.of(new IllegalStateException("lost the connection"));
        assertThat(failure.message()).isEqualTo("IllegalStateException: lost the connection");
        assertThat(failure.stack())
                .startsWith("java.lang.IllegalStateException: lost the connection\n\tat ")
                .contains("FailureTest.itSaysWhatAndWhere(FailureTest.java:");
    }

    @Test
    void oneThatPrintsItsStackForEverIsCutAndTakesNoMemory() {
        Failure failure = Failure.of(new Endless());
        assertThat(failure.message()).isEqualTo("Endless: no end");
        assertThat(failure.stack()).startsWith("and so on").endsWith("…").hasSize(16_001);
    }

    @Test
    void oneThatThrowsWhenItIsAskedIsNamedByItsClass() {
        Failure failure = Failure.of(new Silent());
        assertThat(failure.message()).isEqualTo("Silent");
    }

    @Test
    void whatATerminalObeysIsReplacedAndLineBreaksStay() {
        Failure failure = Failure.of(new Error("red \u001b[31m, bell \u0007, \u009b2J\r\n\tnext"));
        assertThat(failure.message())
                .isEqualTo("Error: red \ufffd[31m, bell \ufffd, \ufffd2J\n\tnext");
        assertThat(failure.stack()).doesNotContain("\u001b", "\r");
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        String longest = "x".repeat(2_000 - "Error: ".length() - 1);
        assertThat(Failure.of(new Error(longest + "\ud83d\ude00")).message())
                .isEqualTo("Error: " + longest + "…");
    }

    @Test
    void soIsWhatTheBoardSaysOfABrokenJar() {
        BrokenJar jar =
                new BrokenJar("a.jar", "p".repeat(5_000), "r\u001b".repeat(5_000), Instant.EPOCH);
        assertThat(jar.provider()).hasSize(301);
        assertThat(jar.reason()).hasSize(2_001).doesNotContain("\u001b");
    }

    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;

        Endless() {
            super("no end");
        }

        @Override
        public void printStackTrace(PrintWriter out) {
            while (true) out.println("and so on".repeat(1_000));
        }
    }

    private static final class Silent extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no comment");
        }
    }
}
