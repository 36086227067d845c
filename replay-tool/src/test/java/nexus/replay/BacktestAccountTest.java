package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.backtest.RandomTrader;
import nexus.replay.backtest.TickDay;
import nexus.replay.profit.ProfitRow;
import nexus.replay.report.ReportOptions;
import nexus.replay.report.TradingReport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executions, position and profit of a backtest, worked out a second time: from the CSV and the orders alone, in the plainest
 * way, by code that shares nothing with the fill model or the report.
 */
class BacktestAccountTest {
    private static final String MODEL = "next-trade,latency=5ms,slippage=0.1,commission=2.5";
    private static final long LATENCY_NANOS = 5_000_000;
    private static final BigDecimal SLIPPAGE = new BigDecimal("0.1");
    private static final BigDecimal COMMISSION = new BigDecimal("2.5");
    private static final BigDecimal MULTIPLIER = new BigDecimal(100);

    @TempDir
    Path folder;

    private record Trade(long nanos, BigDecimal price, BigDecimal size) {}

    private record Execution(String ref, long nanos, BigDecimal quantity, BigDecimal price) {}

    private static final class Order {
        private String ref;
        private boolean isBuy;
        private BigDecimal limit;
        private BigDecimal open;
        private long arrival;
        private boolean beyond;
    }

    @Test
    void aDayAtRandom() throws Exception {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Path ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(seed, 20_000));

        compare(
                ticks,
                "seed " + seed,
                RandomTrader.class.getName(),
                "--param",
                "plain=yes",
                "--param",
                "seed=" + seed % 999);
    }

    @Test
    void aRealDay() throws Exception {
        Path ticks = RealDay.find();
        Assumptions.assumeTrue(ticks != null, "the recorded day is not here");

        compare(ticks, "real day", "MovingAverageCross");
        CommandRun verify = CommandRun.of("verify", "--data", folder.resolve("out"));
        assertThat(verify.out()).contains("identical");
        assertThat(verify.exitCode()).isZero();
    }

    private void compare(Path ticks, String what, String strategy, Object... more) throws Exception {
        List<Object> arguments = new ArrayList<>(
                List.of("--strategy", strategy, "--ticks", ticks, "--symbol", "GC", "--fill-model", MODEL));
        arguments.addAll(List.of(more));
        Path out = folder.resolve("out");
        CommandRun run = BacktestRun.of(folder, out, arguments.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();

        List<Trade> trades = trades(ticks);
        List<Order> orders = new ArrayList<>();
        List<Execution> told = new ArrayList<>();
        read(out, orders, told);
        List<Execution> expected = execute(trades, orders);

        assertThat(told).as(what).hasSizeGreaterThan(100).isEqualTo(expected);
        compareProfit(what, out, trades, orders, expected);
    }

    private static List<Trade> trades(Path file) throws IOException {
        List<Trade> trades = new ArrayList<>();
        boolean isGzip = file.toString().endsWith(".gz");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                isGzip ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
            reader.readLine();
            String line;
            while ((line = reader.readLine()) != null) {
                String[] cells = line.split(",", -1);
                if (cells[1].equals("201312")) {
                    trades.add(new Trade(
                            Long.parseLong(cells[0]) * 1_000_000, new BigDecimal(cells[2]), new BigDecimal(cells[3])));
                }
            }
        }
        return trades;
    }

    /** What the gateway sent, and what the platform told. */
    private static void read(Path out, List<Order> orders, List<Execution> told) {
        JournalRecord record = new JournalRecord();
        MapReader message = new MapReader();
        try (JournalReader journal = JournalReader.open(out)) {
            while (journal.next(record)) {
                message.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
                String type = text(message, Keys.TYPE);
                if (type.equals(Types.ORDER)) {
                    Order order = new Order();
                    order.ref = text(message, Keys.REF);
                    order.isBuy = text(message, Keys.SIDE).equals("BUY");
                    order.open = message.decimalValue(message.find(Keys.QUANTITY));
                    int limit = message.find(Keys.LIMIT_PRICE);
                    order.limit = limit == MapReader.ABSENT ? null : message.decimalValue(limit);
                    order.arrival = record.timeNanos() + LATENCY_NANOS;
                    orders.add(order);
                } else if (type.equals(Types.ORDER_FILL) && record.kind() == RecordKind.PLATFORM_IN) {
                    told.add(new Execution(
                            text(message, Keys.REF),
                            record.timeNanos(),
                            message.decimalValue(message.find(Keys.FILLED_QTY)),
                            message.decimalValue(message.find(Keys.FILL_PRICE)).stripTrailingZeros()));
                }
            }
        }
    }

    private static String text(MapReader message, Key key) {
        int field = message.find(key);
        return field == MapReader.ABSENT ? "" : message.textValue(field);
    }

    private static List<Execution> execute(List<Trade> trades, List<Order> orders) {
        List<Execution> executions = new ArrayList<>();
        for (Trade trade : trades) {
            BigDecimal left = trade.size();
            for (Order order : orders) {
                if (order.arrival > trade.nanos() || order.open.signum() == 0 || left.signum() == 0) {
                    continue;
                }
                int better = order.limit == null ? 1 : order.limit.compareTo(trade.price()) * (order.isBuy ? 1 : -1);
                if (better < 0) {
                    order.beyond = true;
                }
                if (better < 0 || (better == 0 && order.beyond)) {
                    continue;
                }
                BigDecimal price = order.isBuy
                        ? trade.price().add(SLIPPAGE)
                        : trade.price().subtract(SLIPPAGE);
                if (order.beyond) {
                    price = order.limit;
                } else if (order.limit != null) {
                    price = order.isBuy ? price.min(order.limit) : price.max(order.limit);
                }
                BigDecimal quantity = left.min(order.open);
                left = left.subtract(quantity);
                order.open = order.open.subtract(quantity);
                executions.add(new Execution(order.ref, trade.nanos(), quantity, price.stripTrailingZeros()));
            }
        }
        return executions;
    }

    private static void compareProfit(
            String what, Path out, List<Trade> trades, List<Order> orders, List<Execution> executions)
            throws Exception {
        BigDecimal cash = BigDecimal.ZERO;
        BigDecimal held = BigDecimal.ZERO;
        BigDecimal quantities = BigDecimal.ZERO;
        for (Execution execution : executions) {
            boolean isBuy = orders.stream()
                    .filter(order -> order.ref.equals(execution.ref()))
                    .findFirst()
                    .orElseThrow()
                    .isBuy;
            BigDecimal signed =
                    isBuy ? execution.quantity() : execution.quantity().negate();
            held = held.add(signed);
            cash = cash.subtract(signed.multiply(execution.price()));
            quantities = quantities.add(execution.quantity());
        }
        BigDecimal last = trades.get(trades.size() - 1).price();
        BigDecimal commission = quantities.multiply(COMMISSION);
        BigDecimal net = cash.add(held.multiply(last)).multiply(MULTIPLIER).subtract(commission);

        TradingReport report = TradingReport.of(out, ReportOptions.all().withMultipliers(Map.of("GC", MULTIPLIER)));
        ProfitRow row = report.profit().total();

        assertThat(report.executions().counted()).as(what).isEqualTo(executions.size());
        assertThat(report.profit().symbols().get(0).quantity()).as(what).isEqualByComparingTo(held);
        assertThat(row.commission()).as(what).isEqualByComparingTo(commission);
        assertThat(row.net()).as(what).isCloseTo(net, within(new BigDecimal("0.0001")));
    }
}
