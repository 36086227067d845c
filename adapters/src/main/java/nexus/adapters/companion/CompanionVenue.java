package nexus.adapters.companion;

import nexus.adapters.link.OrderRequest;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.orders.Venue;

/** Orders on their way to the companion. */
final class CompanionVenue implements Venue {
    private final CompanionSession session;
    private final CompanionPort port;

    CompanionVenue(CompanionSession session, CompanionPort port) {
        this.session = session;
        this.port = port;
    }

    @Override
    public String whyClosed() {
        return session.whyClosed();
    }

    @Override
    public Steps steps(String symbol) {
        return session.steps(symbol);
    }

    @Override
    public void send(OrderRequest order) {
        port.send(Line.write(
                "order",
                "ref",
                order.ref(),
                "symbol",
                order.symbol(),
                "side",
                order.side(),
                "quantity",
                order.quantity(),
                "order_type",
                order.type(),
                "limit_price",
                order.limitPrice(),
                "stop_price",
                order.stopPrice(),
                "time_in_force",
                order.timeInForce()));
    }

    @Override
    public void cancel(StoredOrder order) {
        port.send(Line.write("cancel", "ref", order.ref(), "platform_id", order.platformId()));
    }

    @Override
    public void ask(StoredOrder order) {
        port.send(Line.write("status", "ref", order.ref(), "platform_id", order.platformId()));
    }
}
