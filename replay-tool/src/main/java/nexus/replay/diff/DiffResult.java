package nexus.replay.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.PositionView;
import nexus.gateway.router.Router;
import nexus.journal.message.Code;
import nexus.replay.profit.ProfitRow;
import nexus.replay.profit.ProfitTable;

/**
 * How the two sides compare, at the end of the range.
 *
 * @param first the first difference, if any showed on the way
 * @param counts how many differences there were of each kind; only kinds that came up
 * @param withheld inputs that the other router was not given, because they answer orders that it did not send
 * @param positions those that either side holds or has held, by symbol, then platform
 * @param profits of the accounts that either side used, by symbol, then platform
 * @param divergence where the recorded side is not what was recorded, if anywhere
 * @param damage what made the journal unreadable before the end of the range
 */
record DiffResult(
        Range range,
        Optional<Difference> first,
        Map<Difference.Kind, Long> counts,
        long withheld,
        Totals then,
        Totals now,
        List<PositionPair> positions,
        List<ProfitPair> profits,
        Optional<Divergence> divergence,
        Optional<String> damage) {

    /** The records that were compared, and their times. */
    record Range(long firstSequence, long lastSequence, long firstNanos, long lastNanos) {}

    /**
     * What one side did.
     *
     * @param accepted signals that became at least one order
     * @param refused signals that became none, by why
     * @param orders sent
     * @param skipped orders that were not made for one platform, by why
     * @param executions counted
     * @param assumed how many of them are assumed
     * @param total profit and loss of all accounts
     */
    record Totals(
            long accepted,
            Map<Code, Long> refused,
            long orders,
            Map<Code, Long> skipped,
            long executions,
            long assumed,
            ProfitRow total) {
        static Totals of(Side side, ProfitTable profit) {
            return new Totals(
                    side.accepted(),
                    side.refused(),
                    side.orders(),
                    side.skipped(),
                    side.executions(),
                    side.assumedExecutions(),
                    profit.total());
        }
    }

    /**
     * What both hold of one symbol on one platform, in universal units.
     *
     * @param assumed quantity of the assumed executions, bought or sold, that lie behind {@code now}
     */
    record PositionPair(String platform, String symbol, BigDecimal then, BigDecimal now, BigDecimal assumed) {
        boolean differs() {
            return then.compareTo(now) != 0;
        }
    }

    /**
     * What both earned with one symbol on one platform.
     *
     * @param then null if the account was not used
     * @param now likewise
     * @param assumed as in {@link PositionPair}
     */
    record ProfitPair(String platform, String symbol, ProfitRow then, ProfitRow now, BigDecimal assumed) {
        boolean differs() {
            return net(then).compareTo(net(now)) != 0
                    || realized(then).compareTo(realized(now)) != 0
                    || commission(then).compareTo(commission(now)) != 0;
        }

        static BigDecimal net(ProfitRow row) {
            return row == null ? BigDecimal.ZERO : row.net();
        }

        static BigDecimal realized(ProfitRow row) {
            return row == null ? BigDecimal.ZERO : row.realized();
        }

        static BigDecimal commission(ProfitRow row) {
            return row == null ? BigDecimal.ZERO : row.commission();
        }
    }

    static DiffResult of(
            Range range,
            Difference first,
            Map<Difference.Kind, Long> counts,
            long withheld,
            Side then,
            Side now,
            Optional<Divergence> divergence,
            Optional<String> damage) {
        ProfitTable profitThen = then.profit();
        ProfitTable profitNow = now.profit();
        return new DiffResult(
                range,
                Optional.ofNullable(first),
                counts.isEmpty() ? Map.of() : new EnumMap<>(counts),
                withheld,
                Totals.of(then, profitThen),
                Totals.of(now, profitNow),
                positions(then.router(), now),
                profits(profitThen, profitNow, now),
                divergence,
                damage);
    }

    private static List<PositionPair> positions(Router then, Side now) {
        Map<String, PositionView> thens = new TreeMap<>();
        Map<String, PositionView> nows = new TreeMap<>();
        then.positions().forEach(position -> thens.put(key(position), position));
        now.router().positions().forEach(position -> nows.put(key(position), position));
        Map<String, PositionView> all = new TreeMap<>(thens);
        nows.forEach(all::putIfAbsent);
        List<PositionPair> pairs = new ArrayList<>();
        all.forEach((key, any) -> pairs.add(new PositionPair(
                any.platform(),
                any.symbol(),
                quantity(thens.get(key)),
                quantity(nows.get(key)),
                now.assumed(any.platform(), any.symbol()))));
        return pairs;
    }

    private static BigDecimal quantity(PositionView position) {
        return position == null ? BigDecimal.ZERO : position.quantity();
    }

    private static List<ProfitPair> profits(ProfitTable then, ProfitTable now, Side nowSide) {
        Map<String, ProfitRow> thens = byKey(then);
        Map<String, ProfitRow> nows = byKey(now);
        Map<String, ProfitRow> all = new TreeMap<>(thens);
        nows.forEach(all::putIfAbsent);
        List<ProfitPair> pairs = new ArrayList<>();
        all.forEach((key, any) -> pairs.add(new ProfitPair(
                any.platform(),
                any.symbol(),
                thens.get(key),
                nows.get(key),
                nowSide.assumed(any.platform(), any.symbol()))));
        return pairs;
    }

    private static Map<String, ProfitRow> byKey(ProfitTable table) {
        Map<String, ProfitRow> rows = new TreeMap<>();
        table.accounts().forEach(row -> rows.put(key(row.symbol(), row.platform()), row));
        return rows;
    }

    private static String key(PositionView position) {
        String key = key(position.symbol(), position.platform());
        return position.contract() == null ? key : key + '\u0000' + position.contract();
    }

    private static String key(String symbol, String platform) {
        return symbol + '\u0000' + platform;
    }

    /** Whether anything would have been otherwise. */
    boolean differs() {
        return first.isPresent()
                || positions.stream().anyMatch(PositionPair::differs)
                || profits.stream().anyMatch(ProfitPair::differs);
    }
}
