package nexus.replay.diff;

import java.math.BigDecimal;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.journal.message.Code;
import nexus.replay.profit.Amounts;

/**
 * What became of something on one of the two sides.
 *
 * @param text for people
 * @param code why not, where something was refused; else null
 * @param quantity of an order or execution, in the platform's units; else null
 * @param isAssumed whether it rests on an assumption
 */
record Outcome(String text, Code code, BigDecimal quantity, boolean isAssumed) {
    static final Outcome ACCEPTED = new Outcome("accepted", null, null, false);
    static final Outcome NOTHING = new Outcome("nothing", null, null, false);

    static Outcome refused(Code code) {
        return new Outcome("refused: " + code, code, null, false);
    }

    /** @param code why there is no order; null where nothing is said of the platform */
    static Outcome noOrder(Code code) {
        return new Outcome(code == null ? "no order" : "no order: " + code, code, null, false);
    }

    static Outcome order(OrderView order) {
        return new Outcome(
                number(order.platformQuantity()) + " " + order.platformSymbol(), null, order.platformQuantity(), false);
    }

    /** An order of which something is assumed. */
    Outcome assumed(String what) {
        return new Outcome(text + ", " + what, code, quantity, true);
    }

    static Outcome state(OrderView order) {
        String done = order.filled().signum() == 0
                ? ""
                : " " + number(order.filled())
                        + (order.averagePrice() == null ? "" : " at " + number(order.averagePrice()));
        return new Outcome(order.state() + done, null, order.filled(), false);
    }

    static Outcome execution(CountedExecution execution) {
        return new Outcome(
                (execution.side() == null ? "?" : execution.side()) + " " + number(execution.counted()) + " "
                        + execution.symbol() + " at " + number(execution.price())
                        + (execution.flags().isEmpty() ? "" : " " + execution.flags()),
                null,
                execution.counted(),
                false);
    }

    private static String number(BigDecimal value) {
        return Amounts.single(value, Amounts.FINE);
    }
}
