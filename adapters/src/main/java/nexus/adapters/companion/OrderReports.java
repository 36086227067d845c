package nexus.adapters.companion;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nexus.adapters.link.Commission;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.StoredOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the companion says of orders, for the desk. */
final class OrderReports {
    private static final Logger LOG = LoggerFactory.getLogger(OrderReports.class);

    private final OrderDesk desk;
    private final Consumer<String> say;
    private final LongConsumer resyncSince;
    /** Orders of which the companion knows executions that have not come yet. */
    private final Set<String> behind = new LinkedHashSet<>();

    /** @param resyncSince asks for all executions since a time, in nanoseconds since the epoch */
    OrderReports(OrderDesk desk, Consumer<String> say, LongConsumer resyncSince) {
        this.desk = desk;
        this.say = say;
        this.resyncSince = resyncSince;
    }

    /** A connection is new: what was asked on an earlier one is not answered any more. */
    void begin() {
        behind.clear();
    }

    void ack(Line line) {
        desk.acknowledged(line.text("ref"), line.name("platform_id"));
    }

    void reject(Line line) {
        desk.rejected(line.text("ref"), line.text("reason"));
    }

    void canceled(Line line) {
        desk.canceled(line.text("ref"), line.text("reason"));
    }

    void execution(Line line) {
        String platformId = line.name("platform_id");
        String ref = line.text("ref");
        if (ref == null && platformId != null) {
            // A companion that was restarted may know the platform's name for the order alone.
            StoredOrder order = desk.store().byPlatformId(platformId);
            if (order == null) {
                LOG.debug("an execution of the platform's order {}, which is none of ours", platformId);
                return;
            }
            ref = order.ref();
        }
        String execId = line.name("exec_id");
        BigDecimal quantity = line.decimal("quantity");
        BigDecimal price = line.decimal("price");
        if (ref == null || execId == null || quantity == null || quantity.signum() <= 0 || price == null) {
            say.accept(
                    "an execution that cannot be read (ref " + ref + ", exec_id " + execId + "): look on the platform");
            return;
        }
        if (desk.store().find(ref) == null) {
            LOG.warn("execution {} is of {}, which is no order of ours", execId, ref);
            return;
        }
        desk.acknowledged(ref, platformId);
        Commission commission = Commission.of(line.decimal("commission"), line.text("currency"));
        desk.executed(ref, execId, quantity, price, TickLine.timeNanos(line, 0), commission);
    }

    void status(Line line) {
        String ref = line.text("ref");
        StoredOrder order = desk.store().find(ref);
        if (order == null) {
            return;
        }
        BigDecimal filled = line.decimal("filled");
        if (filled != null && filled.compareTo(order.filled()) > 0) {
            behind.add(ref);
            resyncSince.accept(order.receivedNanos());
            return;
        }
        String status = line.text("status");
        switch (status == null ? "" : status) {
            case "WORKING", "PARTIALLY_FILLED" -> desk.acknowledged(ref, line.name("platform_id"));
            case "CANCELED" -> desk.canceled(ref, "as the platform says");
            case "REJECTED" -> desk.rejected(ref, "as the platform says");
            case "FILLED" -> {}
            default -> {
                // It was sent, so that the platform has never had it is not certain.
                say.accept("order " + ref + " is not found on the platform and stays in doubt: look there");
                return;
            }
        }
        desk.stands(ref);
    }

    /** Everything that a resync asked for was told. */
    void resynced() {
        behind.forEach(desk::stands);
        behind.clear();
    }
}
