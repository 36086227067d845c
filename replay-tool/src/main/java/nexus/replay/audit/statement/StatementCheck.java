package nexus.replay.audit.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;

/**
 * Pairs the executions of a platform with the rows of its statement: by execution id where both have one; else by order id,
 * and those without by symbol, quantity, price and time. R01 is a row without an execution, R02 an execution without a row;
 * R03, R04 and R05 are pairs that differ.
 */
public final class StatementCheck {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** Executions that no row fits: more are not kept for a second look. */
    private static final int MOST_WAITING = 100_000;

    private final Findings findings;
    private final Statement statement;
    private final long toleranceNanos;
    private final long firstNanos;
    private final long lastNanos;
    private final Map<String, List<StatementRow>> byExecId = new LinkedHashMap<>();
    private final Map<String, List<StatementRow>> byOrderId = new LinkedHashMap<>();
    private final Map<String, List<StatementRow>> bySymbol = new LinkedHashMap<>();
    private final List<Ours> waiting = new ArrayList<>();
    private long matched;

    public StatementCheck(Findings findings, Statement statement) {
        this.findings = findings;
        this.statement = statement;
        this.toleranceNanos = statement.map().timeToleranceMillis() * NANOS_PER_MILLI;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (StatementRow row : statement.rows()) {
            index(row);
            first = row.timeNanos() == null ? Long.MIN_VALUE : Math.min(first, row.timeNanos());
            last = row.timeNanos() == null ? Long.MAX_VALUE : Math.max(last, row.timeNanos());
        }
        ZoneId zone = statement.map().zone();
        boolean isTimed = first != Long.MIN_VALUE && first != Long.MAX_VALUE && last != Long.MAX_VALUE;
        firstNanos = isTimed ? startOf(dayOf(first, zone), zone) : Long.MIN_VALUE;
        lastNanos = isTimed ? startOf(dayOf(last, zone).plusDays(1), zone) - 1 : Long.MAX_VALUE;
    }

    /** An execution of ours. {@code quantity} is signed, in the platform's units. */
    private record Ours(
            Execution fill,
            String symbol,
            String platformSymbol,
            String orderId,
            BigDecimal quantity,
            boolean isSided) {
        long timeNanos() {
            return fill.statedNanos() != 0 ? fill.statedNanos() : fill.timeNanos();
        }
    }

    private static LocalDate dayOf(long nanos, ZoneId zone) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND))
                .atZone(zone)
                .toLocalDate();
    }

    private static long startOf(LocalDate day, ZoneId zone) {
        return Math.multiplyExact(day.atStartOfDay(zone).toEpochSecond(), NANOS_PER_SECOND);
    }

    private void index(StatementRow row) {
        if (row.execId() != null) {
            byExecId.computeIfAbsent(row.execId(), id -> new ArrayList<>(1)).add(row);
        } else if (row.orderId() != null) {
            byOrderId.computeIfAbsent(row.orderId(), id -> new ArrayList<>(1)).add(row);
        } else {
            bySymbol.computeIfAbsent(row.symbol(), id -> new ArrayList<>(1)).add(row);
        }
    }

    /**
     * Takes an execution that is no repeat.
     *
     * @param platform whose it is; null if nobody knows
     * @param side {@code BUY} or {@code SELL}; null if nobody knows
     * @param symbol universal
     * @param platformSymbol the platform's, as it was ordered
     * @param orderId of the order, or as it came; may be null
     */
    public void executed(
            Execution fill, String platform, String side, String symbol, String platformSymbol, String orderId) {
        if (!statement.map().platform().equals(platform)) {
            return;
        }
        BigDecimal signed = "SELL".equals(side) ? fill.quantity().negate() : fill.quantity();
        Ours ours = new Ours(fill, symbol, platformSymbol, orderId, signed, side != null);
        StatementRow row = row(ours, true);
        if (row != null) {
            compare(ours, row);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(ours);
        } else {
            missing(ours);
        }
    }

    /** The row that states this execution, which is then taken; null if there is none. */
    private StatementRow row(Ours ours, boolean isStrict) {
        StatementRow row = taken(byExecId.get(String.valueOf(ours.fill().execId())), ours, false);
        for (String id : ids(ours)) {
            row = row != null ? row : taken(byOrderId.get(id), ours, isStrict);
        }
        return row != null ? row : taken(bySymbol.get(ours.platformSymbol()), ours, true);
    }

    private static List<String> ids(Ours ours) {
        Execution fill = ours.fill();
        List<String> ids = new ArrayList<>();
        for (String id : new String[] {fill.platformOrderId(), fill.ref(), fill.orderId(), ours.orderId()}) {
            if (id != null && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Of those that fit, the one nearest in time, the first of several. */
    private StatementRow taken(List<StatementRow> rows, Ours ours, boolean isStrict) {
        if (rows == null) {
            return null;
        }
        StatementRow nearest = null;
        for (StatementRow row : rows) {
            boolean fits = row.symbol().equals(ours.platformSymbol())
                    && (!isStrict || (isSame(row, ours) && distance(row, ours) <= toleranceNanos));
            if (fits && (nearest == null || distance(row, ours) < distance(nearest, ours))) {
                nearest = row;
            }
        }
        rows.remove(nearest);
        return nearest;
    }

    private boolean isSame(StatementRow row, Ours ours) {
        return quantityDiffers(row, ours) == 0
                && row.price()
                                .subtract(ours.fill().price())
                                .abs()
                                .compareTo(statement.map().priceTolerance())
                        <= 0;
    }

    private static int quantityDiffers(StatementRow row, Ours ours) {
        return ours.isSided()
                ? row.quantity().compareTo(ours.quantity())
                : row.quantity().abs().compareTo(ours.quantity());
    }

    private static long distance(StatementRow row, Ours ours) {
        return row.timeNanos() == null ? 0 : Math.abs(row.timeNanos() - ours.timeNanos());
    }

    private void compare(Ours ours, StatementRow row) {
        matched++;
        Execution fill = ours.fill();
        if (quantityDiffers(row, ours) != 0) {
            differs(
                    FindingCode.R03,
                    ours,
                    row,
                    Plain.text(row.quantity()),
                    Plain.text(ours.quantity()),
                    "quantities; what was sold is negative");
        }
        BigDecimal apart = row.price().subtract(fill.price()).abs();
        if (apart.compareTo(statement.map().priceTolerance()) > 0) {
            differs(
                    FindingCode.R04,
                    ours,
                    row,
                    Plain.text(row.price()),
                    Plain.text(fill.price()),
                    "prices, by " + Plain.text(apart));
        }
        fee(ours, row);
    }

    private void fee(Ours ours, StatementRow row) {
        Execution fill = ours.fill();
        if (row.fee() == null) {
            return;
        }
        boolean isZero = fill.commission() == null && row.fee().signum() == 0;
        BigDecimal stated = fill.commission() == null ? BigDecimal.ZERO : fill.commission();
        boolean isOtherFee =
                stated.subtract(row.fee()).abs().compareTo(statement.map().feeTolerance()) > 0;
        boolean isOtherCurrency = row.currency() != null
                && fill.currency() != null
                && !row.currency().equals(fill.currency());
        if (!isZero && (isOtherFee || isOtherCurrency)) {
            String ours1 = fill.commission() == null ? "none reported" : Plain.text(stated);
            differs(
                    FindingCode.R05,
                    ours,
                    row,
                    money(Plain.text(row.fee()), row.currency()),
                    money(ours1, fill.currency()),
                    isOtherFee ? "fees" : "currencies of the fee");
        }
    }

    private static String money(String amount, String currency) {
        return currency == null ? amount : amount + " " + currency;
    }

    private void differs(FindingCode code, Ours ours, StatementRow row, String expected, String observed, String what) {
        findings.add(finding(
                code,
                ours,
                expected,
                observed,
                "Statement, line " + row.line() + ", and journal have different " + what + "."));
    }

    private Finding finding(FindingCode code, Ours ours, String expected, String observed, String explanation) {
        return new Finding(
                code,
                Severity.ERROR,
                List.of(ours.fill().sequence()),
                ours.fill().timeNanos(),
                statement.map().platform(),
                ours.symbol(),
                ours.orderId(),
                expected,
                observed,
                explanation);
    }

    private void missing(Ours ours) {
        boolean isCovered = ours.timeNanos() >= firstNanos && ours.timeNanos() <= lastNanos;
        if (isCovered) {
            findings.add(finding(
                    FindingCode.R02,
                    ours,
                    "a row of the statement",
                    "none for "
                            + (ours.fill().execId() == null ? "" : ours.fill().execId() + ", ")
                            + Plain.text(ours.quantity()) + " " + ours.platformSymbol() + " @ "
                            + Plain.text(ours.fill().price()),
                    "The journal has this execution, and the statement has not, of the days that it covers."));
        }
    }

    /**
     * Tells of all that is missing: nothing more comes.
     *
     * @param fromNanos where the audit began; rows of before, or behind its end, are left aside
     * @return how many rows were paired, how many were left aside
     */
    public Outcome end(long fromNanos, long toNanos) {
        for (Ours ours : waiting) {
            StatementRow row = row(ours, false);
            if (row == null) {
                missing(ours);
            } else {
                compare(ours, row);
            }
        }
        waiting.clear();
        long outside = 0;
        for (Map<String, List<StatementRow>> index : List.of(byExecId, byOrderId, bySymbol)) {
            for (List<StatementRow> rows : index.values()) {
                for (StatementRow row : rows) {
                    boolean isOutside = row.timeNanos() != null
                            && (row.timeNanos() < fromNanos - toleranceNanos
                                    || row.timeNanos() > toNanos + toleranceNanos);
                    outside += isOutside ? 1 : 0;
                    if (!isOutside) {
                        unknown(row);
                    }
                }
            }
        }
        return new Outcome(statement.rows().size(), matched, outside);
    }

    /**
     * What came of a statement.
     *
     * @param rows how many it has
     * @param matched how many have their execution
     * @param outside how many lie outside of the audited range
     */
    public record Outcome(long rows, long matched, long outside) {}

    private void unknown(StatementRow row) {
        findings.add(new Finding(
                FindingCode.R01,
                Severity.ERROR,
                List.of(),
                row.timeNanos() == null ? 0 : row.timeNanos(),
                statement.map().platform(),
                row.symbol(),
                row.orderId(),
                "an execution in the journal",
                "none for " + (row.execId() == null ? "" : row.execId() + ", ") + Plain.text(row.quantity()) + " "
                        + row.symbol() + " @ " + Plain.text(row.price()),
                "Line " + row.line() + " of the statement has an execution that the journal has not."));
    }
}
