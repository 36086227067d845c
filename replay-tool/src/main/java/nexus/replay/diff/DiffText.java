package nexus.replay.diff;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nexus.journal.message.Code;
import nexus.replay.command.TextTable;
import nexus.replay.command.Times;
import nexus.replay.diff.DiffResult.PositionPair;
import nexus.replay.diff.DiffResult.ProfitPair;
import nexus.replay.profit.Amounts;

/** The comparison for people. Keeps the first {@value #MOST} differences; the others it counts. */
final class DiffText {
    static final int MOST = 40;
    private static final int INDENT = 2;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<Difference> listed = new ArrayList<>();
    private final boolean isInPoints;

    /** @param isInPoints whether amounts are in price points where the configuration does not know better */
    DiffText(boolean isInPoints) {
        this.isInPoints = isInPoints;
    }

    /** Takes the next difference. */
    void add(Difference difference) {
        if (listed.size() < MOST) {
            listed.add(difference);
        }
    }

    /** Lines, each ended. Empty if nothing differs. */
    String of(DiffResult result, String otherFile) {
        if (!result.differs()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append("Then: as recorded. Now: with ").append(otherFile).append(".\n");
        text.append(String.format(
                        Locale.ROOT,
                        "Records %,d to %,d, %s to %s.%n",
                        result.range().firstSequence(),
                        result.range().lastSequence(),
                        Times.iso(result.range().firstNanos()),
                        Times.iso(result.range().lastNanos()))
                .replace(System.lineSeparator(), "\n"));
        text.append(result.first()
                .map(first -> String.format(
                        Locale.ROOT, "They part at record %,d, %s.", first.sequence(), Times.iso(first.timeNanos())))
                .orElse("No signal, order or execution differs; the results below do."));
        text.append('\n');
        section(text, "", totals(result));
        differences(text, result);
        positions(text, result);
        profits(text, result);
        remarks(text, result);
        return text.toString();
    }

    private static void section(StringBuilder text, String title, TextTable table) {
        text.append('\n');
        if (!title.isEmpty()) {
            text.append(title).append('\n');
        }
        text.append(table.text(INDENT));
    }

    private static TextTable totals(DiffResult result) {
        DiffResult.Totals then = result.then();
        DiffResult.Totals now = result.now();
        TextTable table = new TextTable(1).add(List.of("", "then", "now", "change"));
        counts(table, "signals accepted", then.accepted(), now.accepted());
        codes(table, "signals refused, ", then.refused(), now.refused());
        counts(table, "orders", then.orders(), now.orders());
        codes(table, "no order, ", then.skipped(), now.skipped());
        counts(table, "executions", then.executions(), now.executions());
        if (now.assumed() > 0) {
            counts(table, "  of them assumed", then.assumed(), now.assumed());
        }
        amounts(table, "realized", then.total().realized(), now.total().realized());
        amounts(table, "unrealized", then.total().unrealized(), now.total().unrealized());
        amounts(table, "commission", then.total().commission(), now.total().commission());
        amounts(table, "net", then.total().net(), now.total().net());
        return table;
    }

    private static void codes(TextTable table, String what, Map<Code, Long> then, Map<Code, Long> now) {
        Map<Code, Long> all = new TreeMap<>(then);
        all.putAll(now);
        all.keySet()
                .forEach(code -> counts(table, what + code, then.getOrDefault(code, 0L), now.getOrDefault(code, 0L)));
    }

    private static void counts(TextTable table, String what, long then, long now) {
        table.add(List.of(
                what, count(then), count(now), then == now ? "" : String.format(Locale.ROOT, "%+,d", now - then)));
    }

    private static void amounts(TextTable table, String what, BigDecimal then, BigDecimal now) {
        BigDecimal change = now.subtract(then);
        List<String> texts = Amounts.column(Arrays.asList(then, now, change), Amounts.COARSE);
        table.add(List.of(what, texts.get(0), texts.get(1), change.signum() == 0 ? "" : signed(change, texts.get(2))));
    }

    private static String signed(BigDecimal value, String text) {
        return value.signum() > 0 ? "+" + text : text;
    }

    private void differences(StringBuilder text, DiffResult result) {
        if (listed.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(9)
                .add(List.of("record", "time (UTC)", "order", "symbol", "side", "platform", "then", "→", "now"));
        for (Difference each : listed) {
            table.add(List.of(
                    count(each.sequence()),
                    TIME.format(Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(each.timeNanos()))),
                    orDash(each.orderId()),
                    orDash(each.symbol()),
                    orDash(each.side()),
                    each.platform() == null ? "(signal)" : each.platform(),
                    each.then().text(),
                    "→",
                    each.now().text()));
        }
        long all = result.counts().values().stream().mapToLong(Long::longValue).sum();
        section(text, "Differences", table);
        if (all > listed.size()) {
            text.append(String.format(Locale.ROOT, "  and %,d more: see --json", all - listed.size()))
                    .append('\n');
        }
        text.append('\n');
        TextTable counts = new TextTable(1);
        result.counts().forEach((kind, count) -> counts.add(List.of(kind.words(), count(count))));
        text.append(counts.text(INDENT));
    }

    private static void positions(StringBuilder text, DiffResult result) {
        List<PositionPair> pairs = result.positions().stream()
                .filter(pair -> pair.then().signum() != 0 || pair.now().signum() != 0)
                .toList();
        if (pairs.isEmpty()) {
            return;
        }
        List<String> then = column(pairs, PositionPair::then, Amounts.FINE);
        List<String> now = column(pairs, PositionPair::now, Amounts.FINE);
        TextTable table = new TextTable(2).add(List.of("symbol", "platform", "then", "now", "change", "assumed"));
        for (int i = 0; i < pairs.size(); i++) {
            PositionPair pair = pairs.get(i);
            BigDecimal change = pair.now().subtract(pair.then());
            table.add(List.of(
                    pair.symbol(),
                    pair.platform(),
                    then.get(i),
                    now.get(i),
                    change.signum() == 0 ? "" : signed(change, Amounts.single(change, Amounts.FINE)),
                    assumed(pair.assumed())));
        }
        section(text, "Positions at the end", table);
    }

    private static void profits(StringBuilder text, DiffResult result) {
        List<ProfitPair> pairs = result.profits();
        if (pairs.isEmpty()) {
            return;
        }
        List<String> realizedThen = column(pairs, pair -> ProfitPair.realized(pair.then()), Amounts.COARSE);
        List<String> realizedNow = column(pairs, pair -> ProfitPair.realized(pair.now()), Amounts.COARSE);
        List<String> netThen = column(pairs, pair -> ProfitPair.net(pair.then()), Amounts.COARSE);
        List<String> netNow = column(pairs, pair -> ProfitPair.net(pair.now()), Amounts.COARSE);
        TextTable table = new TextTable(2)
                .add(List.of("symbol", "platform", "realized then", "now", "net then", "now", "change", "assumed"));
        for (int i = 0; i < pairs.size(); i++) {
            ProfitPair pair = pairs.get(i);
            BigDecimal change = ProfitPair.net(pair.now()).subtract(ProfitPair.net(pair.then()));
            table.add(List.of(
                    pair.symbol(),
                    pair.platform(),
                    realizedThen.get(i),
                    realizedNow.get(i),
                    netThen.get(i),
                    netNow.get(i),
                    change.signum() == 0 ? "" : signed(change, Amounts.single(change, Amounts.COARSE)),
                    assumed(pair.assumed())));
        }
        section(text, "Profit and loss", table);
    }

    private void remarks(StringBuilder text, DiffResult result) {
        if (result.now().assumed() > 0) {
            text.append(
                            "\nAssumed: what no platform ever answered. A MARKET order that exists only now is filled whole")
                    .append(" at the last price.\nThe column says how much of what is now was bought and sold so.\n");
        }
        if (isInPoints && result.profits().stream().anyMatch(DiffText::isBare)) {
            text.append("\nAmounts are price points × quantity: the configuration does not know what a point is worth.")
                    .append(" Say so with --multiplier.\n");
        }
        text.append("\nNEXUS is as recorded: what it would have done after other fills, nobody knows.\n");
    }

    private static boolean isBare(ProfitPair pair) {
        return (pair.then() == null ? pair.now() : pair.then()).currency() == null;
    }

    private static <R> List<String> column(List<R> rows, Function<R, BigDecimal> value, int maxScale) {
        return Amounts.column(rows.stream().map(value).toList(), maxScale);
    }

    private static String assumed(BigDecimal quantity) {
        return quantity.signum() == 0 ? "" : Amounts.single(quantity, Amounts.FINE);
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String orDash(String text) {
        return text == null ? "–" : text;
    }
}
