package nexus.gateway.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nexus.config.ContractMonth;
import nexus.config.FuturesConfig.Future;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;
import nexus.gateway.router.contract.ContractCalendar;
import nexus.gateway.router.contract.ContractSymbols;

/** What a roll on some day means, by the configuration, and what is open by the running gateway. */
final class RolloverPreview {
    private final RouterConfig config;
    private final ContractCalendar calendar;
    private final LocalDate day;

    private RolloverPreview(RouterConfig config, ContractCalendar calendar, LocalDate day) {
        this.config = config;
        this.calendar = calendar;
        this.day = day;
    }

    static RolloverPreview of(RouterConfig config, String symbol, LocalDate day) throws CommandException {
        return new RolloverPreview(config, calendar(config, symbol), day);
    }

    /** The calendar of a future of the configuration. */
    static ContractCalendar calendar(RouterConfig config, String symbol) throws CommandException {
        for (Future future : config.futures().futures()) {
            if (future.universal().equals(symbol)) {
                return ContractCalendar.of(config.futures(), future);
            }
        }
        throw new CommandException("the configuration has no future " + symbol + ", only "
                + config.futures().futures().stream().map(Future::universal).collect(Collectors.joining(", ")));
    }

    /** Some ten lines, each ended by a line feed. */
    String text() {
        Future future = calendar.future();
        ContractMonth from = calendar.active(calendar.rollNanosOn(day) - 1);
        ContractMonth to = calendar.next(from);
        StringBuilder text = new StringBuilder();
        line(text, "symbol", future.universal() + ", at " + future.exchange() + " (" + calendar.zone() + ")");
        line(text, "on " + day, calendar.name(from) + " is active by the rules until it rolls to " + calendar.name(to));
        line(text, "expiry", calendar.name(from) + " on " + calendar.expiry(from) + ": " + future.expiry());
        line(text, "first notice", calendar.name(from) + " on " + calendar.firstNotice(from) + ", if it is delivered");
        line(
                text,
                "roll",
                "on " + calendar.rollDay(from) + ", " + Instant.ofEpochSecond(0, calendar.rollNanos(from)) + ": "
                        + future.roll());
        if (day.isAfter(calendar.expiry(from))) {
            line(text, "refused", calendar.name(from) + " has expired on " + day);
        } else if (!day.equals(calendar.rollDay(from))) {
            line(
                    text,
                    "with --reason",
                    "it would roll on " + day + ", " + Instant.ofEpochSecond(0, calendar.rollNanosOn(day))
                            + ", instead");
        }
        if (!calendar.isCovered(calendar.expiry(from))) {
            line(
                    text,
                    "holidays",
                    "none are listed for " + calendar.expiry(from).getYear() + ": the days may be wrong");
        }
        future.pinned().ifPresent(pin -> line(text, "pin", pinned(pin)));
        names(text, from, to);
        return text.toString();
    }

    private String pinned(ContractMonth pin) {
        String state = day.isAfter(calendar.expiry(pin)) ? "; it EXPIRED on " : "; it expires on ";
        return calendar.name(pin) + " is active whatever the date" + state + calendar.expiry(pin)
                + ". It does not roll until futures." + calendar.future().universal() + ".pin is removed";
    }

    private void names(StringBuilder text, ContractMonth from, ContractMonth to) {
        ContractSymbols symbols = new ContractSymbols(config);
        for (Platform platform : config.platforms()) {
            for (Mapping mapping : config.mappings()) {
                boolean isNamed = mapping.dialect().equals(platform.dialect())
                        && mapping.universal().equals(calendar.future().universal());
                if (isNamed) {
                    String name = symbols.isPattern(mapping)
                            ? symbols.name(mapping, from) + " → " + symbols.name(mapping, to)
                            : mapping.platformSymbol() + ", always: no contract is known";
                    line(text, platform.name(), name);
                }
            }
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-15s %s%n", name, value));
    }

    static String unknown(String reason) {
        StringBuilder text = new StringBuilder();
        line(text, "open", "UNKNOWN: " + reason.lines().findFirst().orElse("no answer"));
        return text.toString();
    }

    /** What the running gateway says of its active contract. */
    static String open(String symbol, Answer answer) {
        StringBuilder text = new StringBuilder();
        if (!answer.isOk()) {
            return unknown(answer.reason());
        }
        for (Object row : rows(answer.fields(), "futures")) {
            if (row instanceof Map<?, ?> future && symbol.equals(future.get("symbol"))) {
                line(text, "gateway", "has " + future.get("contract") + " active" + next(future));
                line(
                        text,
                        "open",
                        future.get("positions_total") + " positions and " + future.get("orders_total")
                                + " working orders in " + future.get("contract"));
                rows(future, "positions").forEach(one -> line(text, "", position((Map<?, ?>) one)));
                rows(future, "orders").forEach(one -> line(text, "", order((Map<?, ?>) one)));
                return text.toString();
            }
        }
        return unknown("the running gateway has no future " + symbol + " in its configuration");
    }

    private static String next(Map<?, ?> future) {
        return future.get("at_ns") instanceof BigDecimal at
                ? ", rolls to " + future.get("next_contract") + " at " + Instant.ofEpochSecond(0, at.longValueExact())
                : ", pinned";
    }

    private static List<?> rows(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    private static String position(Map<?, ?> position) {
        return position.get("platform") + " holds " + position.get("quantity") + " at " + position.get("avg_price");
    }

    private static String order(Map<?, ?> order) {
        return order.get("platform") + " " + order.get("side") + " " + order.get("leaves_qty") + " open ("
                + order.get("order_id") + ", ref " + order.get("ref") + ", " + order.get("status") + ")";
    }
}
