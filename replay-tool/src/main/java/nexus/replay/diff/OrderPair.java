package nexus.replay.diff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import nexus.gateway.router.OrderView;

/**
 * What one signal became on one platform: an order then, an order now, or both. Remembers how far the recorded one was
 * filled, so that the other's fills can be had from it.
 */
final class OrderPair {
    private final BigDecimal lotStep;
    private OrderView then;
    private OrderView now;
    private BigDecimal filledThen = BigDecimal.ZERO;
    private BigDecimal filledNow = BigDecimal.ZERO;
    private boolean isReported;

    /**
     * Made by one signal.
     *
     * @param then null if there was none
     * @param now null if there is none
     * @param lotStep of the platform under the other configuration, in its units
     */
    OrderPair(OrderView then, OrderView now, BigDecimal lotStep) {
        this.then = then;
        this.now = now;
        this.lotStep = lotStep;
    }

    OrderView then() {
        return then;
    }

    OrderView now() {
        return now;
    }

    void then(OrderView view) {
        then = view;
    }

    void now(OrderView view) {
        now = view;
    }

    boolean isBoth() {
        return then != null && now != null;
    }

    /** Whether the platform was sent another quantity, or another symbol. */
    boolean isChanged() {
        return !hasSameQuantity()
                || then.quantity().compareTo(now.quantity()) != 0
                || !then.platformSymbol().equals(now.platformSymbol());
    }

    boolean hasSameQuantity() {
        return then.platformQuantity().compareTo(now.platformQuantity()) == 0;
    }

    /** Whether what came for the one can be given to the other as it is. */
    boolean isSameToPlatform() {
        return hasSameQuantity()
                && then.ref().equals(now.ref())
                && then.wireId().equals(now.wireId())
                && then.platformSymbol().equals(now.platformSymbol());
    }

    /**
     * The part of a recorded execution that falls to the other order: all that is filled by now, in proportion to the
     * quantities and rounded down to the lot step, less what has fallen to it before. So it is complete when the
     * recorded one is.
     *
     * @param executed of the recorded one, in platform units
     * @return in platform units, 0 or more
     */
    BigDecimal share(BigDecimal executed) {
        filledThen = filledThen.add(executed);
        BigDecimal filled = scaled(filledThen);
        BigDecimal share = filled.subtract(filledNow);
        filledNow = filled;
        return share;
    }

    /** A recorded cumulative quantity in proportion, rounded down to the lot step. */
    BigDecimal scaled(BigDecimal cumulative) {
        if (hasSameQuantity()) {
            return cumulative;
        }
        BigDecimal exact =
                cumulative.multiply(now.platformQuantity()).divide(then.platformQuantity(), MathContext.DECIMAL128);
        return exact.divide(lotStep, 0, RoundingMode.DOWN).multiply(lotStep);
    }

    /** Whether both have come to their ends, as far as there are two. */
    boolean isEnded() {
        return (then == null || then.isEnded()) && (now == null || now.isEnded());
    }

    /** Says once that the two came to stand differently. Returns false if it has been said. */
    boolean report() {
        boolean isNew = !isReported;
        isReported = true;
        return isNew;
    }
}
