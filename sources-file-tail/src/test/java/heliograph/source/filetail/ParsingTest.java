package heliograph.source.filetail;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

class ParsingTest extends TailTest {
    private void assertParsed(String line, String json) throws Exception {
        append("app.log", line + "\n");
        assertNextJson(json);
    }

    @Test
    void anObjectIsTheMessageAndKeepsItsDigits() throws Exception {
        follow("app.log");
        assertParsed("{\"msg\":\"hi\",\"took\":1.10}", "{\"msg\":\"hi\",\"took\":1.10}");
        assertParsed("{\"not\":an object}", "{\"content\":\"{\\\"not\\\":an object}\"}");
        assertParsed("{template} text", "{\"content\":\"{template} text\"}");
    }

    @Test
    void anObjectIsATextWhenAskedFor() throws Exception {
        set("format", "text");
        follow("app.log");
        assertParsed("{\"a\":1}", "{\"content\":\"{\\\"a\\\":1}\"}");
    }

    @Test
    void whatShouldBeAnObjectAndIsNoneIsATextWithAFlag() throws Exception {
        set("format", "json");
        follow("app.log");
        assertParsed(
                "{\"a\":1,\"a\":2}",
                "{\"content\":\"{\\\"a\\\":1,\\\"a\\\":2}\",\"log.parse_error\":true}");
        assertParsed("{\"a\":1}", "{\"a\":1}");
    }

    @Test
    void anObjectOfSeveralFilesSaysItsFile() throws Exception {
        follow("*.log");
        String path = "\"log.file.path\":\"" + log("app.log") + "\"";
        assertParsed("{\"a\":1}", "{" + path + ",\"a\":1}");
        assertParsed("{}", "{" + path + "}");
        assertParsed("{\"log.file.path\":\"own\"}", "{\"log.file.path\":\"own\"}");
    }

    @Test
    void logfmtBecomesFields() throws Exception {
        set("format", "logfmt");
        follow("app.log");
        assertParsed(
                "level=warn msg=\"it \\\"runs\\\"\" port=8080 took=1.50 id=007 ok=true ready",
                "{\"level\":\"warn\",\"msg\":\"it \\\"runs\\\"\",\"port\":8080,\"took\":1.50,"
                        + "\"id\":\"007\",\"ok\":true,\"ready\":true}");
        assertParsed("a=1", "{\"content\":\"a=1\",\"a\":1}");
        for (String line : new String[] {"no pairs at all", "a=1 a=2", "a=\\\"open"}) {
            assertParsed(
                    line.replace("\\", ""),
                    "{\"content\":\"" + line + "\",\"log.parse_error\":true}");
        }
    }

    @Test
    void theTimeAndLevelOfATextAreReadAsTheSettingsSay() throws Exception {
        set("timestamp", Map.of("format", "uuuu-MM-dd HH:mm:ss,SSS", "zone", "Europe/Berlin"));
        set("level", Map.of("pattern", "\\b(INFO|WARN|ERROR)\\b"));
        follow("app.log");
        assertParsed(
                "2026-11-25 18:00:00,123 WARN low",
                "{\"level\":\"WARN\",\"time\":\"2026-11-25T17:00:00.123Z\","
                        + "\"content\":\"2026-11-25 18:00:00,123 WARN low\"}");
        assertParsed("no time", "{\"content\":\"no time\",\"log.time_error\":true}");
    }

    @Test
    void theTimeMayStandAnywhere() throws Exception {
        set("timestamp", Map.of("format", "dd/MMM/uuuu:HH:mm:ss Z", "pattern", "\\[([^\\]]+)\\]"));
        follow("app.log");
        assertParsed(
                "::1 - [25/Nov/2026:17:00:00 +0100] GET",
                "{\"time\":\"2026-11-25T16:00:00Z\","
                        + "\"content\":\"::1 - [25/Nov/2026:17:00:00 +0100] GET\"}");
    }

    @Test
    void aTimeWithoutItsYearIsTheNearest() throws Exception {
        set("timestamp", Map.of("format", "MMM ppd HH:mm:ss", "zone", "UTC"));
        follow("app.log");
        var lately = LocalDateTime.now(ZoneOffset.UTC).minusDays(100).withNano(0);
        String line =
                DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).format(lately);
        String time = lately.toInstant(ZoneOffset.UTC).toString();
        assertParsed(line + " x", "{\"time\":\"" + time + "\",\"content\":\"" + line + " x\"}");
    }

    @Test
    void theTimeAndLevelOfAnObjectMayHaveOtherNames() throws Exception {
        set("timestamp", Map.of("format", "epoch", "field", "at"));
        set("level", Map.of("field", "prio"));
        follow("app.log");
        assertParsed(
                "{\"at\":1764090000500,\"prio\":\"warn\",\"time\":\"noon\"}",
                "{\"ts\":\"2025-11-25T17:00:00.500Z\",\"level\":\"warn\","
                        + "\"at\":1764090000500,\"prio\":\"warn\",\"time\":\"noon\"}");
        assertParsed("{\"at\":\"noon\"}", "{\"log.time_error\":true,\"at\":\"noon\"}");
    }

    @Test
    void dockersWrapperIsTakenOffAndSplitLinesAreJoined() throws Exception {
        set("container", "docker");
        follow("app.log");
        String around = "\",\"stream\":\"stderr\",\"time\":\"2026-11-25T17:00:00.5Z\"}";
        String known =
                "{\"time\":\"2026-11-25T17:00:00.5Z\",\"content\":\"%s\",\"log.stream\":\"stderr\"}";
        assertParsed("{\"log\":\"one\\n" + around, known.formatted("one"));
        append("app.log", "{\"log\":\"tw" + around + "\n");
        assertParsed("{\"log\":\"o\\r\\n" + around, known.formatted("two"));
        assertParsed(
                "{\"log\":\"{\\\"a\\\":1}\\n" + around,
                "{\"time\":\"2026-11-25T17:00:00.5Z\",\"log.stream\":\"stderr\",\"a\":1}");
        assertParsed("no wrapper", "{\"content\":\"no wrapper\"}");
    }

    @Test
    void theWrapperOfCriIsTakenOffAndSplitLinesAreJoined() throws Exception {
        set("container", "auto");
        follow("app.log");
        String head = "2026-11-25T17:00:00.5+01:00 stdout ";
        String known =
                "{\"time\":\"2026-11-25T17:00:00.5+01:00\",\"content\":\"%s\",\"log.stream\":\"stdout\"}";
        assertParsed(head + "F one", known.formatted("one"));
        assertParsed(head + "P tw\n" + head + "F o", known.formatted("two"));
        assertParsed(head + "F ", known.formatted(""));
    }

    @Test
    void aStackTraceInAContainersLogIsOneMessage() throws Exception {
        set("container", "cri");
        set("multiline", Map.of("preset", "java", "timeout", "100ms"));
        follow("app.log");
        String head = "2026-11-25T17:00:00Z stderr F ";
        assertParsed(
                head
                        + "failed\n"
                        + head
                        + "java.io.IOException: x\n"
                        + head
                        + "\tat a.B.c(B.java:1)",
                "{\"time\":\"2026-11-25T17:00:00Z\",\"content\":\"failed\\njava.io.IOException:"
                        + " x\\n\\tat a.B.c(B.java:1)\",\"log.stream\":\"stderr\"}");
    }

    @Test
    void moreThanTheRateWaitsAndIsNotDropped() throws Exception {
        set("rate-limit", 100);
        set("start-at", "beginning");
        Files.writeString(log("app.log"), "line\n".repeat(120));
        long began = System.nanoTime();
        follow("app.log");
        for (int i = 0; i < 120; i++) assertLines("line");
        long millis = (System.nanoTime() - began) / 1_000_000;
        org.assertj.core.api.Assertions.assertThat(millis).isBetween(900L, 5_000L);
    }

    @Test
    void oldFilesAreLeftOutUntilTheyChange() throws Exception {
        set("ignore-older", "1h");
        set("start-at", "beginning");
        append("app.log", "old\n");
        var longAgo = java.time.Instant.now().minusSeconds(7_200);
        Files.setLastModifiedTime(log("app.log"), java.nio.file.attribute.FileTime.from(longAgo));
        follow("app.log");
        append("app.log", "new\n");
        assertLines("new");
    }
}
