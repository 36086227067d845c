package nexus.replay.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepTest {
    private static final Instant LEAP_DAY = Instant.parse("2028-02-29T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "7y, 2021-02-28T12:00:00Z",
        "4y, 2024-02-29T12:00:00Z",
        "12mo, 2027-02-28T12:00:00Z",
        "1d, 2028-02-28T12:00:00Z",
        "0d, 2028-02-29T12:00:00Z"
    })
    void goesByTheCalendar(String span, Instant cutoff) {
        assertThat(Keep.parse(span).cutoff(LEAP_DAY)).isEqualTo(cutoff);
    }

    @ParameterizedTest
    @CsvSource({"7y, false", "84mo, false", "8y, false", "2557d, false", "2556d, true", "83mo, true", "6y, true"})
    void theFloorIsSevenYears(String span, boolean isBelow) {
        // From 2021-02-28 to 2028-02-29 are 2557 days.
        assertThat(Keep.parse(span).isBelowFloor(LEAP_DAY)).isEqualTo(isBelow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "y", "-7y", "7w", "7.5y", "10000000y", "7y "})
    void takesNothingElse(String text) {
        assertThatThrownBy(() -> Keep.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatItIs() {
        assertThat(Keep.parse("18 mo")).hasToString("18mo");
    }
}
