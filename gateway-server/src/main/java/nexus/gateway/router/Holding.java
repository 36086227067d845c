package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One universal symbol on one platform: what is held, and what the orders that have not ended may still add, each side
 * for itself. Universal units.
 */
final class Holding {
    final String platform;
    final String symbol;
    private final List<Position> positions = new ArrayList<>(1);
    private BigDecimal buys = BigDecimal.ZERO;
    private BigDecimal sells = BigDecimal.ZERO;

    /** Whose last price counts, as far as it was looked up in {@link #instrumentsOfTable}. */
    Instrument instrument;

    SymbolTable instrumentsOfTable;

    Holding(String platform, String symbol) {
        this.platform = platform;
        this.symbol = symbol;
    }

    void add(Position position) {
        positions.add(position);
    }

    /** What orders may still buy or sell is so much more, or less. */
    void addLeaves(Side side, BigDecimal change) {
        if (side == Side.BUY) {
            buys = buys.add(change);
        } else {
            sells = sells.add(change);
        }
    }

    /** The most that it can come to on this side if only that side's orders are filled; negative beyond zero. */
    BigDecimal worst(Side side) {
        BigDecimal sum = side == Side.BUY ? buys : sells;
        for (int i = 0; i < positions.size(); i++) {
            Position position = positions.get(i);
            sum = side == Side.BUY ? sum.add(position.quantity) : sum.subtract(position.quantity);
            if (position.sideUnknown.signum() != 0) {
                sum = sum.add(position.sideUnknown);
            }
        }
        return sum;
    }

    /** The most that it can come to, long or short, 0 or more. */
    BigDecimal worst() {
        return worst(Side.BUY).max(worst(Side.SELL)).max(BigDecimal.ZERO);
    }
}
