package nexus.adapters.sierra;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.sierra.Executions.Execution;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;

/**
 * What ORDER_UPDATE says, told to the desk. The reason says what happened, the status how the order stands now; an
 * execution is told by reasons 4 and 5 alone, and what an update knows to be executed beyond that is asked for. An end is
 * told once the executions before it are.
 */
final class OrderUpdates {
    private static final int RESTATED = 1;
    private static final int FILLED = 4;
    private static final int FILLED_PARTIALLY = 5;
    private static final int REPLACED = 7;
    private static final int NEW_ORDER_REJECTED = 8;
    private static final int CANCEL_REJECTED = 9;
    private static final int REPLACE_REJECTED = 10;

    private final OrderDesk desk;
    private final OrderAnswers answers;
    private final Executions executions;
    private final Consumer<String> accepted;
    private final Consumer<String> askFor;
    private final Consumer<String> say;
    private final Map<String, Standing> standings = new HashMap<>();

    /**
     * @param accepted takes the ref of an order that the server has named: it can be canceled now
     * @param askFor takes the ref of an order of which the server has executed more than it told
     */
    OrderUpdates(
            OrderDesk desk,
            OrderAnswers answers,
            Executions executions,
            Consumer<String> accepted,
            Consumer<String> askFor,
            Consumer<String> say) {
        this.desk = desk;
        this.answers = answers;
        this.executions = executions;
        this.accepted = accepted;
        this.askFor = askFor;
        this.say = say;
    }

    /** Takes an update; the ref of the order of ours that it is about, or null. */
    String take(Message update) {
        int reason = update.number(OrderUpdate.ORDER_UPDATE_REASON);
        String serverOrderId = update.text(OrderUpdate.SERVER_ORDER_ID);
        String ref = refOf(update, serverOrderId);
        if (ref == null) {
            Execution execution = executionIn(update, reason);
            if (execution != null && !serverOrderId.isEmpty()) {
                executions.ofServerOrder(serverOrderId, execution);
            }
            return null;
        }
        Standing standing = new Standing(
                update.number(OrderUpdate.ORDER_STATUS),
                update.decimal(OrderUpdate.FILLED_QUANTITY),
                update.decimal(OrderUpdate.AVERAGE_FILL_PRICE),
                update.text(OrderUpdate.INFO_TEXT));
        switch (reason) {
            case NEW_ORDER_REJECTED -> refused(ref, serverOrderId, standing);
            case CANCEL_REJECTED, REPLACE_REJECTED -> changeRefused(ref, standing);
            default -> {
                named(ref, serverOrderId, standing);
                if (reason == REPLACED) {
                    say.accept("order " + ref + " was changed in Sierra Chart");
                }
                executed(ref, update, reason);
                stands(ref, standing, reason != RESTATED);
            }
        }
        return ref;
    }

    private String refOf(Message update, String serverOrderId) {
        String clientOrderId = update.text(OrderUpdate.CLIENT_ORDER_ID);
        if (desk.store().find(clientOrderId) != null) {
            return clientOrderId;
        }
        StoredOrder order = desk.store().byPlatformId(serverOrderId);
        if (order == null) {
            order = desk.store().byPlatformId(update.text(OrderUpdate.PREVIOUS_SERVER_ORDER_ID));
        }
        if (order == null) {
            order = desk.store().find(update.text(OrderUpdate.PREVIOUS_CLIENT_ORDER_ID));
        }
        return order == null ? null : order.ref();
    }

    private void named(String ref, String serverOrderId, Standing standing) {
        if (serverOrderId.isEmpty() || standing.status() == Standing.REJECTED) {
            return;
        }
        desk.acknowledged(ref, serverOrderId);
        executions.named(ref, serverOrderId);
        accepted.accept(ref);
    }

    private void executed(String ref, Message update, int reason) {
        Execution execution = executionIn(update, reason);
        if (execution != null) {
            executions.of(ref, execution);
        }
    }

    /** The execution that an update tells; null if it tells none, or not which. */
    private static Execution executionIn(Message update, int reason) {
        if (reason != FILLED && reason != FILLED_PARTIALLY) {
            return null;
        }
        String id = update.text(OrderUpdate.LAST_FILL_EXECUTION_ID);
        BigDecimal quantity = update.decimal(OrderUpdate.LAST_FILL_QUANTITY);
        BigDecimal price = update.decimal(OrderUpdate.LAST_FILL_PRICE);
        if (id.isEmpty() || quantity == null || quantity.signum() <= 0 || price == null) {
            return null;
        }
        long filledAt = DtcTimes.ofSecondsOrMillis(update.whole(OrderUpdate.LAST_FILL_DATE_TIME));
        long changedAt = DtcTimes.ofSeconds(update.real(OrderUpdate.LATEST_TRANSACTION_DATE_TIME));
        return new Execution(id, quantity, price, filledAt == 0 ? changedAt : filledAt);
    }

    private void refused(String ref, String serverOrderId, Standing standing) {
        StoredOrder order = desk.store().find(ref);
        if (order.acknowledged() && !serverOrderId.equals(order.platformId())) {
            say.accept("Sierra Chart refuses a second order with the id " + ref + ", which is not ours: "
                    + standing.text());
            return;
        }
        desk.rejected(ref, "Sierra Chart: " + standing.text());
    }

    private void changeRefused(String ref, Standing standing) {
        say.accept("Sierra Chart does not cancel or change order " + ref + ": " + standing.text());
        if (standing.isWorking()) {
            desk.stands(ref);
        } else if (standing.status() == Standing.CANCELED) {
            stands(ref, standing, true);
        } else {
            // Filled, or not known to the server, or it does not say.
            askFor.accept(ref);
        }
    }

    private void stands(String ref, Standing standing, boolean mayAsk) {
        StoredOrder order = desk.store().find(ref);
        if (!order.isOpen()) {
            standings.remove(ref);
        } else if (standing.isAheadOf(order.filled())) {
            standings.put(ref, standing);
            if (mayAsk) {
                askFor.accept(ref);
            }
        } else if (standing.isEnd()) {
            ended(ref, standing);
        }
    }

    private void ended(String ref, Standing standing) {
        standings.remove(ref);
        StoredOrder order = desk.store().find(ref);
        if (standing.status() == Standing.REJECTED && order.filled().signum() == 0) {
            desk.rejected(ref, "Sierra Chart: " + standing.text());
        } else if (standing.status() == Standing.FILLED) {
            desk.canceled(ref, "its quantity was reduced in Sierra Chart to what is filled");
        } else {
            desk.canceled(ref, standing.text().isEmpty() ? "canceled in Sierra Chart" : standing.text());
        }
    }

    /**
     * All orders and executions were asked for: tells where an order stands, if that can be said.
     *
     * @param listed whether the server listed it
     * @param complete whether it gave all that was asked for
     */
    void settle(String ref, boolean listed, boolean complete) {
        StoredOrder order = desk.store().find(ref);
        Standing standing = standings.remove(ref);
        if (!order.isOpen()) {
            desk.stands(ref);
        } else if (standing != null && standing.isAheadOf(order.filled())) {
            missing(order, standing, complete);
        } else if (standing != null && standing.isEnd()) {
            ended(ref, standing);
        } else if (listed) {
            desk.stands(ref);
        } else if (complete && order.acknowledged()) {
            desk.canceled(ref, "Sierra Chart no longer lists it and has no further executions of it");
        } else {
            say.accept("order " + ref + " (" + order.request().side() + " "
                    + order.request().quantity().toPlainString() + " "
                    + order.request().symbol()
                    + ") is in doubt: Sierra Chart "
                    + (complete ? "does not list it" : "has not said where it stands")
                    + ". Look for it in Trade > Trade Orders and Positions"
                    + " and in Trade > Trade Activity Log, then tell the gateway: bin/gateway resolve");
        }
    }

    /** The server's count is told, but no execution is made up of it. */
    private void missing(StoredOrder order, Standing standing, boolean complete) {
        say.accept("order " + order.ref() + ": Sierra Chart says that "
                + standing.filled().toPlainString()
                + " are filled and " + (complete ? "has" : "has not told its") + " executions of "
                + order.filled().toPlainString() + ": see Trade > Trade Activity Log");
        if (standing.isEnd() && standing.status() != Standing.FILLED) {
            ended(order.ref(), standing);
        }
        answers.status(order.ref(), standing.gatewayStatus(), standing.filled(), standing.averagePrice());
    }
}
