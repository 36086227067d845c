package nexus.gateway.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import nexus.gateway.edge.Edge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.SendResult;

/**
 * The gateway's endpoints without sockets, for one run of it: hands what the simulated peers say to the duty cycle, as
 * fast as that takes it, and to them what comes back. While nobody has anything to say, waiting makes simulated time
 * pass. When the ticks of this run are sent it has the gateway stopped; at the last run only after all has come to rest.
 */
final class SimulatedEdge implements Edge {
    private static final int MAP_16_HEAD_BYTES = 3;
    /** From the end of a map's head to the first letter of the value, if the first key is {@code type}. */
    private static final int TYPE_AT = 6;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** In simulated time: longer than it takes until everything has been told to everybody. */
    private static final long REST_NANOS = 30_000_000_000L;

    private static final long CAUGHT_UP_RECORDS = 1_000;
    private static final long CATCH_UP_PARK_NANOS = 1_000_000L;
    private static final long CATCH_UP_NANOS = TimeUnit.MINUTES.toNanos(5);
    /** A gateway that does not ask the platforms any more has stopped trading for good. */
    private static final int MAX_TURNS_WITHOUT_PLATFORMS = 100;

    private final SimulatedTime time;
    private final SimulatedPeers peers;
    private final SimulatedPeers.Until until;
    private final Runnable betweenTurns;
    private Runnable stop;
    private boolean registered;
    private int lastSource;
    private int turnsWithoutPlatforms;
    private long busyNanos;
    private long beganNanos;
    private long ticksNanos;
    private long restsSince;

    /** @param betweenTurns is run on the gateway's thread before each turn */
    SimulatedEdge(SimulatedTime time, SimulatedPeers peers, SimulatedPeers.Until until, Runnable betweenTurns) {
        this.time = time;
        this.peers = peers;
        this.until = until;
        this.betweenTurns = betweenTurns;
        busyNanos = time.elapsedNanos();
    }

    /** Sets what stops the gateway; before it runs. */
    void stopsBy(Runnable gatewayStop) {
        stop = gatewayStop;
    }

    /** From the first turn until the last tick was sent, in nanoseconds of real time. */
    long ticksNanos() {
        return ticksNanos;
    }

    @Override
    public int receive(Channel channel, PortEvents events) {
        return switch (channel) {
            case OPERATOR -> receiveFromOperator(events);
            case NEXUS -> peers.nexus().receive(peers.ordersDue(), this::freshSource, events);
            case PLATFORM -> receiveFromPlatforms(events);
        };
    }

    private int freshSource() {
        return ++lastSource;
    }

    private int receiveFromOperator(PortEvents events) {
        if (beganNanos == 0) {
            beganNanos = System.nanoTime();
        }
        if (++turnsWithoutPlatforms > MAX_TURNS_WITHOUT_PLATFORMS) {
            end("the gateway has stopped trading for good");
            return 0;
        }
        betweenTurns.run();
        return peers.watch().receive(peers.platforms().ticksSent(), restsSince != 0, this::freshSource, events);
    }

    private int receiveFromPlatforms(PortEvents events) {
        turnsWithoutPlatforms = 0;
        if (!registered) {
            registered = true;
            peers.platforms().register(freshSource(), freshSource(), events);
            return 1;
        }
        if (peers.watch().hold()) {
            return 0;
        }
        int sent = peers.platforms().receive(until.tick(), peers.nexus().isUp(), events);
        if (peers.platforms().ticksSent() == until.tick()) {
            ticksAreSent();
        }
        return sent;
    }

    private void ticksAreSent() {
        if (ticksNanos == 0) {
            ticksNanos = System.nanoTime() - beganNanos;
        }
        if (!until.atRest()) {
            end(null);
        } else if (restsSince != 0) {
            awaitFollower();
        } else if (!peers.isQuiet()) {
            busyNanos = time.elapsedNanos();
        } else if (time.elapsedNanos() - busyNanos >= REST_NANOS) {
            restsSince = System.nanoTime();
        }
    }

    private void awaitFollower() {
        if (peers.watch().behind() <= CAUGHT_UP_RECORDS) {
            end(null);
        } else if (System.nanoTime() - restsSince > CATCH_UP_NANOS) {
            end("the follower is " + peers.watch().behind() + " records behind, 5 minutes after the end");
        } else {
            LockSupport.parkNanos(CATCH_UP_PARK_NANOS);
        }
    }

    private void end(String problem) {
        if (problem != null) {
            peers.orders().problem(problem);
        }
        // What the gateway does from here on, it does in real time.
        time.flow();
        stop.run();
    }

    @Override
    public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
        switch (channel) {
            case NEXUS -> {
                if (isTick(buffer, offset)) {
                    peers.tickTimes().departed();
                } else {
                    peers.nexus().take(source, buffer, offset, length);
                }
            }
            case PLATFORM -> peers.platforms().take(source, buffer, offset, length);
            case OPERATOR -> peers.watch().take(buffer, offset, length);
        }
        return SendResult.SENT;
    }

    /** Only MARKET_DATA begins with that letter, of all that is sent to NEXUS. */
    private static boolean isTick(byte[] buffer, int offset) {
        int head = (buffer[offset] & 0xf0) == 0x80 ? 1 : MAP_16_HEAD_BYTES;
        return buffer[offset + head + TYPE_AT] == 'M';
    }

    @Override
    public boolean isWritable(Channel channel, int source) {
        return true;
    }

    @Override
    public void poll(int timeoutMillis) {
        time.advanceTo(time.elapsedNanos() + timeoutMillis * NANOS_PER_MILLI);
    }

    @Override
    public String address(Channel channel) {
        return "simulated:" + channel.text();
    }

    @Override
    public void close() {
        peers.disconnected();
    }
}
