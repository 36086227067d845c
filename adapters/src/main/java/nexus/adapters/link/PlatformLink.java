package nexus.adapters.link;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform's connection to the gateway.
 *
 * <p>A thread of its own connects, registers and reconnects; each connection is a new socket, so nothing that was queued
 * for an earlier one is ever sent or received. While there is no connection ticks are dropped and counted, and order
 * events are kept in order and sent once the gateway has taken us again. Order events sent shortly before a disconnect
 * are sent once more, which the gateway recognises by their {@code exec_id}; statuses and positions are not, for they
 * may be out of date by then and the gateway asks again.
 *
 * <p>All methods return at once and are safe from any thread, the handler's included.
 */
public final class PlatformLink implements OrderAnswers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformLink.class);

    private final LinkSettings settings;
    private final PlatformMessages messages;
    private final LinkCounters counters = new LinkCounters();
    private final KnownOrders known = new KnownOrders();
    private final Outbox outbox;
    private final TickQueue ticks;
    private final DealerLoop loop;

    private PlatformLink(LinkSettings settings, PlatformHandler handler, LinkTime time) {
        this.settings = settings;
        this.messages = new PlatformMessages(settings, time);
        // v0 has no exec ids: a repeated fill would count twice.
        this.outbox = new Outbox(
                settings.maxOrderEvents(), settings.v0() ? 0 : TimeUnit.SECONDS.toNanos(settings.resendSeconds()));
        this.ticks = new TickQueue(settings.maxTicks(), counters);
        this.loop = DealerLoop.create(
                "link-" + settings.platform(),
                settings.endpoint(),
                settings.keys(),
                Backoff.standard(settings.backoffSeed()),
                time,
                new PlatformSession(this, settings, handler, time));
    }

    /** Begins to connect. */
    public static PlatformLink open(LinkSettings settings, PlatformHandler handler) {
        return open(settings, handler, LinkTime.system());
    }

    /** Begins to connect, with clocks of the caller's. */
    public static PlatformLink open(LinkSettings settings, PlatformHandler handler, LinkTime time) {
        PlatformLink link = create(settings, handler, time);
        link.start();
        return link;
    }

    /** A link that does nothing before {@link #start}: for a handler that needs the link to be there first. */
    public static PlatformLink create(LinkSettings settings, PlatformHandler handler, LinkTime time) {
        return new PlatformLink(settings, handler, time);
    }

    /**
     * An order from before this link's life, of which more may come. Before {@link #start}.
     *
     * @param filled quantity executed so far
     * @param averagePrice of what was executed, or null
     */
    public void remember(OrderRequest order, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
        known.restore(order, status, filled, averagePrice);
    }

    /** Begins to connect. */
    public void start() {
        loop.start();
    }

    /** Sends a tick; false, and counted, if there is no connection or too many wait already. */
    public boolean marketData(Tick tick) {
        if (!ticks.isOpen()) {
            counters.ticksDropped(1);
            return false;
        }
        boolean taken = ticks.offer(messages.marketData(tick));
        loop.wake();
        return taken;
    }

    /** Whether a tick would be taken now: what a source that can wait asks first. */
    public boolean hasRoomForTick() {
        return ticks.hasRoom();
    }

    /** Whether the gateway has taken us and the connection stands, as far as is known. */
    public boolean isUp() {
        return ticks.isOpen();
    }

    /** Whether the link has ended for good. */
    public boolean isEnded() {
        return loop.isEnded();
    }

    public LinkCounters counters() {
        return counters;
    }

    @Override
    public boolean ack(String ref, String platformOrderId) {
        return settings.v0() || keep(messages.ack(ref, orderId(ref), platformOrderId), true);
    }

    @Override
    public boolean fill(Fill fill) {
        OrderStatus status = known.executed(fill);
        return keep(messages.fill(fill, orderId(fill.ref()), status), true);
    }

    /** Tells an execution again that is part of what was {@link #remember remembered}: the gateway may have missed it. */
    public boolean retell(Fill fill) {
        KnownOrders.Standing standing = known.find(fill.ref());
        return keep(messages.fill(fill, orderId(fill.ref()), partOf(standing)), true);
    }

    private static OrderStatus partOf(KnownOrders.Standing standing) {
        return standing != null && standing.status() == OrderStatus.FILLED
                ? OrderStatus.FILLED
                : OrderStatus.PARTIALLY_FILLED;
    }

    @Override
    public boolean reject(String ref, String reason) {
        known.ended(ref, OrderStatus.REJECTED);
        return settings.v0() || keep(messages.reject(ref, orderId(ref), reason), true);
    }

    @Override
    public boolean canceled(String ref, String reason) {
        known.ended(ref, OrderStatus.CANCELED);
        return settings.v0() || keep(messages.canceled(ref, orderId(ref), reason), true);
    }

    @Override
    public boolean status(String ref, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
        return settings.v0() || keep(messages.status(ref, orderId(ref), status, filled, averagePrice), false);
    }

    /**
     * What the platform holds, for the gateway to compare.
     *
     * @param symbol the platform's own
     * @param quantity in the platform's units, negative when short
     * @param averagePrice or null
     */
    public boolean position(String symbol, BigDecimal quantity, BigDecimal averagePrice) {
        return settings.v0() || keep(messages.position(symbol, quantity, averagePrice), false);
    }

    /** Ends the link for good; at most 1 s. What is unsent is lost. */
    @Override
    public void close() {
        loop.close();
    }

    private boolean keep(byte[] message, boolean repeatable) {
        if (loop.isEnded() || !outbox.offer(message, repeatable)) {
            counters.eventRefused();
            LOG.error(
                    "{}: an order event is lost: {}",
                    settings.platform(),
                    loop.isEnded() ? "the link has ended" : settings.maxOrderEvents() + " wait already");
            return false;
        }
        loop.wake();
        return true;
    }

    private String orderId(String ref) {
        KnownOrders.Standing standing = known.find(ref);
        return standing == null ? null : standing.order().orderId();
    }

    DealerLoop loop() {
        return loop;
    }

    PlatformMessages messages() {
        return messages;
    }

    KnownOrders known() {
        return known;
    }

    Outbox outbox() {
        return outbox;
    }

    TickQueue ticks() {
        return ticks;
    }
}
