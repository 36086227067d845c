package nexus.gateway.router.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.ContractMonth;
import nexus.config.FuturesConfig;
import nexus.config.FuturesConfig.Future;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped futures against days that were written down by hand, from the exchanges' calendars and their rules. */
class ContractCalendarTest {
    private static final Path SHIPPED = Path.of("..", "config", "gateway.yaml");
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final RouterConfig config = shipped();

    private static RouterConfig shipped() {
        try {
            return ConfigLoader.load(SHIPPED).router();
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private ContractCalendar calendar(String symbol) {
        FuturesConfig futures = config.futures();
        Future future = futures.futures().stream()
                .filter(one -> one.universal().equals(symbol))
                .findFirst()
                .orElseThrow();
        return ContractCalendar.of(futures, future);
    }

    /** Each line: the year, then the days in the order of the cycle. */
    private void assertExpiries(String symbol, String table) {
        ContractCalendar calendar = calendar(symbol);
        String months = calendar.future().months();
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> computed = new LinkedHashMap<>();
        for (String line : table.strip().split("\n", -1)) {
            String[] words = line.strip().split("\\s+", -1);
            assertThat(words).as(line).hasSize(months.length() + 1);
            for (int i = 0; i < months.length(); i++) {
                ContractMonth month = new ContractMonth(
                        Integer.parseInt(words[0]), ContractMonth.LETTERS.indexOf(months.charAt(i)) + 1);
                expected.put(calendar.name(month), words[0] + "-" + words[i + 1]);
                computed.put(calendar.name(month), calendar.expiry(month).toString());
            }
        }
        assertThat(computed).isEqualTo(expected);
    }

    /** Third Fridays; Juneteenth is one in 2026, and is kept on one in 2027. */
    @ParameterizedTest
    @ValueSource(strings = {"NQ", "ES"})
    void equityIndexFutures(String symbol) {
        assertExpiries(symbol, """
                2024 03-15 06-21 09-20 12-20
                2025 03-21 06-20 09-19 12-19
                2026 03-20 06-18 09-18 12-18
                2027 03-19 06-17 09-17 12-17
                2028 03-17 06-16 09-15 12-15
                """);
    }

    /** Third last business days of February, April, June, August, December. */
    @Test
    void gold() {
        assertExpiries("GC", """
                2024 02-27 04-26 06-26 08-28 12-27
                2025 02-26 04-28 06-26 08-27 12-29
                2026 02-25 04-28 06-26 08-27 12-29
                2027 02-24 04-28 06-28 08-27 12-29
                2028 02-25 04-26 06-28 08-29 12-27
                """);
    }

    /** The Wednesdays closest to the 15th of the even months. */
    @Test
    void miniIbovespa() {
        assertExpiries("WIN", """
                2024 02-14 04-17 06-12 08-14 10-16 12-18
                2025 02-12 04-16 06-18 08-13 10-15 12-17
                2026 02-18 04-15 06-17 08-12 10-14 12-16
                2027 02-17 04-14 06-16 08-18 10-13 12-15
                2028 02-16 04-12 06-14 08-16 10-18 12-13
                """);
    }

    /** First business days; Carnival, Labour Day and All Souls' move some. */
    @Test
    void miniDollar() {
        assertExpiries("WDO", """
                2024 01-02 02-01 03-01 04-01 05-02 06-03 07-01 08-01 09-02 10-01 11-01 12-02
                2025 01-02 02-03 03-05 04-01 05-02 06-02 07-01 08-01 09-01 10-01 11-03 12-01
                2026 01-02 02-02 03-02 04-01 05-04 06-01 07-01 08-03 09-01 10-01 11-03 12-01
                2027 01-04 02-01 03-01 04-01 05-03 06-01 07-01 08-02 09-01 10-01 11-01 12-01
                2028 01-03 02-01 03-01 04-03 05-02 06-01 07-03 08-01 09-01 10-02 11-01 12-01
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "GC, 2024-12, 2024-11-29",
        "GC, 2025-02, 2025-01-31",
        "GC, 2025-06, 2025-05-30",
        "GC, 2026-04, 2026-03-31",
        "GC, 2013-12, 2013-11-29"
    })
    void firstNotice(String symbol, String month, LocalDate day) {
        assertThat(calendar(symbol).firstNotice(ContractMonth.parse(month).orElseThrow()))
                .isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "NQ, 2024-12, 2024-12-16, 2024-12-16T06:00:00Z",
        "NQ, 2025-03, 2025-03-17, 2025-03-17T05:00:00Z",
        "NQ, 2026-06, 2026-06-15, 2026-06-15T05:00:00Z",
        "GC, 2024-12, 2024-11-26, 2024-11-26T06:00:00Z",
        "WIN, 2025-02, 2025-02-11, 2025-02-11T03:00:00Z",
        "WDO, 2025-01, 2024-12-30, 2024-12-30T03:00:00Z",
        "WDO, 2025-03, 2025-02-28, 2025-02-28T03:00:00Z",
        "WDO, 2026-11, 2026-10-30, 2026-10-30T03:00:00Z"
    })
    void rolls(String symbol, String month, LocalDate day, Instant moment) {
        ContractCalendar calendar = calendar(symbol);
        ContractMonth contract = ContractMonth.parse(month).orElseThrow();
        long nanos = moment.getEpochSecond() * 1_000_000_000L;
        assertThat(calendar.rollDay(contract)).isEqualTo(day);
        assertThat(calendar.rollNanos(contract)).isEqualTo(nanos);
        assertThat(calendar.active(nanos - 1)).isEqualTo(contract);
        assertThat(calendar.active(nanos)).isEqualTo(calendar.next(contract));
    }

    @Test
    void yearsWithoutHolidaysAreKnownAsSuch() {
        ContractCalendar calendar = calendar("NQ");
        assertThat(calendar.isCovered(LocalDate.of(2024, 1, 1))).isTrue();
        assertThat(calendar.isCovered(LocalDate.of(2028, 12, 31))).isTrue();
        assertThat(calendar.isCovered(LocalDate.of(2029, 1, 1))).isFalse();
        assertThat(calendar.isCovered(LocalDate.of(2023, 12, 31))).isFalse();
    }

    /** The active contract only ever becomes the next of its cycle, and each does once, before it has expired. */
    @Test
    void eachContractRollsOnce() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        for (Future future : config.futures().futures()) {
            ContractCalendar calendar = calendar(future.universal());
            long time = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
            long end = Instant.parse("2029-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
            ContractMonth active = calendar.active(time);
            int rolls = 0;
            while (time < end) {
                time += (long) (random.nextDouble() * 5 * DAY_NANOS);
                ContractMonth now = calendar.active(time);
                if (!now.equals(active)) {
                    assertThat(now).as("seed %d, %s", seed, future.universal()).isEqualTo(calendar.next(active));
                    assertThat(calendar.rollNanos(active)).isLessThanOrEqualTo(time);
                    active = now;
                    rolls++;
                }
                assertThat(calendar.expiredNanos(active))
                        .as("seed %d, %s active at %d", seed, active, time)
                        .isGreaterThan(time);
            }
            assertThat(rolls)
                    .as(future.universal())
                    .isBetween(
                            5 * future.months().length() - 1,
                            5 * future.months().length() + 1);
        }
    }

    /** Every name of every contract in every dialect means that contract again. */
    @Test
    void namesComeBack() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        ContractSymbols symbols = new ContractSymbols(config);
        List<Mapping> patterns =
                config.mappings().stream().filter(symbols::isPattern).toList();
        assertThat(patterns).hasSize(14);
        for (int i = 0; i < 10_000; i++) {
            Mapping mapping = patterns.get(random.nextInt(patterns.size()));
            ContractMonth near = new ContractMonth(2013 + random.nextInt(30), 1 + random.nextInt(12));
            ContractMonth month = near.plusMonths(random.nextInt(119) - 59);
            String name = symbols.name(mapping, month);
            ContractSymbols.Meaning meaning = symbols.inDialect(mapping.dialect(), name, near);
            assertThat(meaning).as("seed %d, %s near %s", seed, name, near).isNotNull();
            assertThat(meaning.month())
                    .as("seed %d, %s near %s", seed, name, near)
                    .isEqualTo(month);
            assertThat(meaning.mapping().universal()).isEqualTo(mapping.universal());
            assertThat(symbols.inAnyDialect(name, near))
                    .as("seed %d, %s", seed, name)
                    .isNotNull();
        }
    }

    static Stream<String> strangers() {
        return Stream.of("NQ 13-25", "NQ 3-25", "NQA25", "NQH255", "NQH25.CME@RITHMIC", "XNQH25", "NAS100", "");
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void otherNamesMeanNoContract(String name) {
        assertThat(new ContractSymbols(config).inAnyDialect(name, new ContractMonth(2025, 1)))
                .isNull();
    }

    @Test
    void pinsHoldWhateverTheDate() {
        ActiveContracts contracts = new ActiveContracts(config);
        Mapping nq = config.mappings().get(0);
        assertThat(contracts.platformSymbol(nq, 0)).isEqualTo("NQ 03-25");
        assertThat(contracts.platformSymbol(nq, Long.MAX_VALUE / 2)).isEqualTo("NQ 03-25");
    }
}
