package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Message;

import org.junit.jupiter.api.Test;

import java.util.Map;

class MultiLineTest extends TailTest {
    private void join(Map<String, ?> multiline) {
        set("multiline", multiline);
    }

    @Test
    void aJavaStackTraceBelongsToTheLineBeforeIt() throws Exception {
        String trace =
                """
                12:00:01 ERROR it failed
                java.lang.IllegalStateException: no
                \tat app.Main.main(Main.java:5)
                Caused by: java.io.IOException: broken
                \tat app.Main.read(Main.java:9)
                \t... 1 more\
                """;
        join(Map.of("preset", "java"));
        follow("app.log");
        append("app.log", "12:00:00 INFO begun\n" + trace + "\n12:00:02 INFO goes on\n");
        assertLines("12:00:00 INFO begun", trace, "12:00:02 INFO goes on");
    }

    @Test
    void aPythonTracebackIsOneMessageWithWhatItCameFrom() throws Exception {
        String trace =
                """
                ERROR:root:it failed
                Traceback (most recent call last):
                  File "app.py", line 3, in read
                    open("x")
                FileNotFoundError: x

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "app.py", line 5, in <module>
                    read()
                ValueError: no file\
                """;
        join(Map.of("preset", "python"));
        follow("app.log");
        append("app.log", trace + "\nINFO:root:goes on\n  not of it\n");
        assertLines(trace, "INFO:root:goes on", "  not of it");
    }

    @Test
    void aGoPanicIsOneMessage() throws Exception {
        String panic =
                """
                panic: runtime error: index out of range [5] with length 3

                goroutine 1 [running]:
                main.(*Server).run(0x1)
                \t/src/main.go:12 +0x1d
                main.main()
                \t/src/main.go:5 +0x2a
                exit status 2\
                """;
        join(Map.of("preset", "go"));
        follow("app.log");
        append("app.log", "started\n" + panic + "\nstarted again\n");
        assertLines("started", panic, "started again");
    }

    @Test
    void aPatternSaysWhereAnEventStarts() throws Exception {
        join(Map.of("start-pattern", "^\\d\\d:"));
        follow("app.log");
        append("app.log", "12:00 one\nand more\r\n\nof it\n12:01 two\n");
        assertLines("12:00 one\nand more\n\nof it", "12:01 two");
    }

    @Test
    void aPatternSaysWhichLinesContinue() throws Exception {
        join(Map.of("continue-pattern", "^ "));
        follow("app.log");
        append("app.log", "one\n more\ntwo\n");
        assertLines("one\n more", "two");
    }

    @Test
    void anEventIsPublishedWhenNoMoreOfItCame() throws Exception {
        join(Map.of("continue-pattern", "^ ", "timeout", "100ms"));
        follow("app.log");
        append("app.log", "one\n more\n");
        assertLines("one\n more");
        append("app.log", "two\n");
        assertLines("two");
        context.assertExhausted();
    }

    @Test
    void anEventThatWaitsForMoreIsReadAgainAfterARestart() throws Exception {
        join(Map.of("continue-pattern", "^ ", "timeout", "1m"));
        follow("app.log");
        append("app.log", "one\ntwo\n more\n");
        assertLines("one");
        stop();
        append("app.log", " and more\nthree\n");
        follow("app.log");
        assertLines("two\n more\n and more");
        context.assertExhausted();
    }

    @Test
    void theEventAtTheEndOfARotatedFileIsPublished() throws Exception {
        join(Map.of("continue-pattern", "^ ", "timeout", "100ms"));
        finishSoon();
        follow("app.log");
        append("app.log", "one\n more\n half");
        rename("app.log", "app.log.1");
        assertLines("one\n more", " half");
    }

    @Test
    void anEventOfTooManyLinesIsSeveralAndLosesNothing() throws Exception {
        join(Map.of("continue-pattern", "^ ", "max-lines", 3));
        follow("app.log");
        append("app.log", "1\n 2\n 3\n 4\nnext\nlast\n");
        assertNextJson("{\"content\":\"1\\n 2\\n 3\",\"log.truncated\":true}");
        assertLines(" 4", "next");
    }

    @Test
    void anEventOfTooManyBytesIsSeveralAndLosesNothing() throws Exception {
        join(Map.of("continue-pattern", "^ ", "max-bytes", "10B"));
        follow("app.log");
        append("app.log", "12345\n 789\n bcd\nnext\nlast\n");
        assertNextJson("{\"content\":\"12345\\n 789\",\"log.truncated\":true}");
        assertLines(" bcd", "next");
    }

    @Test
    void manyEventsComeInOrderWhereverTheyAreCut() throws Exception {
        join(Map.of("continue-pattern", "^ "));
        set("start-at", "beginning");
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append("event ").append(i).append('\n').append(" more\n".repeat(i % 4));
        }
        append("app.log", text + "end\n");
        follow("app.log");
        for (int i = 0; i < 30_000; i++) {
            String expected = "event " + i + "\n more".repeat(i % 4);
            assertThat(context.next()).isEqualTo(Message.text(expected));
        }
    }
}
