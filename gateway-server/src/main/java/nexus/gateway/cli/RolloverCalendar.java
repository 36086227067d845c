package nexus.gateway.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import nexus.config.ContractMonth;
import nexus.config.FuturesConfig.Future;
import nexus.config.RouterConfig;
import nexus.gateway.router.contract.ContractCalendar;

/** When contracts roll and expire, in the order of their rolls. */
final class RolloverCalendar {
    private static final String HEADER =
            "symbol,contract,rolls_on,rolls_at,next,first_notice,expiry,holidays_listed,pin";

    private final List<Row> rows = new ArrayList<>();

    private record Row(
            String symbol,
            String contract,
            LocalDate rollDay,
            Instant rollsAt,
            String next,
            LocalDate firstNotice,
            LocalDate expiry,
            boolean isCovered,
            String pin) {
        String csv() {
            return String.join(
                    ",",
                    symbol,
                    contract,
                    rollDay.toString(),
                    rollsAt.toString(),
                    next,
                    firstNotice.toString(),
                    expiry.toString(),
                    String.valueOf(isCovered),
                    pin);
        }
    }

    private RolloverCalendar() {}

    /**
     * The contracts that roll within these days.
     *
     * @param symbols universal; empty for all futures
     * @param to inclusive
     */
    static RolloverCalendar of(RouterConfig config, List<String> symbols, LocalDate from, LocalDate to)
            throws CommandException {
        RolloverCalendar table = new RolloverCalendar();
        List<String> shown = symbols.isEmpty()
                ? config.futures().futures().stream().map(Future::universal).toList()
                : symbols;
        for (String symbol : shown) {
            table.add(RolloverPreview.calendar(config, symbol), from, to);
        }
        table.rows.sort(Comparator.comparing(Row::rollsAt));
        return table;
    }

    private void add(ContractCalendar calendar, LocalDate from, LocalDate to) {
        ContractMonth month = calendar.previous(calendar.active(calendar.rollNanosOn(from)));
        for (; !calendar.rollDay(month).isAfter(to); month = calendar.next(month)) {
            if (!calendar.rollDay(month).isBefore(from)) {
                rows.add(new Row(
                        calendar.future().universal(),
                        calendar.name(month),
                        calendar.rollDay(month),
                        Instant.ofEpochSecond(0, calendar.rollNanos(month)),
                        calendar.name(calendar.next(month)),
                        calendar.firstNotice(month),
                        calendar.expiry(month),
                        calendar.isCovered(calendar.expiry(month)) && calendar.isCovered(calendar.rollDay(month)),
                        calendar.future().pinned().map(calendar::name).orElse("")));
            }
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%-8s %-10s %-22s %-10s %-12s %s%n",
                "symbol", "contract", "rolls at", "into", "first notice", "expiry"));
        for (Row row : rows) {
            text.append(String.format(
                    "%-8s %-10s %-22s %-10s %-12s %s%s%n",
                    row.symbol(),
                    row.contract(),
                    row.rollsAt(),
                    row.next(),
                    row.firstNotice(),
                    row.expiry(),
                    row.isCovered() ? "" : " *"));
        }
        if (rows.stream().anyMatch(row -> !row.isCovered())) {
            text.append(String.format("* no holidays are listed for that year: the days may be wrong%n"));
        }
        rows.stream()
                .filter(row -> !row.pin().isEmpty())
                .map(row -> row.symbol() + " is pinned to " + row.pin() + ": it does not roll until the pin is removed")
                .distinct()
                .forEach(line -> text.append(String.format("%s%n", line)));
        return text.toString();
    }

    String csv() {
        return rows.stream().map(Row::csv).collect(Collectors.joining("\n", HEADER + "\n", rows.isEmpty() ? "" : "\n"));
    }

    String json() {
        return rows.stream()
                .map(row -> String.format(
                        "{\"symbol\":\"%s\",\"contract\":\"%s\",\"rolls_on\":\"%s\",\"rolls_at\":\"%s\",\"next\":\"%s\","
                                + "\"first_notice\":\"%s\",\"expiry\":\"%s\",\"holidays_listed\":%s,\"pin\":%s}",
                        row.symbol(),
                        row.contract(),
                        row.rollDay(),
                        row.rollsAt(),
                        row.next(),
                        row.firstNotice(),
                        row.expiry(),
                        row.isCovered(),
                        row.pin().isEmpty() ? "null" : "\"" + row.pin() + "\""))
                .collect(Collectors.joining(",", "[", "]\n"));
    }
}
