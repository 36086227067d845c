package nexus.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nexus.config.FuturesConfig.Exchange;
import nexus.config.FuturesConfig.Future;

/**
 * The section {@code futures} of the normal form.
 *
 * <pre>
 * exchanges 1
 * exchange name=CME timeZone=America/Chicago holidays=2025-01-01,2025-01-20
 * futures 1
 * future universal=NQ exchange=CME root=NQ months=HMUZ overlapMillis=604800000 noticeMillis=259200000 pin=2025-03
 * expiry third friday, else business day before
 * roll monday before expiry
 * </pre>
 */
final class FuturesForm {
    private static final String NONE = "none";
    private static final Pattern COUNT = Pattern.compile("(exchanges|futures) (0|[1-9][0-9]{0,3})");
    private static final Pattern EXCHANGE =
            Pattern.compile("exchange name=([^ ]+) timeZone=([^ ]+) holidays=((?:[0-9-]{10}(?:,[0-9-]{10})*)?)");
    private static final Pattern FUTURE =
            Pattern.compile("future universal=([^ ]+) exchange=([^ ]+) root=([^ ]+) months=([A-Z]+)"
                    + " overlapMillis=(0|[1-9][0-9]{0,17}) noticeMillis=(0|[1-9][0-9]{0,17}) pin=([^ ]+)");
    private static final Pattern EXPIRY = Pattern.compile("expiry (.+)");
    private static final Pattern ROLL = Pattern.compile("roll (.+)");

    private FuturesForm() {}

    static List<String> write(FuturesConfig config) {
        List<String> lines = new ArrayList<>();
        lines.add("exchanges " + config.exchanges().size());
        for (Exchange exchange : config.exchanges()) {
            lines.add("exchange name=" + exchange.name() + " timeZone=" + exchange.timeZone() + " holidays="
                    + exchange.holidays().stream().map(LocalDate::toString).collect(Collectors.joining(",")));
        }
        lines.add("futures " + config.futures().size());
        for (Future future : config.futures()) {
            lines.add("future universal=" + future.universal() + " exchange=" + future.exchange() + " root="
                    + future.root() + " months=" + future.months() + " overlapMillis=" + future.overlapMillis()
                    + " noticeMillis=" + future.noticeMillis() + " pin="
                    + future.pinned().map(ContractMonth::toString).orElse(NONE));
            lines.add("expiry " + future.expiry());
            lines.add("roll " + future.roll());
        }
        return lines;
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static FuturesConfig read(FormLines lines) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int left = count(lines, "exchanges"); left > 0; left--) {
            exchanges.add(exchange(lines.next(EXCHANGE)));
        }
        List<Future> futures = new ArrayList<>();
        for (int left = count(lines, "futures"); left > 0; left--) {
            futures.add(future(lines));
        }
        FuturesConfig config = new FuturesConfig(exchanges, futures);
        futures.forEach(future -> config.exchange(future.exchange()));
        return config;
    }

    private static int count(FormLines lines, String key) {
        Matcher matcher = lines.next(COUNT);
        same(key, Optional.of(matcher.group(1)), matcher);
        return Integer.parseInt(matcher.group(2));
    }

    private static Exchange exchange(Matcher matcher) {
        String holidays = matcher.group(3);
        List<LocalDate> days = new ArrayList<>();
        try {
            ZoneId.of(matcher.group(2));
            for (String day : holidays.isEmpty() ? new String[0] : holidays.split(",", -1)) {
                days.add(LocalDate.parse(day));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(matcher.group() + " — " + e.getMessage(), e);
        }
        return new Exchange(name(NameRule.UNIVERSAL_SYMBOL, matcher, 1), matcher.group(2), days);
    }

    private static Future future(FormLines lines) {
        Matcher future = lines.next(FUTURE);
        Matcher expiry = lines.next(EXPIRY);
        Matcher roll = lines.next(ROLL);
        String pin = future.group(7);
        return new Future(
                name(NameRule.UNIVERSAL_SYMBOL, future, 1),
                name(NameRule.UNIVERSAL_SYMBOL, future, 2),
                name(NameRule.CONTRACT_ROOT, future, 3),
                name(NameRule.MONTH_LETTERS, future, 4),
                same(expiry.group(1), DayRule.parse(expiry.group(1)), expiry),
                same(roll.group(1), RollRule.parse(roll.group(1)), roll),
                Long.parseLong(future.group(5)),
                Long.parseLong(future.group(6)),
                pin.equals(NONE) ? null : same(pin, ContractMonth.parse(pin), future));
    }

    /** The value, which must be written as it would be written. */
    private static <T> T same(String text, Optional<T> value, Matcher line) {
        return value.filter(read -> read.toString().equals(text))
                .orElseThrow(() -> new IllegalArgumentException(
                        Problems.shown(line.group()) + " — \"" + text + "\" is not expected"));
    }

    private static String name(NameRule rule, Matcher line, int group) {
        String name = line.group(group);
        if (!rule.accepts(name)) {
            throw new IllegalArgumentException(
                    Problems.shown(line.group()) + " — \"" + name + "\" must be " + rule.rule());
        }
        return name;
    }
}
