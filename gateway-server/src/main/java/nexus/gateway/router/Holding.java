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

    /** What {@link #worst} gives, since each order asks several times; null where something has moved since. */
    private BigDecimal worstBuys;

    private BigDecimal worstSells;
    private BigDecimal worst;

    /** Whose last price counts, as far as it was looked up in {@link #instrumentsOfTable}. */
    Instrument instrument;

    SymbolTable instrumentsOfTable;

    Holding(String platform, String symbol) {
        this.platform = platform;
        this.symbol = symbol;
    }

    void add(Position position) {
        positions.add(position);
        position.holding = this;
        recount();
    }

    /** A position has moved. */
    void recount() {
        worstBuys = null;
        worstSells = null;
        worst = null;
    }

    /** What orders may still buy or sell is so much more, or less. */
    void addLeaves(Side side, BigDecimal change) {
        worst = null;
        if (side == Side.BUY) {
            buys = buys.add(change);
            worstBuys = null;
        } else {
            sells = sells.add(change);
            worstSells = null;
        }
    }

    /** The most that it can come to on this side if only that side's orders are filled; negative beyond zero. */
    BigDecimal worst(Side side) {
        if (side == Side.BUY) {
            worstBuys = worstBuys == null ? sum(side) : worstBuys;
            return worstBuys;
        }
        worstSells = worstSells == null ? sum(side) : worstSells;
        return worstSells;
    }

    private BigDecimal sum(Side side) {
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
        if (worst == null) {
            worst = worst(Side.BUY).max(worst(Side.SELL)).max(BigDecimal.ZERO);
        }
        return worst;
    }
}
