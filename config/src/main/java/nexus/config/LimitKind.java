package nexus.config;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nexus.config.RiskConfig.Scope;

/** The limits that an order may have to pass: what each is called, what it takes, and where it may stand. */
public enum LimitKind {
    /** Universal units of one order. */
    MAX_ORDER_QUANTITY("maxOrderQuantity", Form.AMOUNT, Where.ANYWHERE),
    /** Worth of one order, in the base currency. */
    MAX_ORDER_NOTIONAL("maxOrderNotional", Form.AMOUNT, Where.ANYWHERE),
    /** How old the last price may be, ms. */
    MAX_PRICE_AGE("maxPriceAge", Form.SPAN, Where.ANYWHERE),
    /** How far a limit or stop price may be from the last price, percent of that. */
    PRICE_COLLAR("priceCollar", Form.PERCENT, Where.ANYWHERE),
    /** Universal units held, long or short, all orders that may still be filled among them. */
    MAX_POSITION("maxPosition", Form.AMOUNT, Where.ANYWHERE),
    /** Worth of all that is held or may come to be, long and short added up, in the base currency. */
    MAX_GROSS_EXPOSURE("maxGrossExposure", Form.AMOUNT, Where.ANYWHERE),
    /** Loss since the day began, in the base currency. */
    MAX_DAILY_LOSS("maxDailyLoss", Form.AMOUNT, Where.GLOBAL_ONLY),
    /** Signals that became orders, within any second. */
    MAX_SIGNALS_PER_SECOND("maxSignalsPerSecond", Form.PER_SECOND, Where.NOT_BY_PLATFORM),
    /** The same within any minute. */
    MAX_SIGNALS_PER_MINUTE("maxSignalsPerMinute", Form.PER_MINUTE, Where.NOT_BY_PLATFORM),
    /** Orders, each platform's counted, within any second. */
    MAX_ORDERS_PER_SECOND("maxOrdersPerSecond", Form.PER_SECOND, Where.ANYWHERE),
    /** The same within any minute. */
    MAX_ORDERS_PER_MINUTE("maxOrdersPerMinute", Form.PER_MINUTE, Where.ANYWHERE),
    /** How long the same content counts as a repetition, ms. */
    DUPLICATE_WINDOW("duplicateWindow", Form.SPAN, Where.NOT_BY_PLATFORM),
    /** The least confidence that a signal must bring, 0–1. */
    MIN_CONFIDENCE("minConfidence", Form.FRACTION, Where.NOT_BY_PLATFORM);

    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,11})(\\.[0-9]{1,12})?");
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String key;
    private final Form form;
    private final Where where;

    LimitKind(String key, Form form, Where where) {
        this.key = key;
        this.form = form;
        this.where = where;
    }

    /** What the value counts. */
    private enum Form {
        AMOUNT,
        PERCENT,
        FRACTION,
        SPAN,
        PER_SECOND,
        PER_MINUTE
    }

    /** The scopes that make sense. */
    private enum Where {
        ANYWHERE("in any scope"),
        GLOBAL_ONLY("in global only"),
        NOT_BY_PLATFORM("in global and symbols only");

        private final String words;

        Where(String words) {
            this.words = words;
        }
    }

    /** The key in the file. */
    public String key() {
        return key;
    }

    /** The kind of this key. */
    public static Optional<LimitKind> ofKey(String key) {
        for (LimitKind kind : values()) {
            if (kind.key.equals(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** All keys, as a guess at a wrong one needs them. */
    public static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        EnumSet.allOf(LimitKind.class).forEach(kind -> keys.add(kind.key));
        return keys;
    }

    /** Whether the limit has a meaning there. */
    public boolean mayStandIn(Scope scope) {
        return switch (where) {
            case ANYWHERE -> true;
            case GLOBAL_ONLY -> scope.isGlobal();
            case NOT_BY_PLATFORM -> scope.platform().isEmpty();
        };
    }

    /** Where it may stand, in words. */
    public String places() {
        return where.words;
    }

    /** The value that a text means, as {@link RiskConfig.Limit} holds it; empty if it breaks {@link #rule}. */
    public Optional<BigDecimal> parse(String text) {
        return switch (form) {
            case AMOUNT -> amount(text);
            case PERCENT ->
                text.endsWith("%")
                        ? amount(text.substring(0, text.length() - 1).strip())
                                .filter(value -> value.signum() > 0)
                                .filter(value -> value.compareTo(BigDecimal.valueOf(100)) <= 0)
                        : Optional.empty();
            case FRACTION -> amount(text).filter(value -> value.compareTo(BigDecimal.ONE) <= 0);
            case SPAN -> Settings.RISK_SPAN.parse(text).map(BigDecimal::valueOf);
            case PER_SECOND -> Settings.RISK_PER_SECOND.parse(text).map(BigDecimal::valueOf);
            case PER_MINUTE -> Settings.RISK_PER_MINUTE.parse(text).map(BigDecimal::valueOf);
        };
    }

    private static Optional<BigDecimal> amount(String text) {
        return AMOUNT.matcher(text).matches() ? Optional.of(RiskConfig.plain(new BigDecimal(text))) : Optional.empty();
    }

    /** The rule in words, to follow "must be". */
    public String rule() {
        return switch (form) {
            case AMOUNT -> "a decimal of 0 or more, of at most 12 digits on each side of the point";
            case PERCENT -> "a percentage with its sign, more than 0 % and at most 100 %";
            case FRACTION -> "a decimal from 0 to 1";
            case SPAN -> Settings.RISK_SPAN.rule();
            case PER_SECOND -> Settings.RISK_PER_SECOND.rule();
            case PER_MINUTE -> Settings.RISK_PER_MINUTE.rule();
        };
    }

    /** A value as people write it. */
    public String format(BigDecimal value) {
        return switch (form) {
            case PERCENT -> value.toPlainString() + " %";
            case SPAN -> Measure.DURATION.format(value.longValue());
            default -> value.toPlainString();
        };
    }

    /** Whether the first value lets less pass than the second. */
    public boolean isTighter(BigDecimal value, BigDecimal than) {
        int order = value.compareTo(than);
        return (this == MIN_CONFIDENCE || this == DUPLICATE_WINDOW) ? order > 0 : order < 0;
    }

    /** Whether the value can only be worked out where prices have a worth. */
    public boolean needsWorth() {
        return this == MAX_ORDER_NOTIONAL || this == MAX_GROSS_EXPOSURE || this == MAX_DAILY_LOSS;
    }

    /** How long a limit on a rate looks back, ns; 0 for one that is none. */
    public long windowNanos() {
        return switch (form) {
            case PER_SECOND -> 1_000 * NANOS_PER_MILLI;
            case PER_MINUTE -> 60_000 * NANOS_PER_MILLI;
            default -> 0;
        };
    }
}
