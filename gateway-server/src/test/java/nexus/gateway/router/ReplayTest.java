package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nexus.gateway.router.Recording.Entry;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change planted in a recording is found, at the record where it shows. */
class ReplayTest {
    private static final long SEED = 7;
    private static List<Entry> recorded;

    @BeforeAll
    static void record() {
        RandomDay day = new RandomDay(SEED, RandomDay.Client.ANY);
        for (int i = 0; i < 1_500; i++) {
            day.step();
        }
        day.finish();
        recorded = List.copyOf(day.run().recording().entries());
        assertThat(Recording.replay(recorded).firstDivergence()).isEmpty();
    }

    /** The index of the n-th record of a kind, from the middle of the day on. */
    private static int indexOf(RecordKind kind, int n) {
        int left = n;
        for (int i = recorded.size() / 2; i < recorded.size(); i++) {
            if (recorded.get(i).kind() == kind && left-- == 0) {
                return i;
            }
        }
        throw new AssertionError("no " + kind);
    }

    private static Divergence divergence(List<Entry> changed) {
        return Recording.replay(changed).firstDivergence().orElseThrow();
    }

    private static List<Entry> withPayload(int index, byte[] payload) {
        List<Entry> changed = new ArrayList<>(recorded);
        changed.set(index, recorded.get(index).withPayload(payload));
        return changed;
    }

    @Test
    void anyAlteredByteOfAnOutputIsFoundAtItsRecord() {
        Random random = new Random(SEED);
        for (RecordKind kind : List.of(RecordKind.PLATFORM_OUT, RecordKind.NEXUS_OUT, RecordKind.OPERATOR_OUT)) {
            int index = indexOf(kind, 1);
            byte[] payload = recorded.get(index).payload().clone();
            payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
            Divergence found = divergence(withPayload(index, payload));
            assertThat(found.sequence()).isEqualTo(recorded.get(index).sequence());
            assertThat(found.cause()).isEqualTo(recorded.get(index).cause());
            assertThat(found.isAcrossVersions()).isFalse();
        }
    }

    @Test
    void anOutputToAnotherConnectionIsFoundAtItsRecord() {
        int index = indexOf(RecordKind.NEXUS_OUT, 2);
        Entry e = recorded.get(index);
        List<Entry> changed = new ArrayList<>(recorded);
        changed.set(index, new Entry(e.sequence(), e.timeNanos(), e.kind(), 0, e.source() + 1, e.cause(), e.payload()));
        assertThat(divergence(changed).sequence()).isEqualTo(e.sequence());
    }

    @Test
    void aDroppedOutputIsFoundAtTheNextOutputOrCheckpoint() {
        for (RecordKind kind : List.of(RecordKind.PLATFORM_OUT, RecordKind.NEXUS_OUT)) {
            int index = indexOf(kind, 3);
            List<Entry> changed = new ArrayList<>(recorded);
            changed.remove(index);
            Entry next = changed.subList(index, changed.size()).stream()
                    .filter(entry -> !entry.kind().isInput())
                    .findFirst()
                    .orElseThrow();
            Divergence found = divergence(changed);
            assertThat(found.sequence()).isEqualTo(next.sequence());
            assertThat(found.cause()).isEqualTo(recorded.get(index).cause());
        }
    }

    @Test
    void anOutputTooManyIsFoundAtItsRecord() {
        int index = indexOf(RecordKind.NEXUS_OUT, 3);
        List<Entry> changed = new ArrayList<>(recorded);
        changed.add(index, recorded.get(index));
        // The double is taken for the first, so the second shows.
        Divergence found = divergence(changed);
        assertThat(found.sequence()).isGreaterThanOrEqualTo(recorded.get(index).sequence());
        assertThat(found.sequence()).isLessThanOrEqualTo(recorded.get(index + 1).sequence());
    }

    @Test
    void anAlteredCheckpointIsFoundAtItsRecord() {
        int index = indexOf(RecordKind.CHECKPOINT, 1);
        byte[] payload = recorded.get(index).payload();
        for (String key : List.of("crc", "count", "bytes", "last_sequence")) {
            Map<String, Object> fields = new TreeMap<>();
            Json.parseMessage(payload).forEach((name, value) -> fields.put(name.toString(), value));
            fields.put(key, ((Number) fields.get(key)).longValue() + 1);
            Divergence found = divergence(withPayload(index, Json.toMessagePack(fields)));
            assertThat(found.sequence()).as(key).isEqualTo(recorded.get(index).sequence());
        }
    }

    @Test
    void anAlteredTickIsFoundAtTheNextCheckpoint() {
        int index = (int) forwardedTick() - 1;
        Map<String, Object> tick = new TreeMap<>();
        Json.parseMessage(recorded.get(index).payload()).forEach((name, value) -> tick.put(name.toString(), value));
        tick.put("planted", 1);
        Entry checkpoint = recorded.subList(index, recorded.size()).stream()
                .filter(entry -> entry.kind() == RecordKind.CHECKPOINT)
                .findFirst()
                .orElseThrow();
        Divergence found = divergence(withPayload(index, Json.toMessagePack(tick)));
        assertThat(found.sequence()).isEqualTo(checkpoint.sequence());
    }

    /** The sequence of an input in the second half of the day that made a tick. */
    private static long forwardedTick() {
        List<Long> causes = new ArrayList<>();
        Router router = new Router();
        Outputs outputs = new Outputs() {
            @Override
            public void output(Output output) {
                if (output.role() == Output.Role.MARKET_DATA && output.cause() > recorded.size() / 2) {
                    causes.add(output.cause());
                }
            }

            @Override
            public void note(Level level, long seq, String text) {
                // Not looked for here.
            }
        };
        recorded.forEach(entry -> router.route(entry.toRecord(), outputs));
        return causes.get(0);
    }

    @Test
    void whatIsMissingAtTheUnfinishedEndIsNoDivergence() {
        int index = indexOf(RecordKind.NEXUS_OUT, 4);
        Replay replay = Recording.replay(recorded.subList(0, index));
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.pending()).isNotEmpty();
        assertThat(replay.pending().iterator().next().cause())
                .isEqualTo(recorded.get(index).cause());
    }

    @Test
    void anotherVersionsJournalIsToldApart() {
        List<Entry> changed = new ArrayList<>(withPayload(indexOf(RecordKind.NEXUS_OUT, 1), new byte[] {(byte) 0x80}));
        byte[] run = Json.toMessagePack("{\"type\":\"RUN\",\"journal_id\":\"" + RouterRun.JOURNAL_ID
                + "\",\"run_id\":\"run\",\"router_version\":" + (Router.VERSION + 1) + "}");
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).kind() == RecordKind.RUN) {
                changed.set(i, changed.get(i).withPayload(run));
            }
        }
        assertThat(divergence(changed).isAcrossVersions()).isTrue();
    }
}
