package nexus.gateway.router.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import nexus.config.RiskConfig.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingHoursTest {
    private static final Session CME = new Session(
            "cme",
            "America/Chicago",
            List.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY),
            17 * 60,
            16 * 60,
            List.of("NQ"),
            List.of("2026-11-25"));

    private static final Session MORNING = session("morning", 9 * 60, 12 * 60);
    private static final Session AFTERNOON = session("afternoon", 13 * 60, 17 * 60 + 55);

    private static Session session(String name, int open, int close) {
        return new Session(
                name,
                "America/Sao_Paulo",
                List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                open,
                close,
                List.of("WIN"),
                List.of());
    }

    private static long nanos(String local, String zone) {
        Instant instant = LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @ParameterizedTest
    @CsvSource({
        // A Sunday evening opens the week, a Friday afternoon closes it.
        "2026-11-22T16:59:59.999, false",
        "2026-11-22T17:00:00, true",
        "2026-11-23T15:59:59.999999999, true",
        "2026-11-23T16:00:00, false",
        "2026-11-23T17:00:00, true",
        "2026-11-27T15:59:00, true",
        "2026-11-27T16:00:00, false",
        "2026-11-28T12:00:00, false",
        // It does not open on the holiday; the session of the evening before runs out first.
        "2026-11-25T15:00:00, true",
        "2026-11-25T17:00:00, false",
        "2026-11-26T12:00:00, false",
        "2026-11-26T17:00:00, true",
        // The clocks change on the first Sunday in November and the second in March.
        "2026-11-01T17:00:00, true",
        "2026-03-08T16:59:59, false",
        "2026-03-08T17:00:00, true"
    })
    void aSessionOverMidnight(String local, boolean open) {
        assertThat(new TradingHours(List.of(CME)).isOpen("NQ", nanos(local, "America/Chicago")))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59:59, false", "2026-11-23T09:00:00, true", "2026-11-23T12:00:00, false",
        "2026-11-23T13:00:00, true", "2026-11-23T17:54:59, true", "2026-11-23T17:55:00, false",
        "2026-11-22T10:00:00, false"
    })
    void severalSessionsOfOneSymbol(String local, boolean open) {
        TradingHours hours = new TradingHours(List.of(MORNING, AFTERNOON));
        assertThat(hours.isOpen("WIN", nanos(local, "America/Sao_Paulo"))).isEqualTo(open);
    }

    @Test
    void aSymbolWithoutOneIsAlwaysTraded() {
        assertThat(new TradingHours(List.of(CME)).isOpen("ES", 0)).isTrue();
    }

    @Test
    void saysWhenItIs() {
        TradingHours hours = new TradingHours(List.of(MORNING, AFTERNOON));
        assertThat(hours.describe("WIN"))
                .isEqualTo("morning Mon Tue Wed Thu Fri 09:00–12:00 America/Sao_Paulo;"
                        + " afternoon Mon Tue Wed Thu Fri 13:00–17:55 America/Sao_Paulo");
        assertThat(hours.localTime("WIN", nanos("2026-11-23T12:30:00", "America/Sao_Paulo")))
                .isEqualTo("Mon 2026-11-23 12:30:00");
    }

    /** What is remembered from one question to the next never changes an answer, in whatever order they come. */
    @Test
    void answersAsIfAskedForTheFirstTime() {
        long seed = Long.getLong("router.seed", 20_261_123L);
        System.out.println("trading hours: -Drouter.seed=" + seed);
        Random random = new Random(seed);
        TradingHours remembering = new TradingHours(List.of(CME));
        long start = nanos("2026-10-20T00:00:00", "America/Chicago");
        for (int i = 0; i < 5_000; i++) {
            long at = start + random.nextLong(40L * 86_400_000_000_000L);
            assertThat(remembering.isOpen("NQ", at)).isEqualTo(isOpenByTheClock(at));
        }
    }

    /** By the local time alone: within the evening's half or the day's. */
    private static boolean isOpenByTheClock(long nanos) {
        ZonedDateTime local = Instant.ofEpochSecond(nanos / 1_000_000_000L).atZone(ZoneId.of("America/Chicago"));
        boolean evening = !local.toLocalTime().isBefore(LocalTime.of(17, 0));
        boolean day = local.toLocalTime().isBefore(LocalTime.of(16, 0));
        var opened = evening ? local.toLocalDate() : local.toLocalDate().minusDays(1);
        return (evening || day)
                && CME.days().contains(opened.getDayOfWeek())
                && !CME.holidays().contains(opened.toString());
    }
}
