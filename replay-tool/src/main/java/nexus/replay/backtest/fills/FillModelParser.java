package nexus.replay.backtest.fills;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.replay.backtest.fills.FillRules.Basis;

/** Reads {@link FillModel}'s text. */
final class FillModelParser {
    private static final Pattern SETTING = Pattern.compile("(?:([a-z0-9_]{1,32})\\.)?([a-z-]+)(?:=(.*))?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ns|us|ms|s|min)");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    private static final Map<String, Long> UNITS =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "min", 60_000_000_000L);

    private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(86_400_000_000_000L);

    private static final String LIST = "next-trade, quote, latency, answer, jitter, slippage, partial, share, limit,"
            + " commission, currency, reject, day-end";

    FillModel parse(String text) {
        Map<String, String> common = new LinkedHashMap<>();
        Map<String, Map<String, String>> platforms = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = SETTING.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part.strip() + "' is no setting: " + LIST);
            }
            Map<String, String> settings = matcher.group(1) == null
                    ? common
                    : platforms.computeIfAbsent(matcher.group(1), platform -> new LinkedHashMap<>());
            boolean isBasis =
                    matcher.group(2).equals("next-trade") || matcher.group(2).equals("quote");
            if (isBasis != (matcher.group(3) == null)) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "': " + (isBasis ? "takes no value" : "NAME=VALUE is expected"));
            }
            String name = isBasis ? "basis" : matcher.group(2);
            String value = isBasis ? matcher.group(2) : matcher.group(3);
            if (settings.put(name, value) != null) {
                throw new IllegalArgumentException("'" + part.strip() + "': " + name + " was set before");
            }
        }
        FillRules rules = rules(common);
        Map<String, FillRules> byPlatform = new TreeMap<>();
        platforms.forEach((platform, settings) -> {
            Map<String, String> all = new LinkedHashMap<>(common);
            all.putAll(settings);
            byPlatform.put(platform, rules(all));
        });
        return new FillModel(rules, byPlatform, text);
    }

    private static FillRules rules(Map<String, String> given) {
        Map<String, String> left = new LinkedHashMap<>(given);
        FillRules rules = new FillRules(
                "quote".equals(left.remove("basis")) ? Basis.QUOTE : Basis.NEXT_TRADE,
                duration("latency", left.remove("latency"), "5ms"),
                duration("jitter", left.remove("jitter"), "0ms"),
                duration("answer", left.remove("answer"), "0ms"),
                decimal("slippage", left.remove("slippage"), "0"),
                choice("partial", left.remove("partial"), "yes", "yes", "no"),
                share(left.remove("share")),
                choice("limit", left.remove("limit"), "through", "touch", "through"),
                decimal("commission", left.remove("commission"), "0"),
                currency(left.remove("currency")),
                probability(left.remove("reject")),
                dayEnd(left.remove("day-end")));
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("'" + left.keySet().iterator().next() + "' is no setting: " + LIST);
        }
        return rules;
    }

    private static long duration(String name, String given, String standard) {
        Matcher matcher = DURATION.matcher(given == null ? standard : given);
        if (given != null && given.equals("0")) {
            return 0;
        }
        if (!matcher.matches()) {
            throw bad(name, given, "a number with a unit, such as 5ms or 250us (ns, us, ms, s, min)");
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.get(matcher.group(2))));
        if (nanos.compareTo(LONGEST_NANOS) > 0) {
            throw bad(name, given, "a day at the most");
        }
        return nanos.longValue();
    }

    private static BigDecimal decimal(String name, String given, String standard) {
        String text = given == null ? standard : given;
        if (!DECIMAL.matcher(text).matches()) {
            throw bad(name, given, "a decimal of 0 or more, such as 0.25");
        }
        return new BigDecimal(text);
    }

    private static boolean choice(String name, String given, String standard, String yes, String no) {
        String text = given == null ? standard : given;
        if (!text.equals(yes) && !text.equals(no)) {
            throw bad(name, given, yes + " or " + no);
        }
        return text.equals(yes);
    }

    private static BigDecimal share(String given) {
        BigDecimal share = decimal("share", given, "1");
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw bad("share", given, "above 0 and up to 1");
        }
        return share;
    }

    private static double probability(String given) {
        BigDecimal probability = decimal("reject", given, "0");
        if (probability.compareTo(BigDecimal.ONE) > 0) {
            throw bad("reject", given, "0 to 1");
        }
        return probability.doubleValue();
    }

    private static String currency(String given) {
        if (given != null && !given.matches("[A-Z]{3,8}")) {
            throw bad("currency", given, "3 to 8 capital letters, such as USD");
        }
        return given == null ? "" : given;
    }

    private static long dayEnd(String given) {
        try {
            return given == null ? 0 : LocalTime.parse(given).toSecondOfDay();
        } catch (DateTimeException e) {
            throw bad("day-end", given, "a time of day in UTC, such as 21:00");
        }
    }

    private static IllegalArgumentException bad(String name, String given, String expected) {
        return new IllegalArgumentException(name + "=" + given + ": expected " + expected);
    }
}
