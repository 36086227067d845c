package nexus.gateway.duty;

import java.util.List;
import nexus.gateway.edge.Channel;
import nexus.gateway.router.OutputDigest;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * Writes the payloads of the gateway's own records. Each method gives the same writer with another message in it:
 * borrowed until the next call.
 */
final class ControlRecords {
    /** In RUN: what a committed record survived, {@code PROCESS} or {@code POWER}. */
    static final Key DURABILITY = Key.of("durability");

    private final MapWriter map = new MapWriter(1_024);

    private MapWriter begin(String type) {
        return map.reset().beginMap().put(Keys.TYPE, type);
    }

    MapWriter config(String normalForm, String edgeHash) {
        return begin(Types.CONFIG)
                .put(Keys.CONFIGURATION, normalForm)
                .put(Keys.EDGE_HASH, edgeHash)
                .endMap();
    }

    /** @param wallOffsetNanos wall clock minus the gateway's time */
    MapWriter clock(long wallOffsetNanos) {
        return begin(Types.CLOCK).put(Keys.OFFSET_NS, wallOffsetNanos).endMap();
    }

    MapWriter clockStep(long offsetNanos) {
        return begin(Types.CLOCK_STEP).put(Keys.OFFSET_NS, offsetNanos).endMap();
    }

    MapWriter peerUp(int source, Channel channel, String identity, String address) {
        begin(Types.PEER_UP)
                .put(Keys.SOURCE, source)
                .put(Keys.ENDPOINT, channel.text())
                .put(Keys.IDENTITY, identity);
        if (address != null) {
            map.put(Keys.ADDRESS, address);
        }
        return map.endMap();
    }

    MapWriter peerDown(int source, String reason) {
        return begin(Types.PEER_DOWN)
                .put(Keys.SOURCE, source)
                .put(Keys.REASON, reason)
                .endMap();
    }

    MapWriter nexusSettled(int source) {
        return begin(Types.NEXUS_SETTLED).put(Keys.SOURCE, source).endMap();
    }

    MapWriter nexusRefused(long fromSeq, long ticks) {
        return begin(Types.NEXUS_REFUSED)
                .put(Keys.FROM_SEQ, fromSeq)
                .put(Keys.TICKS, ticks)
                .endMap();
    }

    MapWriter nexusWritable() {
        return begin(Types.NEXUS_WRITABLE).endMap();
    }

    MapWriter sendRefused(int source, String ref, boolean cancel, String reason) {
        return begin(Types.SEND_REFUSED)
                .put(Keys.SOURCE, source)
                .put(Keys.REF, ref)
                .put(Keys.COUNT, cancel ? 1 : 0)
                .put(Keys.REASON, reason)
                .endMap();
    }

    MapWriter proceed() {
        return begin(Types.CONTINUE).endMap();
    }

    MapWriter systemHalt(String who, String reason) {
        return begin(Types.SYSTEM_HALT)
                .put(Keys.REASON, reason)
                .put(Keys.WHO, who)
                .endMap();
    }

    MapWriter recovery(String runId, Recovery recovery) {
        begin(Types.RECOVERY).put(Keys.RUN_ID, runId).put(Keys.LAST_SEQUENCE, recovery.lastSequence());
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

    MapWriter checkpoint(Router router) {
        OutputDigest digest = router.digest();
        return begin(Types.CHECKPOINT)
                .put(Keys.LAST_SEQUENCE, router.lastInput())
                .put(Keys.CRC, Integer.toUnsignedLong(digest.crc()))
                .put(Keys.COUNT, digest.count())
                .put(Keys.BYTES, digest.bytes())
                .endMap();
    }

    MapWriter note(String level, String who, String text) {
        return begin(Types.NOTE)
                .put(Keys.LEVEL, level)
                .put(Keys.TEXT, text)
                .put(Keys.WHO, who)
                .endMap();
    }

    MapWriter run(RunIdentity run) {
        return begin(Types.RUN)
                .put(Keys.JOURNAL_ID, run.journalId())
                .put(Keys.RUN_ID, run.runId())
                .put(Keys.BUILD, run.build())
                .put(Keys.ROUTER_VERSION, Router.VERSION)
                .put(Keys.JAVA, run.java())
                .put(Keys.OS, run.os())
                .put(Keys.SCHEMA, RunIdentity.SCHEMA)
                .put(Keys.CLOCK, RunIdentity.CLOCK)
                .put(Keys.BOOT_ID, run.bootId())
                .put(Keys.EDGE_HASH, run.edgeHash())
                .put(DURABILITY, run.durability().name())
                .endMap();
    }
}
