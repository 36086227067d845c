package nexus.gateway.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import nexus.journal.message.Types;

/**
 * A platform and NEXUS at the two ends of one server, and all that they have said to each other. For one thread: it is
 * both of them, so that no time goes into telling one what the other did.
 */
final class ClientPair implements AutoCloseable {
    private static final int GREETING_MILLIS = 2_000;
    private static final int GREETINGS = 10;
    /** How long a message may be under way before it counts as lost. */
    private static final int PATIENCE_MILLIS = 10_000;

    private final BenchPeer nexus;
    private final BenchPeer platform;
    private final OrderMessages nexusMessages = new OrderMessages();
    private final OrderMessages platformMessages = new OrderMessages();
    private final TickStream ticks = new TickStream(TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()));
    private long signals;

    private ClientPair(String platformEndpoint, String nexusEndpoint) {
        nexus = BenchPeer.open(nexusEndpoint, PATIENCE_MILLIS);
        platform = BenchPeer.open(platformEndpoint, PATIENCE_MILLIS);
    }

    /**
     * Connects both; returns when each has proof that the server knows it.
     *
     * @throws IOException if that cannot be had
     */
    static ClientPair connect(String platformEndpoint, String nexusEndpoint) throws IOException {
        for (int attempt = 1; attempt <= GREETINGS; attempt++) {
            ClientPair pair = new ClientPair(platformEndpoint, nexusEndpoint);
            boolean greeted = false;
            try {
                greeted = pair.greet();
            } finally {
                if (!greeted) {
                    pair.close();
                }
            }
            if (greeted) {
                return pair;
            }
        }
        throw new IOException("no greeting from " + platformEndpoint + " and " + nexusEndpoint + " in " + GREETINGS
                + " attempts of " + GREETING_MILLIS + " ms");
    }

    /** A gateway answers each; a forwarder brings the platform's greeting to NEXUS. */
    private boolean greet() throws IOException {
        nexus.send(nexusMessages.hello());
        platform.send(platformMessages.register());
        boolean nexusKnown = false;
        boolean platformKnown = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GREETING_MILLIS);
        while (System.nanoTime() - deadline < 0) {
            byte[] message = nexus.receive();
            String type = message == null ? "" : nexusMessages.read(message);
            nexusKnown |= type.equals(Types.RESUMED);
            boolean throughForwarder = type.equals(Types.REGISTER);
            message = platform.receive();
            platformKnown |= message != null && platformMessages.read(message).equals(Types.REGISTERED);
            if (throughForwarder || (nexusKnown && platformKnown)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    TickStream ticks() {
        return ticks;
    }

    /**
     * Sends the next tick.
     *
     * @throws IOException if too many wait in the socket already
     */
    void sendTick() throws IOException {
        if (!platform.send(ticks.next())) {
            throw new IOException(ticks.underWay() + " ticks are under way, and the platform's socket takes no more");
        }
    }

    /**
     * Takes up to {@code most} messages that have come for NEXUS.
     *
     * @return how many there were
     */
    int takeAtNexus(int most, Events events) throws IOException {
        int count = 0;
        while (count < most) {
            byte[] message = nexus.receive();
            if (message == null) {
                break;
            }
            count++;
            arriveAtNexus(message, events);
        }
        return count;
    }

    /**
     * Takes the next message for NEXUS, waiting for it.
     *
     * @throws IOException if none comes
     */
    void awaitAtNexus(Events events) throws IOException {
        byte[] message = nexus.await();
        if (message == null) {
            throw new IOException("nothing has come to NEXUS for " + PATIENCE_MILLIS + " ms; missing: "
                    + ticks.underWay() + " ticks, after tick " + ticks.arrived());
        }
        arriveAtNexus(message, events);
    }

    private void arriveAtNexus(byte[] message, Events events) throws IOException {
        if (!ticks.arrive(message) && nexusMessages.read(message).equals(Types.ORDER_FILL)) {
            events.filled(nexusMessages.orderId());
        }
    }

    /** What NEXUS hears beside ticks. */
    interface Events {
        /** An order is filled. */
        void filled(String orderId) throws IOException;
    }

    /** A signal that was not sent before, and its id. */
    record NewSignal(String orderId, byte[] message) {}

    /** Makes the next signal, a purchase and a sale in turn, so that no position builds up. */
    NewSignal nextSignal() {
        String orderId = "bench-" + signals;
        return new NewSignal(orderId, nexusMessages.signal(orderId, signals++ % 2 == 0));
    }

    void send(NewSignal signal) throws IOException {
        if (!nexus.send(signal.message())) {
            throw new IOException("the socket of NEXUS takes no signal");
        }
    }

    /** Fills every order that has come to the platform, as far as there are any. Returns how many. */
    int fillOrders() throws IOException {
        int count = 0;
        for (byte[] message = platform.receive(); message != null; message = platform.receive()) {
            count += fill(message);
        }
        return count;
    }

    /**
     * Waits for an order at the platform, and fills it.
     *
     * @throws IOException if none comes
     */
    void awaitAndFillOrder() throws IOException {
        int filled = 0;
        while (filled == 0) {
            byte[] message = platform.await();
            if (message == null) {
                throw new IOException("no order has come to the platform for " + PATIENCE_MILLIS + " ms");
            }
            filled = fill(message);
        }
    }

    /** The forwarder brings the signal itself. */
    private int fill(byte[] message) throws IOException {
        String type = platformMessages.read(message);
        if (!type.equals(Types.ORDER) && !type.equals(Types.SIGNAL)) {
            return 0;
        }
        if (!platform.send(platformMessages.fill(platformMessages.orderId()))) {
            throw new IOException("the platform's socket takes no fill");
        }
        return 1;
    }

    @Override
    public void close() {
        platform.close();
        nexus.close();
    }
}
