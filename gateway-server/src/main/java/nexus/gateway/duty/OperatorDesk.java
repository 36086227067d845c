package nexus.gateway.duty;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.function.LongSupplier;
import nexus.config.ConfigException;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.config.NormalForm;
import nexus.gateway.edge.Edge;
import nexus.gateway.port.Channel;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Router;
import nexus.gateway.seal.SealReports;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;

/**
 * Answers what the router leaves to the process: queries, from the router's views, and RELOAD and STOP. The answers are
 * no outputs of the router: they are not journaled and not in the digest.
 */
final class OperatorDesk {
    private static final Key UPTIME_S = Key.of("uptime_s");
    private static final Key DIGEST = Key.of("digest");
    private static final Key VERIFIED_THROUGH = Key.of("verified_through");
    private static final Key SEALED_THROUGH = Key.of("sealed_through");
    private static final Key LAST_SEAL_NS = Key.of("last_seal_ns");
    private static final Key SEALS = Key.of("seals");
    private static final Key DISK = Key.of("disk");
    private static final Key DISK_DROPPED_TICKS = Key.of("ticks_dropped_for_disk");
    private static final Key ENDPOINTS = Key.of("endpoints");
    private static final Set<String> SERVED = Set.of(
            Types.STATUS,
            Types.ORDERS,
            Types.POSITIONS,
            Types.ALERTS,
            Types.ROLLOVERS,
            Types.LIMITS,
            Types.RELOAD,
            Types.KEYS,
            Types.STOP);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Edge edge;
    private final Router router;
    private final Sequencer sequencer;
    private final ControlRecords records;
    private final RunIdentity run;
    private final EdgeConfig edgeConfig;
    private final ConfigReloader reloader;
    private final ConnectionGuard guard;
    private final DiskLevel disk;
    private final FollowerReports follower;
    private final ClockNotes clock;
    private final SealReports sealing;
    private final LongSupplier monotonicNanos;
    private final Runnable stop;
    private final long startedNanos;
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private final MapReader reader = new MapReader();
    private final MapWriter answer = new MapWriter(4_096);
    private long droppedTicks;

    private record Request(int source, String type) {}

    /** @param stop asks the process to stop */
    OperatorDesk(
            Edge edge,
            Router router,
            Sequencer sequencer,
            ControlRecords records,
            RunIdentity run,
            EdgeConfig edgeConfig,
            ConfigReloader reloader,
            ConnectionGuard guard,
            DiskLevel disk,
            FollowerReports follower,
            ClockNotes clock,
            SealReports sealing,
            LongSupplier monotonicNanos,
            Runnable stop) {
        this.edge = edge;
        this.router = router;
        this.sequencer = sequencer;
        this.records = records;
        this.run = run;
        this.edgeConfig = edgeConfig;
        this.reloader = reloader;
        this.guard = guard;
        this.disk = disk;
        this.follower = follower;
        this.clock = clock;
        this.sealing = sealing;
        this.monotonicNanos = monotonicNanos;
        this.stop = stop;
        this.startedNanos = monotonicNanos.getAsLong();
    }

    /** Ticks that were not taken because the disk is short. */
    void setDroppedTicks(long count) {
        droppedTicks = count;
    }

    /** Notes a request that is journaled by now, if it is one for this desk; the router answers the others. */
    void take(int source, byte[] buffer, int offset, int length) {
        String type = typeOf(reader, buffer, offset, length);
        if (SERVED.contains(type)) {
            waiting.add(new Request(source, type));
        }
    }

    /** The message's type, or empty. */
    static String typeOf(MapReader reader, byte[] buffer, int offset, int length) {
        if (reader.wrap(buffer, offset, length) != null) {
            return "";
        }
        int field = reader.find(Keys.TYPE);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.STRING ? reader.textValue(field) : "";
    }

    /** Answers what waits. To be called when everything appended has been routed. Returns how many there were. */
    int serve() throws IOException {
        int served = 0;
        while (!waiting.isEmpty()) {
            Request request = waiting.remove();
            switch (request.type()) {
                case Types.STATUS -> {
                    begin();
                    describeStatus();
                }
                case Types.ORDERS -> router.describeOrders(begin());
                case Types.POSITIONS -> router.describePositions(begin());
                case Types.LIMITS -> router.describeLimits(begin());
                case Types.ALERTS -> router.describeAlerts(begin());
                case Types.ROLLOVERS -> router.describeRollovers(begin());
                case Types.RELOAD -> reload();
                case Types.KEYS -> reloadKeys();
                default -> {
                    begin();
                    RouterLog.GATEWAY.info("[{}] an operator asks to stop", sequencer.lastSequence());
                    stop.run();
                }
            }
            answer.endMap();
            edge.send(Channel.OPERATOR, request.source(), answer.buffer(), answer.offset(), answer.length());
            served++;
        }
        return served;
    }

    private MapWriter begin() {
        return answer.reset().beginMap().put(Keys.TYPE, Types.ANSWER).put(Keys.OK, true);
    }

    private void refuse(String reason) {
        answer.reset()
                .beginMap()
                .put(Keys.TYPE, Types.ANSWER)
                .put(Keys.OK, false)
                .put(Keys.REASON, reason);
    }

    private void describeStatus() {
        answer.put(Keys.VERSION, run.build())
                .put(Keys.RUN_ID, run.runId())
                .put(UPTIME_S, (monotonicNanos.getAsLong() - startedNanos) / NANOS_PER_SECOND)
                .put(Keys.LAST_SEQUENCE, sequencer.lastSequence())
                .put(VERIFIED_THROUGH, follower.verifiedThrough())
                .put(SEALED_THROUGH, sealing.sealedThrough())
                .put(LAST_SEAL_NS, sealing.sealedNanos())
                .put(SEALS, sealText());
        answer.beginMap(DIGEST)
                .put(Keys.CRC, Integer.toUnsignedLong(router.digest().crc()))
                .put(Keys.COUNT, router.digest().count())
                .put(Keys.BYTES, router.digest().bytes())
                .endMap();
        answer.beginMap(ENDPOINTS);
        for (Channel channel : Channel.values()) {
            answer.put(Key.of(channel.text()), edge.address(channel));
        }
        answer.endMap();
        clock.describe(answer.beginMap(Keys.CLOCK));
        answer.endMap();
        answer.put(DISK, disk.describe())
                .put(DISK_DROPPED_TICKS, droppedTicks)
                .put(ControlRecords.DURABILITY, run.durability().name());
        router.describeStatus(answer);
    }

    private String sealText() {
        if (!edgeConfig.seals().enabled()) {
            return "off";
        }
        String problems = sealing.problems();
        if (!problems.isEmpty()) {
            return problems;
        }
        return edgeConfig.seals().copyTo().isEmpty()
                ? "OK, not copied elsewhere"
                : "OK, copied to " + edgeConfig.seals().copyTo();
    }

    private void reloadKeys() {
        try {
            String result = guard.reloadKeys();
            RouterLog.GATEWAY.info("[{}] keys read again: {}", sequencer.lastSequence(), result);
            begin().put(Keys.TEXT, result);
        } catch (IOException e) {
            RouterLog.GATEWAY.warn("[{}] the keys were not read again: {}", sequencer.lastSequence(), e.getMessage());
            refuse(e.getMessage());
        }
    }

    private void reload() throws IOException {
        GatewayConfig config;
        String keys;
        try {
            config = reloader.load();
            keys = guard.reloadKeys();
        } catch (IOException e) {
            refuse("the keys: " + e.getMessage());
            return;
        } catch (ConfigException e) {
            RouterLog.GATEWAY.warn(
                    "[{}] the configuration was not reloaded: {}", sequencer.lastSequence(), e.getMessage());
            refuse(String.join("\n", e.problems()));
            return;
        }
        String normalForm = NormalForm.of(config.router());
        boolean changed = !normalForm.equals(router.configurationText()) || router.hasTightenedLimits();
        if (changed) {
            sequencer.append(RecordKind.CONFIG, records.config(normalForm, RunIdentity.hash(config.edge())));
            sequencer.settle();
        }
        boolean restart = !config.edge().equals(edgeConfig);
        String result = (changed ? "the new configuration is in force" : "platforms, symbols and limits are unchanged")
                + (restart ? "; endpoints, limits of the sockets, disk and snapshots change with the next start" : "");
        result += edgeConfig.needsKeys() ? "; " + keys : "";
        RouterLog.GATEWAY.info("[{}] reloaded: {}", sequencer.lastSequence(), result);
        begin().put(Keys.TEXT, result);
    }
}
