package nexus.gateway.router;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How the order book stands in the canonical state. */
final class OrderBookState {
    private OrderBookState() {}

    static void write(
            StateWriter out,
            OrderBook book,
            long refCounter,
            Collection<Intent> ended,
            Collection<OrderBook.Execution> executions,
            Set<Order> touched,
            OrderBook.Told told) {
        out.put("refCounter", refCounter).put("intents", book.intents().size());
        for (Intent intent : book.intents()) {
            out.put("orderId", intent.orderId).put("numericId", intent.numericId);
            out.put("symbol", intent.symbol).put("side", intent.side.name()).put("quantity", intent.quantity);
            out.put("signal", intent.signalSequence).put("ended", intent.endedNanos);
            out.put("orders", intent.orders.size());
            intent.orders.forEach(order -> write(out, order));
        }
        out.put("endedIntents", ended.size());
        ended.forEach(intent -> out.put("intent", intent.key()));
        out.put("executions", executions.size());
        for (OrderBook.Execution execution : executions) {
            out.put("platform", execution.platform()).put("execId", execution.execId());
            out.put("content", execution.content()).put("time", execution.timeNanos());
        }
        out.put("positions", book.positions().size());
        for (Position position : book.positions()) {
            out.put("platform", position.platform).put("symbol", position.symbol);
            if (out.isExtended()) {
                out.put("contract", position.contract);
            }
            out.put("quantity", position.quantity).put("averagePrice", position.averagePrice);
            out.put("sideUnknown", position.sideUnknown);
            if (out.isExtended()) {
                Stated.write(out, position.stated);
                writeProfit(out, position.profit);
            }
        }
        out.put("touched", touched.size());
        touched.forEach(order -> out.put("ref", order.ref));
        out.put("toldTime", told.timeNanos).put("told", told.orders.size());
        told.orders.forEach(order -> out.put("ref", order.ref));
    }

    private static void write(StateWriter out, Order order) {
        out.put("ref", order.ref).put("platform", order.platform).put("platformSymbol", order.platformSymbol);
        out.put("factor", order.units.factor()).put("lotStep", order.units.lotStep());
        out.put("platformQuantity", order.platformQuantity).put("wireId", order.wireId);
        out.put("state", order.state.name()).put("reason", order.reason);
        out.put("platformOrderId", order.platformOrderId);
        out.put("filled", order.filled).put("notional", order.notional);
        out.put("claimed", order.claimed).put("claimedPrice", order.claimedPrice);
        out.put("cancelRequested", order.cancelRequested);
        if (out.isExtended()) {
            out.put("contract", order.contract);
        }
    }

    private static void writeProfit(StateWriter out, Profit profit) {
        out.put("profit", profit != null);
        if (profit != null) {
            profit.writeTo(out);
        }
    }

    /** Returns the ref counter. */
    static long read(
            StateReader in, OrderBook book, ArrayDeque<Intent> ended, Set<Order> touched, OrderBook.Told told) {
        long refCounter = in.integer("refCounter");
        int intents = in.small("intents");
        Map<String, Intent> byKey = new LinkedHashMap<>();
        for (int i = 0; i < intents; i++) {
            Intent intent = new Intent(
                    in.text("orderId"),
                    in.flag("numericId"),
                    in.text("symbol"),
                    Side.valueOf(in.text("side")),
                    in.decimal("quantity"),
                    in.integer("signal"),
                    1);
            intent.endedNanos = in.integer("ended");
            book.add(intent);
            byKey.put(intent.key(), intent);
            int orders = in.small("orders");
            for (int j = 0; j < orders; j++) {
                book.add(readOrder(in, intent));
            }
        }
        int endedCount = in.small("endedIntents");
        for (int i = 0; i < endedCount; i++) {
            ended.add(byKey.get(in.text("intent")));
        }
        int executions = in.small("executions");
        for (int i = 0; i < executions; i++) {
            book.seenBefore(new OrderBook.Execution(
                    in.text("platform"), in.text("execId"), in.text("content"), in.integer("time")));
        }
        int positions = in.small("positions");
        for (int i = 0; i < positions; i++) {
            Position position =
                    new Position(in.text("platform"), in.text("symbol"), in.isExtended() ? in.text("contract") : null);
            position.quantity = in.decimal("quantity");
            position.averagePrice = in.decimal("averagePrice");
            position.sideUnknown = in.decimal("sideUnknown");
            if (in.isExtended()) {
                position.stated = Stated.read(in);
                position.profit = in.flag("profit") ? Profit.readFrom(in) : null;
            }
            book.restore(position);
        }
        int touchedCount = in.small("touched");
        for (int i = 0; i < touchedCount; i++) {
            touched.add(book.byRef(in.text("ref")));
        }
        told.timeNanos = in.integer("toldTime");
        int toldCount = in.small("told");
        for (int i = 0; i < toldCount; i++) {
            told.orders.add(book.byRef(in.text("ref")));
        }
        return refCounter;
    }

    private static Order readOrder(StateReader in, Intent intent) {
        String ref = in.text("ref");
        String platform = in.text("platform");
        String platformSymbol = in.text("platformSymbol");
        Units units = new Units(in.decimal("factor"), in.decimal("lotStep"));
        Order order = new Order(
                intent, ref, platform, platformSymbol, units, in.decimal("platformQuantity"), in.text("wireId"));
        order.state = OrderState.valueOf(in.text("state"));
        order.reason = in.text("reason");
        order.platformOrderId = in.text("platformOrderId");
        order.filled = in.decimal("filled");
        order.notional = in.decimal("notional");
        order.claimed = in.decimal("claimed");
        order.claimedPrice = in.decimal("claimedPrice");
        order.cancelRequested = in.flag("cancelRequested");
        order.contract = in.isExtended() ? in.text("contract") : null;
        return order;
    }
}
