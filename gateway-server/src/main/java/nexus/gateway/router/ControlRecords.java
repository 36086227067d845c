package nexus.gateway.router;

import java.util.List;
import java.util.function.Consumer;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * Writes the payloads of the records that are the gateway's own, as {@link ControlInputs} reads them. Each method gives the same writer with another message in it:
 * borrowed until the next call.
 */
public final class ControlRecords {
    /** In RUN: what a committed record survived, {@code PROCESS} or {@code POWER}. */
    public static final Key DURABILITY = Key.of("durability");

    private final MapWriter map = new MapWriter(1_024);

    private MapWriter begin(String type) {
        return map.reset().beginMap().put(Keys.TYPE, type);
    }

    /** CONFIG: the router configuration in normal form. */
    public MapWriter config(String normalForm, String edgeHash) {
        return begin(Types.CONFIG)
                .put(Keys.CONFIGURATION, normalForm)
                .put(Keys.EDGE_HASH, edgeHash)
                .endMap();
    }

    /**
     * CLOCK: written each second.
     *
     * @param wallOffsetNanos wall clock minus the gateway's time
     */
    public MapWriter clock(long wallOffsetNanos) {
        return begin(Types.CLOCK).put(Keys.OFFSET_NS, wallOffsetNanos).endMap();
    }

    /**
     * CLOCK_STEP: the wall clock jumped.
     *
     * @param offsetNanos by how much; positive is forward
     * @param wallNanos what it shows now; without the jump that would be less by the offset
     */
    public MapWriter clockStep(long offsetNanos, long wallNanos) {
        return begin(Types.CLOCK_STEP)
                .put(Keys.OFFSET_NS, offsetNanos)
                .put(Keys.WALL_BEFORE_NS, wallNanos - offsetNanos)
                .put(Keys.WALL_AFTER_NS, wallNanos)
                .endMap();
    }

    /**
     * CLOCK_SYNC: how far the wall clock is from UTC. Not routed.
     *
     * @param wallNanos the wall clock
     * @param journalNanos the gateway's time at the same moment
     * @param reading writes what the time service says
     */
    public MapWriter clockSync(long wallNanos, long journalNanos, Consumer<MapWriter> reading) {
        reading.accept(begin(Types.CLOCK_SYNC));
        return map.put(Keys.WALL_NS, wallNanos)
                .put(Keys.JOURNAL_NS, journalNanos)
                .endMap();
    }

    /** A connection without a key has finished its handshake. */
    public MapWriter peerUp(int source, String endpoint, String identity, String address) {
        return peerUp(source, endpoint, identity, address, null, null);
    }

    /**
     * A connection has finished its handshake.
     *
     * @param endpoint {@code platform}, {@code nexus} or {@code operator}
     * @param identity in hexadecimal
     * @param address the other end, or null
     * @param principal name of the key with which it proved itself, or null
     * @param role what the key is for, {@code platform:NAME}, {@code nexus} or {@code operator}; null without a key
     */
    public MapWriter peerUp(
            int source, String endpoint, String identity, String address, String principal, String role) {
        begin(Types.PEER_UP)
                .put(Keys.SOURCE, source)
                .put(Keys.ENDPOINT, endpoint)
                .put(Keys.IDENTITY, identity);
        if (address != null) {
            map.put(Keys.ADDRESS, address);
        }
        if (principal != null) {
            map.put(Keys.PRINCIPAL, principal).put(Keys.ROLE, role);
        }
        return map.endMap();
    }

    /** A connection is gone. */
    public MapWriter peerDown(int source, String reason) {
        return begin(Types.PEER_DOWN)
                .put(Keys.SOURCE, source)
                .put(Keys.REASON, reason)
                .endMap();
    }

    /**
     * A connection was cut off.
     *
     * @param who name of its key or, without one, its number
     */
    public MapWriter peerCutOff(int source, String code, String who, String reason) {
        return begin(Types.PEER_DOWN)
                .put(Keys.SOURCE, source)
                .put(Keys.REASON, reason)
                .put(Keys.CODE, code)
                .put(Keys.WHO, who)
                .endMap();
    }

    /**
     * A peer was refused in the handshake, or an operator's request for its token. Holds nothing that it sent.
     *
     * @param source the connection; 0 if it came to none
     * @param who name of the key, or where it came from
     * @param count how many times so far
     */
    public MapWriter turnedAway(int source, String endpoint, String code, String who, String reason, long count) {
        return begin(Types.TURNED_AWAY)
                .put(Keys.SOURCE, source)
                .put(Keys.ENDPOINT, endpoint)
                .put(Keys.CODE, code)
                .put(Keys.WHO, who)
                .put(Keys.REASON, reason)
                .put(Keys.COUNT, count)
                .endMap();
    }

    /** A new NEXUS has said what it is, or has had the time for it. */
    public MapWriter nexusSettled(int source) {
        return begin(Types.NEXUS_SETTLED).put(Keys.SOURCE, source).endMap();
    }

    /** NEXUS took nothing more: from this event on ({@code seq}, 0 if none), and so many ticks. */
    public MapWriter nexusRefused(long fromSeq, long ticks) {
        return begin(Types.NEXUS_REFUSED)
                .put(Keys.FROM_SEQ, fromSeq)
                .put(Keys.TICKS, ticks)
                .endMap();
    }

    /** NEXUS takes messages again. */
    public MapWriter nexusWritable() {
        return begin(Types.NEXUS_WRITABLE).endMap();
    }

    /** A platform's socket did not take an ORDER or ORDER_CANCEL. */
    public MapWriter sendRefused(int source, String ref, boolean cancel, String reason) {
        return begin(Types.SEND_REFUSED)
                .put(Keys.SOURCE, source)
                .put(Keys.REF, ref)
                .put(Keys.COUNT, cancel ? 1 : 0)
                .put(Keys.REASON, reason)
                .endMap();
    }

    /** CONTINUE: releases what one input could not hold. */
    public MapWriter proceed() {
        return begin(Types.CONTINUE).endMap();
    }

    /** The gateway itself halts trading. */
    public MapWriter systemHalt(String who, String reason) {
        return begin(Types.SYSTEM_HALT)
                .put(Keys.REASON, reason)
                .put(Keys.WHO, who)
                .endMap();
    }

    /** The disk has room again. */
    public MapWriter diskBack(String reason) {
        return begin(Types.DISK_BACK).put(Keys.REASON, reason).endMap();
    }

    /** How sealing goes: well again, or why not. */
    public MapWriter seals(boolean ok, String reason) {
        return begin(Types.SEALS).put(Keys.OK, ok).put(Keys.REASON, reason).endMap();
    }

    /** RECOVERY: how the runs before ended. */
    public MapWriter recovery(RecoveryFacts recovery) {
        begin(Types.RECOVERY).put(Keys.RUN_ID, recovery.runId()).put(Keys.LAST_SEQUENCE, recovery.lastSequence());
        putAll(Keys.ABANDONED, recovery.abandonedRefs());
        putAll(Keys.UNCANCELED, recovery.uncanceledRefs());
        map.put(Keys.NEXUS_FROM_SEQ, recovery.nexusFromSeq())
                .put(Keys.MISSING, recovery.missing())
                .put(Keys.REBOOTED, recovery.rebooted());
        recovery.torn().ifPresent(torn -> map.put(Keys.TORN, torn));
        return map.endMap();
    }

    private void putAll(Key key, List<String> texts) {
        map.beginArray(key, texts.size());
        texts.forEach(map::add);
    }

    /** CHECKPOINT: the digest of all outputs so far. */
    public MapWriter checkpoint(Router router) {
        OutputDigest digest = router.digest();
        return begin(Types.CHECKPOINT)
                .put(Keys.LAST_SEQUENCE, router.lastInput())
                .put(Keys.CRC, Integer.toUnsignedLong(digest.crc()))
                .put(Keys.COUNT, digest.count())
                .put(Keys.BYTES, digest.bytes())
                .endMap();
    }

    /** NOTE: a remark, not routed. */
    public MapWriter note(String level, String who, String text) {
        return begin(Types.NOTE)
                .put(Keys.LEVEL, level)
                .put(Keys.TEXT, text)
                .put(Keys.WHO, who)
                .endMap();
    }

    /**
     * PRUNE: runs were taken out of the journal's beginning. Not routed.
     *
     * @param runs their folders' names
     * @param sha256 of the act's file
     * @param text the act, as its file says it
     */
    public MapWriter prune(
            int number,
            long atNanos,
            String who,
            String reason,
            String policy,
            long first,
            long last,
            List<String> runs,
            String sha256,
            String text) {
        begin(Types.PRUNE)
                .put(Keys.NUMBER, number)
                .put(Keys.AT_NS, atNanos)
                .put(Keys.WHO, who)
                .put(Keys.REASON, reason)
                .put(Keys.POLICY, policy)
                .put(Keys.FROM_SEQ, first)
                .put(Keys.TO_SEQ, last);
        putAll(Keys.RUNS, runs);
        return map.put(Keys.SHA256, sha256).put(Keys.TEXT, text).endMap();
    }

    /** RUN: opens a run. */
    public MapWriter run(RunFacts run) {
        return begin(Types.RUN)
                .put(Keys.JOURNAL_ID, run.journalId())
                .put(Keys.RUN_ID, run.runId())
                .put(Keys.BUILD, run.build())
                .put(Keys.ROUTER_VERSION, Router.VERSION)
                .put(Keys.JAVA, run.java())
                .put(Keys.OS, run.os())
                .put(Keys.SCHEMA, RunFacts.SCHEMA)
                .put(Keys.CLOCK, run.clock())
                .put(Keys.BOOT_ID, run.bootId())
                .put(Keys.EDGE_HASH, run.edgeHash())
                .put(DURABILITY, run.durability())
                .endMap();
    }
}
