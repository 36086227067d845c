package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What MetaTrader and its broker hold, whatever EA comes and goes: orders, positions, deals. A position has the ticket of
 * the order that opened it. Under the lock of whoever uses it.
 */
final class FakeTerminal {
    /** What becomes of a market order. */
    enum Market {
        EXECUTED,
        /** The terminal says no. */
        REFUSED,
        /** The terminal says no since the broker did not answer in time, and executes it all the same. */
        EXECUTED_AFTER_TIMEOUT,
        /** The terminal says yes, and nothing follows yet. */
        WAITS
    }

    /** A symbol of the broker. */
    static final class Symbol {
        String bid = "16250.1";
        String ask = "16250.3";
        String last = "0";
        final double volumeMin = 0.01;
        final double volumeMax = 100;
    }

    /** A position or a pending order. */
    static final class Line {
        final long ticket;
        final int magic;
        final String symbol;
        final String type;
        final String comment;
        final String price;
        BigDecimal lots;

        private Line(
                long ticket, int magic, String symbol, String type, BigDecimal lots, String price, String comment) {
            this.ticket = ticket;
            this.magic = magic;
            this.symbol = symbol;
            this.type = type;
            this.lots = lots;
            this.price = price;
            this.comment = comment;
        }
    }

    record Deal(
            long ticket,
            int magic,
            String symbol,
            BigDecimal lots,
            String type,
            String entry,
            String price,
            String comment) {}

    final Map<String, Symbol> symbols = new TreeMap<>();
    final Map<Long, Line> positions = new LinkedHashMap<>();
    final Map<Long, Line> orders = new LinkedHashMap<>();
    final List<Deal> deals = new ArrayList<>();
    /** How often an order of each comment was taken. */
    final Map<String, Integer> taken = new TreeMap<>();

    boolean hedging = true;
    /** Whether the broker writes its own comments. */
    boolean altersComments;

    Market market = Market.EXECUTED;
    private final List<Runnable> late = new ArrayList<>();
    private long lastTicket = 5_000;

    FakeTerminal() {
        symbols.put("NAS100", new Symbol());
        symbols.put("US500.r", new Symbol());
    }

    /** CTrade.Buy, CTrade.Sell. */
    boolean deal(boolean buys, BigDecimal lots, String symbol, int magic, String comment) {
        taken.merge(comment, 1, Integer::sum);
        Line order = line(magic, symbol, buys ? "buy" : "sell", lots, price(buys, symbol), comment);
        switch (market) {
            case EXECUTED -> execute(order, lots, order.price);
            case EXECUTED_AFTER_TIMEOUT, WAITS -> late.add(() -> execute(order, lots, order.price));
            case REFUSED -> {}
        }
        return market == Market.EXECUTED || market == Market.WAITS;
    }

    private String price(boolean buys, String symbol) {
        Symbol quote = symbols.get(symbol);
        return buys ? quote.ask : quote.bid;
    }

    /** CTrade.BuyLimit and its like. */
    boolean pending(String type, BigDecimal lots, String price, String symbol, int magic, String comment) {
        taken.merge(comment, 1, Integer::sum);
        Line order = line(magic, symbol, type, lots, price, comment);
        orders.put(order.ticket, order);
        return true;
    }

    private Line line(int magic, String symbol, String type, BigDecimal lots, String price, String comment) {
        lastTicket++;
        return new Line(lastTicket, magic, symbol, type, lots, price, altersComments ? "broker's own" : comment);
    }

    /** What waited is executed now. */
    void executeLate() {
        late.forEach(Runnable::run);
        late.clear();
    }

    /** Executes some of a pending order. */
    void executePending(long ticket, BigDecimal lots, String price) {
        Line order = orders.get(ticket);
        order.lots = order.lots.subtract(lots);
        if (order.lots.signum() == 0) {
            orders.remove(ticket);
        }
        execute(order, lots, price);
    }

    private void execute(Line order, BigDecimal lots, String price) {
        boolean buys = order.type.startsWith("buy");
        String entry = "entry_in";
        Line held = hedging ? positions.get(order.ticket) : positionIn(order.symbol);
        if (held == null) {
            positions.put(
                    order.ticket,
                    new Line(
                            order.ticket,
                            order.magic,
                            order.symbol,
                            buys ? "buy" : "sell",
                            lots,
                            price,
                            order.comment));
        } else {
            BigDecimal signed = held.type.equals("buy") == buys ? held.lots.add(lots) : held.lots.subtract(lots);
            entry = held.type.equals("buy") == buys ? "entry_in" : signed.signum() < 0 ? "in_out" : "entry_out";
            positions.remove(held.ticket);
            if (signed.signum() != 0) {
                String type = signed.signum() > 0 == held.type.equals("buy") ? "buy" : "sell";
                positions.put(
                        held.ticket,
                        new Line(held.ticket, held.magic, held.symbol, type, signed.abs(), price, held.comment));
            }
        }
        addDeal(order.magic, order.symbol, lots, buys, entry, price, order.comment);
    }

    private Line positionIn(String symbol) {
        return positions.values().stream()
                .filter(position -> position.symbol.equals(symbol))
                .findFirst()
                .orElse(null);
    }

    private void addDeal(
            int magic, String symbol, BigDecimal lots, boolean buys, String entry, String price, String comment) {
        lastTicket++;
        deals.add(new Deal(lastTicket, magic, symbol, lots, buys ? "buy" : "sell", entry, price, comment));
    }

    /** The position's stop loss: a deal of the other side, with the position's magic. */
    void stopLoss(long ticket) {
        Line position = positions.remove(ticket);
        addDeal(
                position.magic,
                position.symbol,
                position.lots,
                !position.type.equals("buy"),
                "entry_out",
                "16000",
                "[sl 16000]");
    }

    /** CTrade.PositionClose; the deal has the magic of the EA's last order. */
    boolean closePosition(long ticket, int magic) {
        Line position = positions.remove(ticket);
        boolean buys = !position.type.equals("buy");
        addDeal(magic, position.symbol, position.lots, buys, "entry_out", price(buys, position.symbol), "");
        return true;
    }

    /** CTrade.PositionClosePartial: for hedging accounts; the terminal refuses a volume that is none. */
    boolean closePart(long ticket, double lots, int magic) {
        Line position = positions.get(ticket);
        if (!hedging || lots < symbols.get(position.symbol).volumeMin) {
            return false;
        }
        BigDecimal closed = BigDecimal.valueOf(lots);
        position.lots = position.lots.subtract(closed);
        addDeal(magic, position.symbol, closed, !position.type.equals("buy"), "entry_out", position.price, "");
        return true;
    }

    /** The ticket of the pending order with this comment. */
    long ticketOf(String comment) {
        return orders.values().stream()
                .filter(order -> order.comment.equals(comment))
                .findFirst()
                .orElseThrow()
                .ticket;
    }
}
