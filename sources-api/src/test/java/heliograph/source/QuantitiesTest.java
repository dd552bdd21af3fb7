package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "15s, PT15S",
        "1.5s, PT1.5S",
        "5m, PT5M",
        "12h, PT12H",
        "30d, PT720H",
        "2w, PT336H",
        "0s, PT0S",
        "' 15 s ', PT15S"
    })
    void aDurationIsReadAsPeopleWriteIt(String text, Duration duration) {
        assertThat(Quantities.duration(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "15",
                "-5s",
                "15 seconds",
                "15S",
                "1M",
                "1h30m",
                "PT15S",
                ".5s",
                "5.s",
                "1,5s",
                "1e3s",
                "١s",
                "99999999999999999999d",
                "15s x"
            })
    void whatIsNoDurationIsEmpty(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512B, 512",
        "1kB, 1000",
        "1KB, 1000",
        "64KiB, 65536",
        "500MB, 500000000",
        "1.5MiB, 1572864",
        "2GB, 2000000000",
        "4GiB, 4294967296",
        "3TB, 3000000000000",
        "1TiB, 1099511627776",
        "' 64 KiB ', 65536"
    })
    void aSizeIsReadAsPeopleWriteIt(String text, long size) {
        assertThat(Quantities.size(text)).contains(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B",
                "-1",
                "4G",
                "4gib",
                "4 giga",
                "0x10",
                "9999999999TiB",
                "1 000",
                "NaN"
            })
    void whatIsNoSizeIsEmpty(String text) {
        assertThat(Quantities.size(text)).isEmpty();
    }
}
