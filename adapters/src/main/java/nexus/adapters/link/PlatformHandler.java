package nexus.adapters.link;

/**
 * What the gateway asks of a platform. Called on the link's thread: return soon, and hand longer work to a thread of
 * your own. A method that throws stops the link.
 */
public interface PlatformHandler {
    /** An order, once per {@code ref} in the life of the link. */
    void order(OrderRequest order);

    /** Cancel what is still open; the ref may be one that was never handed over. */
    void cancel(String ref);

    /** Answer with {@link OrderAnswers#status}; the ref may be one that was never handed over. */
    void statusRequest(String ref);

    /** An order came again and is not to be executed; the link has answered it. */
    default void orderRepeated(OrderRequest order) {}

    /** The gateway has taken us under our name. */
    default void linkUp() {}

    /** The gateway is gone; the link tries again by itself. */
    default void linkDown(String reason) {}

    /** The gateway refused something. */
    default void refused(String code, String reason) {}

    /** The link has ended for good: it was closed, or another client has taken our name over. */
    default void linkEnded(String reason) {}
}
