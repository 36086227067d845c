package nexus.adapters.conformance;

import static nexus.adapters.conformance.Check.fail;
import static nexus.adapters.conformance.Check.skip;
import static nexus.adapters.conformance.Check.warn;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import nexus.adapters.conformance.Check.Broken;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Registration, ticks, and every path of an order, in the order in which they are tried. */
final class Checks {
    private static final double MAX_TICK_AGE_SECONDS = 86_400;

    private Checks() {}

    static List<Check> all() {
        return List.of(
                new Check("registers under its name", Checks::registers),
                new Check("says that it lives, each second", Checks::heartbeats),
                new Check("ticks are complete and sound", Checks::ticks),
                new Check("a market order is filled, once", Checks::marketOrder),
                new Check("every execution has an exec_id", Checks::execIds),
                new Check("the same order again is not executed again", Checks::repeatedOrder),
                new Check("a limit order works and is canceled", Checks::limitOrder),
                new Check("an ended order is answered as such", Checks::endedOrder),
                new Check("an order it never had is UNKNOWN", Checks::unknownOrder),
                new Check("an unknown symbol is rejected", Checks::unknownSymbol),
                new Check("what is no order is not executed", Checks::badOrder),
                new Check("rubbish does not stop it", Checks::rubbish),
                new Check("many orders at once are each filled once", Checks::burst),
                new Check("comes back when the gateway does", Disruptions::gatewayRestarts),
                new Check("an execution while the gateway is away is told", Disruptions::fillMeanwhile),
                new Check("a killed adapter comes back", Disruptions::adapterRestarts),
                new Check("a killed adapter executes no order again", Disruptions::noOrderTwice),
                new Check("a killed adapter still knows its orders", Disruptions::knowsItsOrders),
                new Check("ends when another takes its name", Disruptions::superseded));
    }

    private static String registers(Stage stage) throws Broken {
        if (!stage.await(Stage::isRegistered, 4 * stage.setup().waitMillis())) {
            throw fail("no REGISTER with platform " + stage.setup().platform() + " came at "
                    + stage.setup().endpoint());
        }
        Inbound register = stage.inbound().stream()
                .filter(message -> message.is(Types.REGISTER))
                .findFirst()
                .orElseThrow();
        String version = register.text(Keys.VERSION);
        if (version == null) {
            throw warn("without version: the gateway will ask it nothing and cancel nothing (v0)");
        }
        return "version " + version + ", " + register.fields().texts(Keys.CAPABILITIES);
    }

    private static String heartbeats(Stage stage) throws Broken {
        int before = stage.inbound().size();
        stage.listen(2_500);
        long beats = stage.inbound().subList(before, stage.inbound().size()).stream()
                .filter(message -> message.is(Types.HEARTBEAT))
                .count();
        if (beats == 0) {
            throw warn("no HEARTBEAT in 2.5 s: only the connection tells whether it lives");
        }
        if (beats > 10) {
            throw warn(beats + " HEARTBEATs in 2.5 s: one a second was asked for");
        }
        return beats + " in 2.5 s";
    }

    private static String ticks(Stage stage) throws Broken {
        if (!stage.await(s -> s.lastPrice() != null && s.ticks() > 0)) {
            throw skip(
                    "no tick" + (stage.symbol() == null ? "" : " of " + stage.symbol()) + " came: is the market open?");
        }
        int count = 0;
        for (Inbound tick : stage.inbound()) {
            if (tick.is(Types.MARKET_DATA)) {
                soundTick(tick);
                count++;
            }
        }
        return count + " so far, " + stage.symbol() + " at " + stage.lastPrice().toPlainString();
    }

    private static void soundTick(Inbound tick) throws Broken {
        BigDecimal price = tick.fields().dataDecimal(Keys.PRICE);
        BigDecimal bid = tick.fields().dataDecimal(Keys.BID);
        BigDecimal ask = tick.fields().dataDecimal(Keys.ASK);
        if (tick.fields().dataText(Keys.SYMBOL) == null) {
            throw fail("a tick without data.symbol");
        }
        if (price == null && bid == null && ask == null) {
            throw fail("a tick without price, bid and ask");
        }
        if (bid != null && ask != null && bid.compareTo(ask) > 0) {
            throw warn("bid " + bid.toPlainString() + " above ask " + ask.toPlainString());
        }
        BigDecimal time = tick.fields().dataDecimal(Keys.TIMESTAMP);
        double now = System.currentTimeMillis() / 1_000.0;
        if (time == null) {
            throw warn("a tick without timestamp: its receipt will be taken for it");
        }
        if (Math.abs(now - time.doubleValue()) > MAX_TICK_AGE_SECONDS) {
            throw warn("a tick's timestamp is " + time.toPlainString()
                    + ": more than a day from now; want seconds since" + " 1970, UTC");
        }
    }

    private static void needsPrice(Stage stage) throws Broken {
        if (stage.lastPrice() == null || !stage.isRegistered()) {
            throw skip(stage.isRegistered() ? "no price is known" : "it is not registered");
        }
    }

    /** Sends a market order and waits until it is filled. */
    static TestOrder filledOrder(Stage stage) throws Broken {
        needsPrice(stage);
        TestOrder order = stage.marketOrder();
        stage.send(order.toBytes());
        if (!stage.await(s -> s.filled(order).compareTo(order.quantity()) >= 0
                || !s.about(order, Types.ORDER_REJECT).isEmpty())) {
            throw fail(
                    "market order " + order.ref() + ": " + stage.filled(order).toPlainString() + " of "
                            + order.quantity().toPlainString() + " filled");
        }
        List<Inbound> rejects = stage.about(order, Types.ORDER_REJECT);
        if (!rejects.isEmpty()) {
            throw fail("market order rejected: " + rejects.get(0).text(Keys.REASON));
        }
        return order;
    }

    private static String marketOrder(Stage stage) throws Broken {
        TestOrder order = filledOrder(stage);
        stage.listen(500);
        requireFilledOnce(stage, order);
        for (Inbound fill : stage.about(order, Types.ORDER_FILL)) {
            BigDecimal price = fill.decimal(Keys.FILL_PRICE);
            if (!order.symbol().equals(fill.text(Keys.SYMBOL)) || price == null || price.signum() == 0) {
                throw fail("a fill of symbol " + fill.text(Keys.SYMBOL) + " at " + price);
            }
        }
        return order.quantity().toPlainString() + " in "
                + stage.about(order, Types.ORDER_FILL).size() + " executions"
                + (stage.about(order, Types.ORDER_ACK).isEmpty() ? ", no ORDER_ACK" : "");
    }

    /** The executions of an order sum to its quantity. */
    static void requireFilledOnce(Stage stage, TestOrder order) throws Broken {
        BigDecimal filled = stage.filled(order);
        if (filled.compareTo(order.quantity()) != 0) {
            throw fail("order " + order.ref() + ": " + filled.toPlainString() + " filled of "
                    + order.quantity().toPlainString() + " (filled_qty is one execution's, never cumulative)");
        }
    }

    private static String execIds(Stage stage) throws Broken {
        long all = count(stage, Types.ORDER_FILL, null);
        long named = count(stage, Types.ORDER_FILL, Keys.EXEC_ID);
        if (all == 0) {
            throw skip("no execution yet");
        }
        if (named < all) {
            throw warn((all - named) + " of " + all + " without: each counts, so one told twice counts twice");
        }
        return "all " + all;
    }

    private static long count(Stage stage, String type, Key having) {
        return stage.inbound().stream()
                .filter(message -> message.is(type) && (having == null || message.text(having) != null))
                .count();
    }

    private static String repeatedOrder(Stage stage) throws Broken {
        TestOrder order = filledOrder(stage);
        int said = stage.inbound().size();
        stage.send(order.toBytes());
        stage.send(order.toBytes());
        boolean answered =
                stage.await(s -> s.inbound().subList(said, s.inbound().size()).stream()
                        .anyMatch(message -> message.is(Types.ORDER_STATUS) && message.concerns(order)));
        stage.listen(500);
        requireFilledOnce(stage, order);
        if (!stage.about(order, Types.ORDER_REJECT).isEmpty()) {
            throw fail("it rejects an order that it has filled");
        }
        return answered ? "answered with its status" : "not executed; no answer";
    }

    private static String limitOrder(Stage stage) throws Broken {
        needsPrice(stage);
        TestOrder order = stage.farOrder();
        stage.send(order.toBytes());
        if (!stage.await(s -> !s.about(order, Types.ORDER_ACK).isEmpty()
                || !s.about(order, Types.ORDER_REJECT).isEmpty())) {
            throw fail("buy limit at " + order.limitPrice().toPlainString() + ": neither ORDER_ACK nor ORDER_REJECT");
        }
        List<Inbound> rejects = stage.about(order, Types.ORDER_REJECT);
        if (!rejects.isEmpty()) {
            throw warn("limit orders are rejected: " + rejects.get(0).text(Keys.REASON));
        }
        requireStatus(stage, order, "WORKING");
        stage.send(order.cancel());
        if (!stage.await(s -> !s.about(order, Types.ORDER_CANCELED).isEmpty())) {
            throw fail("ORDER_CANCEL is not answered by ORDER_CANCELED");
        }
        requireStatus(stage, order, "CANCELED");
        if (stage.filled(order).signum() != 0) {
            throw fail("a buy limit far below the market was filled");
        }
        return "at " + order.limitPrice().toPlainString();
    }

    /** What it answers when asked for an order. */
    static Inbound status(Stage stage, TestOrder order) throws Broken {
        int before = stage.about(order, Types.ORDER_STATUS).size();
        stage.send(order.statusRequest());
        if (!stage.await(s -> s.about(order, Types.ORDER_STATUS).size() > before)) {
            throw warn("ORDER_STATUS_REQUEST is not answered: after a crash its orders stay in doubt");
        }
        List<Inbound> answers = stage.about(order, Types.ORDER_STATUS);
        return answers.get(answers.size() - 1);
    }

    private static void requireStatus(Stage stage, TestOrder order, String wanted) throws Broken {
        String said = status(stage, order).text(Keys.STATUS);
        if (!wanted.equals(said)) {
            throw fail("status of order " + order.ref() + " is " + said + ", want " + wanted);
        }
    }

    private static String endedOrder(Stage stage) throws Broken {
        TestOrder order = filledOrder(stage);
        Inbound answer = status(stage, order);
        BigDecimal quantity = answer.decimal(Keys.CUM_QTY);
        if (!"FILLED".equals(answer.text(Keys.STATUS))
                || quantity == null
                || quantity.compareTo(order.quantity()) != 0) {
            throw fail("status of a filled order: " + answer.text(Keys.STATUS) + ", cum_qty " + quantity);
        }
        stage.send(order.cancel());
        stage.listen(500);
        if (!stage.about(order, Types.ORDER_CANCELED).isEmpty()) {
            throw fail("it confirms the cancel of a filled order");
        }
        return "FILLED, also when a cancel comes late";
    }

    private static String unknownOrder(Stage stage) throws Broken {
        needsPrice(stage);
        TestOrder never = stage.marketOrder();
        Inbound answer = status(stage, never);
        if (!"UNKNOWN".equals(answer.text(Keys.STATUS))) {
            throw fail("status of an order that it never had: " + answer.text(Keys.STATUS));
        }
        return "answered";
    }

    private static String unknownSymbol(Stage stage) throws Broken {
        needsPrice(stage);
        TestOrder some = stage.marketOrder();
        TestOrder order = new TestOrder(
                some.ref(), some.orderId(), "NO-SUCH-SYMBOL", Side.BUY, some.quantity(), OrderType.MARKET, null);
        stage.send(order.toBytes());
        if (!stage.await(s -> !s.about(order, Types.ORDER_REJECT).isEmpty())) {
            throw fail("no ORDER_REJECT");
        }
        String reason = stage.about(order, Types.ORDER_REJECT).get(0).text(Keys.REASON);
        if (reason == null || reason.isBlank()) {
            throw warn("rejected without a reason");
        }
        return reason;
    }

    private static String badOrder(Stage stage) throws Broken {
        needsPrice(stage);
        TestOrder some = stage.marketOrder();
        TestOrder order = new TestOrder(
                some.ref(),
                some.orderId(),
                some.symbol(),
                Side.BUY,
                some.quantity().negate(),
                OrderType.MARKET,
                null);
        stage.send(order.toBytes());
        boolean rejected = stage.await(s -> !s.about(order, Types.ORDER_REJECT).isEmpty());
        if (!stage.about(order, Types.ORDER_FILL).isEmpty()) {
            throw fail("a negative quantity was executed");
        }
        if (!rejected) {
            throw warn("a negative quantity is not executed, but not rejected either");
        }
        return "rejected";
    }

    private static String rubbish(Stage stage) throws Broken {
        needsPrice(stage);
        stage.send(new byte[0]);
        stage.send(new byte[] {(byte) 0xc1, 0, 1, 2});
        stage.send(new byte[] {(byte) 0x81, (byte) 0xa4, 't', 'y', 'p', 'e', (byte) 0xa3, 'N', 'E', 'W'});
        TestOrder order = filledOrder(stage);
        stage.listen(200);
        requireFilledOnce(stage, order);
        return "an empty message, one that is no MessagePack, one of an unknown type; orders still work";
    }

    private static String burst(Stage stage) throws Broken {
        needsPrice(stage);
        List<TestOrder> orders =
                Stream.generate(stage::marketOrder).limit(stage.setup().burst()).toList();
        orders.forEach(order -> stage.send(order.toBytes()));
        stage.await(
                s -> orders.stream().allMatch(order -> s.filled(order).compareTo(order.quantity()) >= 0),
                4 * stage.setup().waitMillis());
        stage.listen(300);
        for (TestOrder order : orders) {
            requireFilledOnce(stage, order);
        }
        return orders.size() + " orders";
    }
}
