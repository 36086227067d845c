package nexus.adapters.orders;

import nexus.adapters.link.OrderRequest;

/** The platform's side of an adapter, as {@link OrderDesk} needs it. Called on the adapter's own thread. */
public interface Venue {
    /** Why no order can be sent now, and what to do on the platform; null if one can. */
    String whyClosed();

    /** What the platform takes of a symbol; null if it has no such symbol. */
    Steps steps(String symbol);

    /**
     * Sends an order, which is on disk as being sent. What the platform answers comes to the desk, then or later.
     *
     * @throws VenueException if it was certainly not sent
     */
    void send(OrderRequest order) throws VenueException;

    /** Asks the platform to cancel what is open of an order that was sent. */
    void cancel(StoredOrder order);

    /**
     * Finds out where an order stands that was sent and has not ended, and tells the desk ({@link OrderDesk#stands}).
     * Says nothing where the platform cannot tell: the gateway keeps the order in doubt.
     */
    void ask(StoredOrder order);
}
