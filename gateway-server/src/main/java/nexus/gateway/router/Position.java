package nexus.gateway.router;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;

/** What is held of one symbol on one platform, by the executions. Universal units; negative is short. */
final class Position {
    final String platform;
    final String symbol;

    /** Which contract of a future, such as {@code NQH25}; null where the symbol is none, or nobody knows. */
    String contract;

    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal averagePrice = BigDecimal.ZERO;

    /** Executions whose side nobody knows: money moved, but which way is unsaid. */
    BigDecimal sideUnknown = BigDecimal.ZERO;

    /** What the platform says of it; null while it has said nothing, and without alerts. */
    Stated stated;

    /** Where it counts; null while it does not yet. */
    Holding holding;

    /** Whose prices are its own. */
    final PositionInstruments instruments = new PositionInstruments();

    /** What it has brought; null while nobody knows what the symbol is worth. */
    Profit profit;

    Position(String platform, String symbol, String contract) {
        this.platform = platform;
        this.symbol = symbol;
        this.contract = contract;
    }

    /** Platform and symbol, or contract where there is one: who can hold something else. */
    String subject() {
        return platform + '/' + (contract == null ? symbol : contract);
    }

    /** Whether a symbol of the position's platform is what is held here. */
    boolean isIn(Instrument instrument) {
        return symbol.equals(instrument.universal()) && Objects.equals(contract, instrument.contract());
    }

    /** Takes in an execution. The average price is that of what was opened; closing leaves it, crossing zero resets it. */
    void add(Side side, BigDecimal executed, BigDecimal price) {
        if (side == null) {
            sideUnknown = Units.normal(sideUnknown.add(executed));
            recount();
            return;
        }
        BigDecimal signed = side == Side.BUY ? executed : executed.negate();
        BigDecimal after = quantity.add(signed);
        if (quantity.signum() == 0 || quantity.signum() == signed.signum()) {
            BigDecimal cost = averagePrice.multiply(quantity.abs()).add(price.multiply(executed));
            averagePrice = cost.divide(after.abs(), MathContext.DECIMAL64);
        } else if (after.signum() == 0) {
            averagePrice = BigDecimal.ZERO;
        } else if (after.signum() == signed.signum()) {
            averagePrice = price;
        }
        averagePrice = Units.normal(averagePrice);
        quantity = Units.normal(after);
        moved();
    }

    /** An operator has looked at the platform: this is what is held. */
    void set(BigDecimal held, BigDecimal price) {
        quantity = Units.normal(held);
        averagePrice = Units.normal(price);
        sideUnknown = BigDecimal.ZERO;
        if (profit != null) {
            profit.set(quantity, averagePrice);
        }
        moved();
        if (stated != null) {
            stated.settle();
        }
    }

    private void moved() {
        recount();
        if (stated != null) {
            stated.moved(quantity);
        }
    }

    private void recount() {
        if (holding != null) {
            holding.recount();
        }
    }
}
