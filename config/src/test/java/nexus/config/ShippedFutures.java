package nexus.config;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.config.FuturesConfig.Exchange;
import nexus.config.FuturesConfig.Future;

/** The futures of the shipped file, by hand: days as the exchanges publish them, later years by their rules. */
final class ShippedFutures {
    private static final Map<Integer, String> CME = Map.of(
            2024, "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
            2025, "01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
            2026, "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
            2027, "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
            2028, "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25");

    private static final Map<Integer, String> B3 = Map.of(
            2024, "01-01 02-12 02-13 03-29 05-01 05-30 11-15 11-20 12-24 12-25 12-31",
            2025, "01-01 03-03 03-04 04-18 04-21 05-01 06-19 11-20 12-24 12-25 12-31",
            2026, "01-01 02-16 02-17 04-03 04-21 05-01 06-04 09-07 10-12 11-02 11-20 12-24 12-25 12-31",
            2027, "01-01 02-08 02-09 03-26 04-21 05-27 09-07 10-12 11-02 11-15 12-24 12-31",
            2028, "02-28 02-29 04-14 04-21 05-01 06-15 09-07 10-12 11-02 11-15 11-20 12-25 12-29");

    static final FuturesConfig CONFIG = new FuturesConfig(
            List.of(
                    new Exchange("CME", "America/Chicago", days(CME)),
                    new Exchange("B3", "America/Sao_Paulo", days(B3))),
            List.of(
                    future("NQ", "CME", "HMUZ", "third friday", "monday before expiry", new ContractMonth(2025, 3)),
                    future("ES", "CME", "HMUZ", "third friday", "monday before expiry", new ContractMonth(2025, 3)),
                    future(
                            "GC",
                            "CME",
                            "GJMQZ",
                            "third last business day",
                            "2 business days before first notice",
                            new ContractMonth(2013, 12)),
                    future(
                            "WIN",
                            "B3",
                            "GJMQVZ",
                            "wednesday nearest 15, else business day after",
                            "1 business day before expiry",
                            null),
                    future("WDO", "B3", "FGHJKMNQUVXZ", "first business day", "1 business day before expiry", null)));

    private ShippedFutures() {}

    private static List<LocalDate> days(Map<Integer, String> years) {
        return new TreeMap<>(years)
                .entrySet().stream()
                        .flatMap(year -> Arrays.stream(year.getValue().split(" ", -1))
                                .map(day -> LocalDate.parse(year.getKey() + "-" + day)))
                        .toList();
    }

    private static Future future(
            String symbol, String exchange, String months, String expiry, String roll, ContractMonth pin) {
        return new Future(
                symbol,
                exchange,
                symbol,
                months,
                DayRule.parse(expiry).orElseThrow(),
                RollRule.parse(roll).orElseThrow(),
                604_800_000,
                259_200_000,
                pin);
    }
}
