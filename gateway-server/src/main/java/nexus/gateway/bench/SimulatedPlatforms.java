package nexus.gateway.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import nexus.config.RouterConfig;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * Two platforms: they register, send ticks as simulated time passes, and answer orders after a while. One speaks all of
 * the protocol, with heartbeats; the other one is v0. They outlive the gateway, and register again when it is back.
 */
final class SimulatedPlatforms {
    /** So few that the time from a tick's arrival to its departure is not that of a long queue. */
    private static final int TICKS_PER_TURN = 16;

    private static final long HEARTBEAT_NANOS = 2_000_000_000L;
    /** In simulated time: more would make the gateway's clock leap. */
    private static final long LONGEST_TURN_NANOS = 500_000_000L;

    private final SimulatedTime time;
    private final SimulatedOrders orders;
    private final PlatformAnswers answers;
    private final TickTimes tickTimes;
    private final LongUnaryOperator tickDueNanos;
    private final Random random;
    private final TickFrames[] symbols = {
        new TickFrames(SimulatedOrders.FIRST, "NQ 03-25", 16_250),
        new TickFrames(SimulatedOrders.SECOND, "NAS100", 16_251),
        new TickFrames(SimulatedOrders.FIRST, "ES 03-25", 4_800),
        new TickFrames(SimulatedOrders.FIRST, "GC 12-13", 1_275),
    };
    private final Map<String, Integer> sources = new TreeMap<>();
    private final MapWriter map = new MapWriter(512);
    private final MapReader reader = new MapReader();
    private int firstSource;
    private int secondSource;
    private long nextHeartbeatNanos;
    private long ticksSent;

    /** @param tickDueNanos when each tick is due, by its number from 0, in nanoseconds since the beginning */
    SimulatedPlatforms(
            SimulatedTime time,
            SimulatedOrders orders,
            TickTimes tickTimes,
            LongUnaryOperator tickDueNanos,
            Random random) {
        this.time = time;
        this.orders = orders;
        this.answers = new PlatformAnswers(time, orders, random);
        this.tickTimes = tickTimes;
        this.tickDueNanos = tickDueNanos;
        this.random = random;
    }

    /**
     * The configuration that these platforms and their symbols need; the rest is standard.
     *
     * @param forgetIdsAfterMillis how long ended orders are remembered
     */
    static RouterConfig config(long forgetIdsAfterMillis) {
        RouterConfig standard = RouterConfig.of(
                List.of(
                        new RouterConfig.Platform(SimulatedOrders.FIRST, "nt8"),
                        new RouterConfig.Platform(SimulatedOrders.SECOND, "mt5")),
                List.of(
                        mapping(SimulatedOrders.BOTH, "nt8", "NQ 03-25", 1),
                        mapping(SimulatedOrders.BOTH, "mt5", "NAS100", PlatformAnswers.SECOND_FACTOR),
                        mapping("ES", "nt8", "ES 03-25", 1),
                        mapping("GC", "nt8", "GC 12-13", 1)));
        return new RouterConfig(
                standard.platforms(),
                standard.mappings(),
                standard.unknownPlatforms(),
                standard.maxSignalAgeMillis(),
                standard.clockSkewAlarmMillis(),
                standard.heartbeatMillis(),
                standard.heartbeatTimeoutMillis(),
                standard.maxHeldEvents(),
                standard.maxResumeEvents(),
                forgetIdsAfterMillis);
    }

    private static RouterConfig.Mapping mapping(String universal, String dialect, String symbol, int factor) {
        return new RouterConfig.Mapping(
                universal, dialect, symbol, BigDecimal.valueOf(factor), BigDecimal.ONE, factor == 1);
    }

    /** Registers with a gateway that has just started, each platform on its connection. */
    void register(int first, int second, PortEvents events) {
        firstSource = first;
        secondSource = second;
        sources.put(SimulatedOrders.FIRST, first);
        sources.put(SimulatedOrders.SECOND, second);
        nextHeartbeatNanos = time.elapsedNanos();
        events.peerUp(Channel.PLATFORM, first, "0001", "simulated");
        events.peerUp(Channel.PLATFORM, second, "0002", "simulated");
        begin(Types.REGISTER)
                .put(Keys.PLATFORM, SimulatedOrders.FIRST)
                .put(Keys.VERSION, "1")
                .beginArray(Keys.CAPABILITIES, 2)
                .add("order_status")
                .add("cancel");
        say(first, events);
        begin(Types.REGISTER).put(Keys.PLATFORM, SimulatedOrders.SECOND);
        say(second, events);
    }

    /** Ticks sent so far. */
    long ticksSent() {
        return ticksSent;
    }

    /** Whether there is nothing left to say but ticks and heartbeats. */
    boolean isQuiet() {
        return answers.isEmpty();
    }

    /**
     * Sends what is due, and some ticks, each of which advances time.
     *
     * @param untilTick how many ticks there are to be in all
     * @param isNexusUp whether somebody is there who gets them
     * @return how many messages
     */
    int receive(long untilTick, boolean isNexusUp, PortEvents events) {
        int sent = heartbeat(events) + answers.sendDue(sources, events);
        long turnEnds = time.elapsedNanos() + LONGEST_TURN_NANOS;
        for (int i = 0; i < TICKS_PER_TURN && ticksSent < untilTick; i++) {
            long due = tickDueNanos.applyAsLong(ticksSent);
            time.advanceTo(Math.min(due, turnEnds));
            if (due > turnEnds) {
                return sent + 1;
            }
            tick(isNexusUp, events);
            sent++;
        }
        return sent;
    }

    private void tick(boolean isNexusUp, PortEvents events) {
        int which = (int) (ticksSent % symbols.length);
        byte[] frame = symbols[which].next(random, time.wallNanos());
        ticksSent++;
        if (isNexusUp) {
            tickTimes.arrived();
        }
        events.frame(Channel.PLATFORM, which == 1 ? secondSource : firstSource, 0, frame, 0, frame.length);
    }

    private int heartbeat(PortEvents events) {
        if (time.elapsedNanos() < nextHeartbeatNanos) {
            return 0;
        }
        nextHeartbeatNanos = time.elapsedNanos() + HEARTBEAT_NANOS;
        begin(Types.HEARTBEAT);
        say(firstSource, events);
        return 1;
    }

    /** A message from the gateway. */
    void take(int source, byte[] buffer, int offset, int length) {
        reader.wrap(buffer, offset, length);
        String platform = source == firstSource ? SimulatedOrders.FIRST : SimulatedOrders.SECOND;
        String type = reader.textValue(reader.find(Keys.TYPE));
        switch (type) {
            case Types.ORDER, Types.ORDER_CANCEL, Types.ORDER_STATUS_REQUEST -> answers.take(platform, type, reader);
            case Types.REGISTERED -> {
                // As expected.
            }
            case Types.ERROR -> takeError(platform);
            default -> orders.problem(platform + " got a " + type);
        }
    }

    private void takeError(String platform) {
        String code = reader.textValue(reader.find(Keys.CODE));
        // Said to the second report of one execution, which is part of the play.
        if (!code.equals("DUPLICATE_FILL")) {
            orders.problem(platform + " got the error " + code + ": " + reader.textValue(reader.find(Keys.REASON)));
        }
    }

    private MapWriter begin(String type) {
        return map.reset().beginMap().put(Keys.TYPE, type);
    }

    private void say(int source, PortEvents events) {
        map.endMap();
        events.frame(Channel.PLATFORM, source, 0, map.buffer(), map.offset(), map.length());
    }
}
