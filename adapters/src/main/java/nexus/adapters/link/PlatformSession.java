package nexus.adapters.link;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.OrderDecoder.Invalid;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link's side on the loop's thread: registers, keeps alive, sends what waits, hands over what comes. */
final class PlatformSession implements DealerLoop.Session {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformSession.class);
    private static final int MAX_SENT_PER_PASS = 256;
    private static final long REGISTER_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long DEFAULT_HEARTBEAT_MILLIS = 1_000;

    private final PlatformLink link;
    private final LinkSettings settings;
    private final PlatformHandler handler;
    private final LinkTime time;
    private final MessageFields fields = new MessageFields();

    private long connection;
    private boolean mustRegister;
    private boolean taken;
    private boolean everTaken;
    private long registerUntilNanos;
    private long heartbeatNanos;
    private long nextHeartbeatNanos;
    private String supersededReason;

    PlatformSession(PlatformLink link, LinkSettings settings, PlatformHandler handler, LinkTime time) {
        this.link = link;
        this.settings = settings;
        this.handler = handler;
        this.time = time;
    }

    @Override
    public void opened() {
        // A v0 client registers once; after that it comes back without a word.
        mustRegister = !settings.v0() || !everTaken;
        registerUntilNanos = time.nanos() + REGISTER_NANOS;
        heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(DEFAULT_HEARTBEAT_MILLIS);
        if (!mustRegister) {
            take();
        }
    }

    @Override
    public void lost(String reason) {
        boolean wasTaken = taken;
        taken = false;
        mustRegister = false;
        link.ticks().close();
        if (wasTaken) {
            LOG.info("{}: link down: {}", settings.platform(), reason);
            handler.linkDown(reason);
        }
    }

    @Override
    public void ended(String reason) {
        handler.linkEnded(supersededReason == null ? reason : supersededReason);
    }

    @Override
    public int send(long nowNanos) {
        if (mustRegister) {
            if (!link.loop().send(link.messages().register())) {
                return 0;
            }
            mustRegister = false;
            if (settings.v0()) {
                take();
            }
            return 1;
        }
        if (!taken) {
            if (nowNanos - registerUntilNanos >= 0) {
                link.loop().hangUp("REGISTER not answered within 5 s");
            }
            return 0;
        }
        return sendHeartbeat(nowNanos) + sendEvents(nowNanos) + sendTicks();
    }

    private int sendHeartbeat(long nowNanos) {
        if (settings.v0() || nowNanos - nextHeartbeatNanos < 0) {
            return 0;
        }
        // One that the socket refuses is left out: what fills the socket is sign of life enough.
        int done = link.loop().send(link.messages().heartbeat()) ? 1 : 0;
        nextHeartbeatNanos = nowNanos + heartbeatNanos;
        return done;
    }

    private int sendEvents(long nowNanos) {
        int count = 0;
        byte[] message;
        while (count < MAX_SENT_PER_PASS
                && (message = link.outbox().peek()) != null
                && link.loop().send(message)) {
            link.outbox().sent(nowNanos);
            link.counters().eventSent();
            count++;
        }
        return count;
    }

    private int sendTicks() {
        // Nothing overtakes an order event.
        if (link.outbox().waiting() > 0) {
            return 0;
        }
        int count = 0;
        byte[] message;
        while (count < MAX_SENT_PER_PASS
                && (message = link.ticks().peek()) != null
                && link.loop().send(message)) {
            link.ticks().sent();
            count++;
        }
        return count;
    }

    @Override
    public void received(byte[] message) {
        String problem = fields.wrap(message);
        if (problem != null) {
            malformed(problem);
            return;
        }
        switch (fields.type()) {
            case Types.REGISTERED -> registered();
            case Types.ORDER -> order();
            case Types.ORDER_CANCEL -> named(handler::cancel);
            case Types.ORDER_STATUS_REQUEST -> named(handler::statusRequest);
            case Types.SUPERSEDED -> superseded();
            case Types.ERROR -> refused();
            default -> link.counters().ignored();
        }
    }

    private void registered() {
        long millis = fields.whole(Keys.HEARTBEAT_MS, DEFAULT_HEARTBEAT_MILLIS);
        heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(10, Math.min(millis, 60_000)));
        nextHeartbeatNanos = time.nanos() + heartbeatNanos;
        if (!taken) {
            take();
        }
    }

    private void take() {
        taken = true;
        everTaken = true;
        connection++;
        link.loop().established();
        link.counters().connected();
        int again = link.outbox().rewind(time.nanos());
        link.counters().eventsResent(again);
        link.ticks().open(connection);
        LOG.info("{}: registered at {}; {} order events sent again", settings.platform(), settings.endpoint(), again);
        handler.linkUp();
    }

    private void order() {
        OrderRequest order;
        try {
            order = OrderDecoder.decode(fields);
        } catch (Invalid e) {
            malformed("ORDER: " + e.getMessage());
            String ref = OrderDecoder.refOf(fields);
            if (ref != null && link.known().find(ref) == null) {
                link.reject(ref, "ORDER: " + e.getMessage());
            }
            return;
        }
        KnownOrders.Standing standing = link.known().find(order.ref());
        if (standing != null) {
            link.counters().orderRepeated();
            LOG.warn("{}: order {} came again; not executed again", settings.platform(), order.ref());
            link.status(order.ref(), standing.status(), standing.filled(), standing.averagePrice());
            handler.orderRepeated(order);
        } else if (link.known().isFull()) {
            link.reject(order.ref(), "more than " + KnownOrders.MAX_ORDERS + " orders: restart the adapter");
        } else {
            link.known().add(order);
            handler.order(order);
        }
    }

    private void named(Consumer<String> request) {
        String ref = OrderDecoder.refOf(fields);
        if (ref == null) {
            malformed(fields.type() + ": neither ref nor order_id");
        } else {
            request.accept(ref);
        }
    }

    private void superseded() {
        supersededReason = "another client has taken over the name " + settings.platform() + " ("
                + fields.text(Keys.REASON) + "); this one stops: run one adapter per platform name";
        LOG.error("{}", supersededReason);
        link.loop().end(supersededReason);
    }

    private void refused() {
        String code = fields.text(Keys.CODE);
        String reason = fields.text(Keys.REASON);
        if (Code.DUPLICATE_FILL.name().equals(code)) {
            LOG.debug("{}: the gateway had this execution already: {}", settings.platform(), reason);
            return;
        }
        LOG.warn("{}: the gateway refuses: {}: {}", settings.platform(), code, reason);
        handler.refused(code, reason);
        if (!taken) {
            link.loop().hangUp("registration refused: " + code + ": " + reason);
        }
    }

    private void malformed(String problem) {
        link.counters().malformed();
        LOG.warn("{}: message ignored: {}", settings.platform(), problem);
    }
}
