package nexus.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 24 hours in simulated time, over midnight: two ticks and a checkpoint a second, a signal and its fill a minute. */
@Timeout(120)
class DayOfTicksTest {
    private static final int SECONDS = 24 * 3_600;
    private static final long START_NANOS =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-11-22T18:00:00Z").getEpochSecond());

    @TempDir
    Path folder;

    private final Router router = new Router();
    private final MapWriter map = new MapWriter(1_024);
    private final JournalRecord record = new JournalRecord();
    private long nowNanos = START_NANOS;
    private JournalWriter journal;
    private int orders;
    private int ticks;

    @Test
    void aDayRollsOverMidnightAndReplaysToTheSame() throws Exception {
        Path config = folder.resolve("gateway.yaml");
        java.nio.file.Files.writeString(
                config, "platforms: { nt8: { dialect: nt8 } }\nsymbols:\n  NQ: { nt8: NQ 03-25 }\n");
        try (JournalWriter writer = JournalWriter.open(folder, "day", 1, () -> nowNanos, Settings.small())) {
            journal = writer;
            input(RecordKind.RUN, 0, run());
            input(
                    RecordKind.CONFIG,
                    0,
                    message(Types.CONFIG)
                            .put(
                                    Keys.CONFIGURATION,
                                    NormalForm.of(ConfigLoader.load(config).router())));
            peerUp(1, "platform");
            peerUp(2, "nexus");
            input(RecordKind.CONTROL, 0, message(Types.NEXUS_SETTLED).put(Keys.SOURCE, 2));
            input(RecordKind.PLATFORM_IN, 1, message(Types.REGISTER).put(Keys.PLATFORM, "nt8"));
            for (int second = 0; second < SECONDS; second++) {
                passSecond(second);
            }
        }
        assertThat(orders).isEqualTo(SECONDS / 60);
        assertThat(ticks).isEqualTo(2 * SECONDS);
        assertReplays();
    }

    private void passSecond(int second) {
        tick(16_250 + second % 100);
        tick(16_250.25 + second % 100);
        if (second % 60 == 30) {
            String id = "s" + second;
            input(
                    RecordKind.NEXUS_IN,
                    2,
                    message(Types.SIGNAL)
                            .put(Keys.SYMBOL, "NQ")
                            .put(Keys.SIDE, second % 120 == 30 ? "BUY" : "SELL")
                            .put(Keys.QUANTITY, 1)
                            .put(Keys.ORDER_ID, id));
            input(
                    RecordKind.PLATFORM_IN,
                    1,
                    message(Types.ORDER_FILL)
                            .put(Keys.ORDER_ID, id)
                            .put(Keys.SYMBOL, "NQ 03-25")
                            .put(Keys.FILLED_QTY, 1)
                            .put(Keys.FILL_PRICE, 16_250)
                            .put(Keys.STATUS, "FILLED"));
        }
        input(RecordKind.CONTROL, 0, message(Types.CLOCK));
        append(
                RecordKind.CHECKPOINT,
                0,
                0,
                message(Types.CHECKPOINT)
                        .put(Keys.LAST_SEQUENCE, router.lastInput())
                        .put(Keys.CRC, Integer.toUnsignedLong(router.digest().crc()))
                        .put(Keys.COUNT, router.digest().count())
                        .put(Keys.BYTES, router.digest().bytes())
                        .endMap());
        nowNanos += TimeUnit.SECONDS.toNanos(1);
    }

    private void tick(double price) {
        input(
                RecordKind.PLATFORM_IN,
                1,
                message(Types.MARKET_DATA)
                        .put(Keys.PLATFORM, "nt8")
                        .beginMap(Keys.DATA)
                        .put(Keys.SYMBOL, "NQ 03-25")
                        .put(Keys.PRICE, price)
                        .put(Keys.VOLUME, 1)
                        .put(Keys.TIMESTAMP, nowNanos / 1e9)
                        .endMap());
    }

    private MapWriter run() {
        return message(Types.RUN)
                .put(Keys.JOURNAL_ID, "DAYDAYDA")
                .put(Keys.RUN_ID, "day")
                .put(Keys.ROUTER_VERSION, Router.VERSION);
    }

    private void peerUp(int source, String endpoint) {
        input(
                RecordKind.CONTROL,
                0,
                message(Types.PEER_UP)
                        .put(Keys.SOURCE, source)
                        .put(Keys.ENDPOINT, endpoint)
                        .put(Keys.IDENTITY, "00"));
    }

    private MapWriter message(String type) {
        return map.reset().beginMap().put(Keys.TYPE, type);
    }

    private void input(RecordKind kind, int source, MapWriter message) {
        byte[] bytes = message.endMap().toBytes();
        long sequence = journal.append(kind, 0, source, 0, nowNanos, bytes, 0, bytes.length);
        router.route(record.set(sequence, nowNanos, kind, 0, source, 0, bytes, 0, bytes.length), new Stored());
    }

    private void append(RecordKind kind, int source, long cause, MapWriter message) {
        journal.append(kind, 0, source, cause, nowNanos, message.buffer(), message.offset(), message.length());
    }

    private void assertReplays() {
        Replay replay = new Replay(new Router());
        JournalRecord read = new JournalRecord();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(read)) {
                replay.accept(read);
            }
        }
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.pending()).isEmpty();
        assertThat(replay.checkpoints()).isEqualTo(SECONDS);
        assertThat(replay.router().stateBytes()).isEqualTo(router.stateBytes());
    }

    /** Journals what is stored, as the duty cycle does, and counts. */
    private final class Stored implements Outputs {
        @Override
        public void output(Output output) {
            if (!output.isStored()) {
                ticks++;
                return;
            }
            if (output.role() == Output.Role.ORDER) {
                orders++;
            }
            journal.append(
                    output.kind(),
                    0,
                    output.source(),
                    output.cause(),
                    nowNanos,
                    output.buffer(),
                    output.offset(),
                    output.length());
        }

        @Override
        public void note(Level level, long seq, String text) {
            assertThat(level).as(text).isNotEqualTo(Level.ALARM);
        }
    }
}
