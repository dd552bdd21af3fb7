package heliograph.source.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

@NullMarked
class ScheduleTest {
    private static final String SUNDAY_AFTERNOON = "2026-11-22T15:00:00Z";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * * *            | 2026-11-22T15:01:00Z
                    */5 * * * *          | 2026-11-22T15:05:00Z
                    */10 * * * * *       | 2026-11-22T15:00:10Z
                    * * * * * *          | 2026-11-22T15:00:01Z
                    0 15 * * *           | 2026-11-23T15:00:00Z
                    0,30 8-18/2 * * *    | 2026-11-22T16:00:00Z
                    0/20 * * * *         | 2026-11-22T15:20:00Z
                    0 0 * * 0            | 2026-11-29T00:00:00Z
                    0 0 * * 7            | 2026-11-29T00:00:00Z
                    0 0 * * sun          | 2026-11-29T00:00:00Z
                    0 0 * * 5-7          | 2026-11-27T00:00:00Z
                    0 0 * * Fri-Sun      | 2026-11-27T00:00:00Z
                    0 0 * * mon,wed      | 2026-11-23T00:00:00Z
                    0 0 1 jan *          | 2027-01-01T00:00:00Z
                    0 0 29 2 *           | 2028-02-29T00:00:00Z
                    0 0 31 * *           | 2026-12-31T00:00:00Z
                    @yearly              | 2027-01-01T00:00:00Z
                    @annually            | 2027-01-01T00:00:00Z
                    @monthly             | 2026-12-01T00:00:00Z
                    @weekly              | 2026-11-29T00:00:00Z
                    @daily               | 2026-11-23T00:00:00Z
                    @midnight            | 2026-11-23T00:00:00Z
                    @hourly              | 2026-11-22T16:00:00Z
                    """)
    void theNextTickIsWhatACrontabSays(String line, String tick) {
        assertThat(ticks(line, "UTC", SUNDAY_AFTERNOON, 1)).containsExactly(tick);
    }

    @Test
    void aTickWithinASecondIsNotSeenTwice() {
        assertThat(ticks("* * * * * *", "UTC", "2026-11-22T15:00:00.999999999Z", 1))
                .containsExactly("2026-11-22T15:00:01Z");
    }

    @Test
    void twoRestrictedDayFieldsMeanEitherDay() {
        assertThat(ticks("0 0 25 * MON", "UTC", SUNDAY_AFTERNOON, 3))
                .containsExactly(
                        "2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z", "2026-11-30T00:00:00Z");
    }

    @Test
    void aDayFieldThatBeginsWithAStarNarrowsTheOther() {
        assertThat(ticks("0 0 */2 * MON", "UTC", SUNDAY_AFTERNOON, 2))
                .containsExactly("2026-11-23T00:00:00Z", "2026-12-07T00:00:00Z");
    }

    @Test
    void aTimeThatIsSkippedInSpringTicksWhenTheClockJumps() {
        assertThat(ticks("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 3))
                .containsExactly(
                        "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void allThatIsSkippedInSpringTicksOnce() {
        assertThat(ticks("0,30 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 3))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:00:00Z");
    }

    @Test
    void aTimeThatComesTwiceInAutumnTicksOnce() {
        assertThat(ticks("0,30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 3))
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:00:00Z");
    }

    @Test
    void aHubStartedInTheSecondOfTwoHoursTicksAfterThem() {
        assertThat(ticks("0 2,3 * * *", "Europe/Berlin", "2026-10-25T00:59:59Z", 1))
                .containsExactly("2026-10-25T02:00:00Z");
        assertThat(ticks("30 2,3 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", 1))
                .containsExactly("2026-10-25T02:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-28T23:30:00Z", "2026-10-24T23:30:00Z"})
    void aScheduleForAnyHourKeepsItsPaceThroughBothChanges(String from) {
        Instant start = Instant.parse(from);
        assertThat(ticks("*/30 * * * *", "Europe/Berlin", from, 6))
                .containsExactlyElementsOf(
                        Stream.iterate(start.plusSeconds(1800), tick -> tick.plusSeconds(1800))
                                .limit(6)
                                .map(Instant::toString)
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "Africa/Cairo",
                "Australia/Lord_Howe",
                "America/Santiago",
                "UTC"
            })
    void ticksAlwaysRiseThroughAYear(String zone) {
        for (String line : List.of("15 */2 * * *", "0,45 0-3 * * *", "0 0 * * *", "*/20 * * * *")) {
            List<Instant> ticks =
                    ticks(line, zone, "2026-01-01T00:00:00Z", 1500).stream()
                            .map(Instant::parse)
                            .toList();
            assertThat(ticks).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aDailyScheduleTicksOnEveryDayOfTheYear() {
        for (String line : List.of("@daily", "30 0 * * *", "30 1 * * *", "30 2 * * *")) {
            for (String zone : List.of("Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe")) {
                assertThat(ticks(line, zone, "2026-01-01T23:59:59Z", 365))
                        .extracting(tick -> day(tick, zone))
                        .as("%s in %s", line, zone)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 31 2 *", "0 0 30 2 */2", "0 0 31 4,6,9,11 *"})
    void aScheduleThatNeverComesIsRefused(String line) {
        assertThatThrownBy(() -> Schedule.parse(line, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never comes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "60 * * * * *",
                "-5 * * * *",
                "+5 * * * *",
                "*/0 * * * *",
                "*/61 * * * *",
                "*-5 * * * *",
                "30-10 * * * *",
                "5, * * * *",
                ",5 * * * *",
                "1.5 * * * *",
                "1|2 * * * *",
                "1-2-3 * * * *",
                "1/2/3 * * * *",
                "99999999999 * * * *",
                "*/x * * * *",
                "x * * * *",
                "? * * * *",
                "0 0 L * *",
                "0 0 15W * *",
                "0 0 * * MON#2",
                "0 0 * * sat-mon",
                "@reboot",
                "@tuesday",
                "every day"
            })
    void whatIsNoCrontabLineIsRefusedAndSaysWhatIs(String line) {
        assertThatThrownBy(() -> Schedule.parse(line, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("*/5 8-18 * * MON-FRI")
                .hasMessageContaining("@hourly");
    }

    private static List<String> ticks(String line, String zone, String from, int count) {
        Schedule schedule = Schedule.parse(line, ZoneId.of(zone));
        return Stream.iterate(schedule.after(Instant.parse(from)), schedule::after)
                .limit(count)
                .map(Instant::toString)
                .toList();
    }

    private static String day(String tick, String zone) {
        return ZonedDateTime.ofInstant(Instant.parse(tick), ZoneId.of(zone))
                .toLocalDate()
                .toString();
    }
}
