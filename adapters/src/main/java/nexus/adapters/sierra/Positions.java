package nexus.adapters.sierra;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.sierra.dtc.AccountMessages.CurrentPositionsRequest;
import nexus.adapters.sierra.dtc.AccountMessages.PositionUpdate;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;

/**
 * What the server says that the account holds, for the gateway to compare. Told half a second late: the server tells a
 * position before or after the execution that made it, and the gateway takes what differs for a fault.
 */
final class Positions {
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int REQUEST = 2_000_000;

    private final SymbolTable symbols;
    private final TradeAccounts accounts;
    private final PlatformLink link;
    private final Map<String, Position> waiting = new LinkedHashMap<>();
    private final Set<String> listed = new HashSet<>();

    private record Position(BigDecimal quantity, BigDecimal averagePrice, long dueNanos) {}

    Positions(SymbolTable symbols, TradeAccounts accounts, PlatformLink link) {
        this.symbols = symbols;
        this.accounts = accounts;
        this.link = link;
    }

    /** Asks for all of them. */
    void askAll(DtcSession session) {
        listed.clear();
        session.send(
                Message.of(MessageType.CURRENT_POSITIONS_REQUEST).put(CurrentPositionsRequest.REQUEST_ID, REQUEST));
    }

    /** Takes one, asked for or not. */
    void take(Message update, long nowNanos) {
        boolean none = update.flag(PositionUpdate.NO_POSITIONS);
        SymbolTable.Entry entry = symbols.sierraNamed(update.text(PositionUpdate.SYMBOL));
        String account = update.text(PositionUpdate.TRADE_ACCOUNT);
        BigDecimal quantity = update.decimal(PositionUpdate.QUANTITY);
        boolean ours = account.isEmpty() || account.equals(accounts.name());
        if (!none && entry != null && ours && quantity != null) {
            listed.add(entry.symbol().name());
            BigDecimal price = quantity.signum() == 0 ? null : update.decimal(PositionUpdate.AVERAGE_PRICE);
            waiting.put(entry.symbol().name(), new Position(quantity, price, nowNanos + LATE_NANOS));
        }
        boolean last = none
                || update.number(PositionUpdate.MESSAGE_NUMBER) >= update.number(PositionUpdate.TOTAL_NUMBER_MESSAGES);
        if (last && update.number(PositionUpdate.REQUEST_ID) == REQUEST) {
            restAreFlat(nowNanos);
        }
    }

    private void restAreFlat(long nowNanos) {
        for (SymbolTable.Entry entry : symbols.all()) {
            String name = entry.symbol().name();
            if (!listed.contains(name)) {
                waiting.put(name, new Position(BigDecimal.ZERO, null, nowNanos + LATE_NANOS));
            }
        }
    }

    /** Tells those that are due; how many. */
    int pass(long nowNanos) {
        int count = 0;
        Iterator<Map.Entry<String, Position>> all = waiting.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Position> next = all.next();
            Position position = next.getValue();
            if (nowNanos - position.dueNanos() >= 0) {
                link.position(next.getKey(), position.quantity(), position.averagePrice());
                all.remove();
                count++;
            }
        }
        return count;
    }

    /** When {@link #pass} must be called at the latest. */
    long dueNanos(long nowNanos) {
        long due = nowNanos + TimeUnit.SECONDS.toNanos(10);
        for (Position position : waiting.values()) {
            due = Math.min(due, position.dueNanos());
        }
        return due;
    }

    /** The session is over: what waits may be out of date. */
    void clear() {
        waiting.clear();
    }
}
