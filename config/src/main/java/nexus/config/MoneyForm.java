package nexus.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.MoneyConfig.FillCheck;
import nexus.config.MoneyConfig.FixedRate;
import nexus.config.MoneyConfig.Instrument;
import nexus.config.MoneyConfig.MarketRate;

/**
 * The section {@code money} of the normal form.
 *
 * <pre>
 * base USD
 * dayStartMillis 0
 * fixedRates 1
 * rate currency=EUR into=USD inverted=false price=1.0845 asOfMillis=1795132800000 maxAgeMillis=604800000
 * marketRates 1
 * rate currency=BRL into=USD inverted=true symbol=USDBRL platform= scale=1 maxAgeMillis=300000
 * instruments 1
 * instrument symbol=WIN currency=BRL multiplier=0.2 tickSize=5
 * fillCheck maxDistance=5 unit=percent maxPriceAgeMillis=60000
 * </pre>
 */
final class MoneyForm {
    private static final String NAME = "([^ ]+)";
    private static final String DECIMAL = "((?:0|[1-9][0-9]*)(?:\\.[0-9]*[1-9])?)";
    private static final String WHOLE = "(0|-?[1-9][0-9]{0,17})";

    private static final Pattern BASE = Pattern.compile("base " + NAME);
    private static final Pattern DAY_START = Pattern.compile("dayStartMillis " + WHOLE);
    private static final Pattern FIXED = Pattern.compile("rate currency=" + NAME + " into=" + NAME
            + " inverted=(true|false) price=" + DECIMAL + " asOfMillis=" + WHOLE + " maxAgeMillis=" + WHOLE);
    private static final Pattern MARKET = Pattern.compile("rate currency=" + NAME + " into=" + NAME
            + " inverted=(true|false) symbol=" + NAME + " platform=([^ ]*) scale=" + DECIMAL + " maxAgeMillis="
            + WHOLE);
    private static final Pattern INSTRUMENT = Pattern.compile(
            "instrument symbol=" + NAME + " currency=" + NAME + " multiplier=" + DECIMAL + " tickSize=" + DECIMAL);
    private static final Pattern FILL_CHECK =
            Pattern.compile("fillCheck maxDistance=" + DECIMAL + " unit=(percent|ticks) maxPriceAgeMillis=" + WHOLE);

    private MoneyForm() {}

    static List<String> write(MoneyConfig config) {
        List<String> lines = new ArrayList<>();
        lines.add("base " + checked(NameRule.CURRENCY, config.base()));
        lines.add("dayStartMillis " + config.dayStartMillis());
        lines.add("fixedRates " + config.fixedRates().size());
        config.fixedRates().forEach(rate -> lines.add(text(rate)));
        lines.add("marketRates " + config.marketRates().size());
        config.marketRates().forEach(rate -> lines.add(text(rate)));
        lines.add("instruments " + config.instruments().size());
        config.instruments().forEach(instrument -> lines.add(text(instrument)));
        FillCheck check = config.fillCheck();
        lines.add("fillCheck maxDistance=" + check.maxDistance().toPlainString() + " unit=" + Words.of(check.unit())
                + " maxPriceAgeMillis=" + check.maxPriceAgeMillis());
        return lines;
    }

    private static String text(FixedRate rate) {
        return rateText(rate.currency(), rate.into(), rate.isInverted()) + " price="
                + rate.price().toPlainString() + " asOfMillis=" + rate.asOfMillis() + " maxAgeMillis="
                + rate.maxAgeMillis();
    }

    private static String text(MarketRate rate) {
        return rateText(rate.currency(), rate.into(), rate.isInverted()) + " symbol="
                + checked(NameRule.UNIVERSAL_SYMBOL, rate.symbol()) + " platform="
                + (rate.platform().isEmpty() ? "" : checked(NameRule.PLATFORM, rate.platform())) + " scale="
                + rate.scale().toPlainString() + " maxAgeMillis=" + rate.maxAgeMillis();
    }

    private static String rateText(String currency, String into, boolean isInverted) {
        return "rate currency=" + checked(NameRule.CURRENCY, currency) + " into=" + checked(NameRule.CURRENCY, into)
                + " inverted=" + isInverted;
    }

    private static String text(Instrument instrument) {
        return "instrument symbol=" + checked(NameRule.UNIVERSAL_SYMBOL, instrument.symbol()) + " currency="
                + checked(NameRule.CURRENCY, instrument.currency()) + " multiplier="
                + instrument.multiplier().toPlainString() + " tickSize="
                + instrument.tickSize().toPlainString();
    }

    private static String checked(NameRule rule, String name) {
        if (!rule.accepts(name)) {
            throw new IllegalArgumentException("\"" + Problems.shown(name) + "\" — must be " + rule.rule());
        }
        return name;
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static MoneyConfig read(FormLines lines) {
        String base = checked(NameRule.CURRENCY, lines.next(BASE).group(1));
        long dayStart = Long.parseLong(lines.next(DAY_START).group(1));
        List<FixedRate> fixedRates = new ArrayList<>();
        for (int left = count(lines, "fixedRates"); left > 0; left--) {
            fixedRates.add(fixedRate(lines.next(FIXED)));
        }
        List<MarketRate> marketRates = new ArrayList<>();
        for (int left = count(lines, "marketRates"); left > 0; left--) {
            marketRates.add(marketRate(lines.next(MARKET)));
        }
        List<Instrument> instruments = new ArrayList<>();
        for (int left = count(lines, "instruments"); left > 0; left--) {
            instruments.add(instrument(lines.next(INSTRUMENT)));
        }
        MoneyConfig config = new MoneyConfig(
                base, dayStart, fixedRates, marketRates, instruments, fillCheck(lines.next(FILL_CHECK)));
        if (!config.isConfigured()) {
            throw new IllegalArgumentException("a section that says nothing");
        }
        return config;
    }

    private static int count(FormLines lines, String name) {
        return Integer.parseInt(
                lines.next(Pattern.compile(name + " (0|[1-9][0-9]{0,6})")).group(1));
    }

    private static FixedRate fixedRate(Matcher line) {
        return new FixedRate(
                checked(NameRule.CURRENCY, line.group(1)),
                checked(NameRule.CURRENCY, line.group(2)),
                line.group(3).equals("true"),
                positive(line.group(4)),
                Long.parseLong(line.group(5)),
                Long.parseLong(line.group(6)));
    }

    private static MarketRate marketRate(Matcher line) {
        String platform = line.group(5);
        return new MarketRate(
                checked(NameRule.CURRENCY, line.group(1)),
                checked(NameRule.CURRENCY, line.group(2)),
                line.group(3).equals("true"),
                checked(NameRule.UNIVERSAL_SYMBOL, line.group(4)),
                platform.isEmpty() ? "" : checked(NameRule.PLATFORM, platform),
                positive(line.group(6)),
                Long.parseLong(line.group(7)));
    }

    private static Instrument instrument(Matcher line) {
        return new Instrument(
                checked(NameRule.UNIVERSAL_SYMBOL, line.group(1)),
                checked(NameRule.CURRENCY, line.group(2)),
                positive(line.group(3)),
                positive(line.group(4)));
    }

    private static FillCheck fillCheck(Matcher line) {
        FillCheck.Unit unit = Words.parse(FillCheck.Unit.class, line.group(2)).orElseThrow();
        return new FillCheck(new BigDecimal(line.group(1)), unit, Long.parseLong(line.group(3)));
    }

    private static BigDecimal positive(String text) {
        BigDecimal decimal = new BigDecimal(text);
        if (decimal.signum() <= 0) {
            throw new IllegalArgumentException("no decimal greater than 0: " + Problems.shown(text));
        }
        return decimal;
    }
}
