package nexus.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.DefaultFile;
import nexus.config.NormalForm;
import nexus.gateway.router.Output;
import nexus.gateway.router.OutputDigest;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Settings;
import nexus.journal.store.SnapshotReader;
import nexus.journal.store.SnapshotStore;

/** Writes a journal as the live gateway does: each input, then what a router makes of it. */
final class JournalScript implements AutoCloseable {
    static final int PLATFORM = 1;
    static final int NEXUS = 2;
    private static final long START_NANOS = 1_800_000_000_000_000_000L;
    private static final long STEP_NANOS = 1_000_000;

    private final Path dataFolder;
    private final Router router = new Router();
    private final JournalRecord record = new JournalRecord();
    private final MapWriter message = new MapWriter(256);
    private final Outputs journaling = new Journaling();
    private JournalWriter writer;
    private long timeNanos = START_NANOS;
    private boolean dropOutputs;
    private byte[] alteredOutput;
    private UnaryOperator<byte[]> defect = UnaryOperator.identity();
    private OutputFault fault = OutputFault.NONE;

    /** What goes wrong with the next output that is journaled. */
    enum OutputFault {
        NONE,
        DROPPED,
        DOUBLED,
        /** It names another input as its cause. */
        MOVED
    }

    JournalScript(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    /** Opens a run and writes what each run begins with. */
    JournalScript run(String runId, int routerVersion) throws IOException, ConfigException {
        return run(runId, routerVersion, writer == null ? 1 : writer.nextSequence());
    }

    /** Opens a run that begins with this record, whatever the journal ends with. */
    JournalScript runFrom(String runId, long first) throws IOException, ConfigException {
        return run(runId, Router.VERSION, first);
    }

    private JournalScript run(String runId, int routerVersion, long first) throws IOException, ConfigException {
        close();
        writer = JournalWriter.open(dataFolder, runId, first, () -> timeNanos, Settings.small());
        input(
                RecordKind.RUN,
                0,
                run -> run.put(Keys.TYPE, Types.RUN)
                        .put(Keys.JOURNAL_ID, "ABCDEFGH")
                        .put(Keys.RUN_ID, runId)
                        .put(Keys.BUILD, "test")
                        .put(Keys.ROUTER_VERSION, routerVersion));
        if (first == 1) {
            Path file = Files.createTempFile("gateway", ".yaml");
            // Prices are made up to be told apart: how far an execution lies from the last one says nothing here.
            Files.writeString(file, DefaultFile.text().replace("  maxDistance: 5%\n", ""));
            String configuration = NormalForm.of(ConfigLoader.load(file).router());
            Files.delete(file);
            input(
                    RecordKind.CONFIG,
                    0,
                    config -> config.put(Keys.TYPE, Types.CONFIG).put(Keys.CONFIGURATION, configuration));
        }
        return this;
    }

    /** What a start after a clean or unclean end writes behind RUN. */
    JournalScript recovery(long lastSequence, int missing, String torn) {
        return control(Types.RECOVERY, recovery -> {
            recovery.put(Keys.RUN_ID, "earlier").put(Keys.LAST_SEQUENCE, lastSequence);
            recovery.beginArray(Keys.ABANDONED, 0)
                    .beginArray(Keys.UNCANCELED, 0)
                    .put(Keys.NEXUS_FROM_SEQ, 0)
                    .put(Keys.MISSING, missing)
                    .put(Keys.REBOOTED, false);
            if (torn != null) {
                recovery.put(Keys.TORN, torn);
            }
        });
    }

    /** Both ends connect, and the platform joins. */
    JournalScript connect() {
        peerUp(PLATFORM, "platform");
        peerUp(NEXUS, "nexus");
        control(Types.NEXUS_SETTLED, settled -> settled.put(Keys.SOURCE, NEXUS));
        return input(
                RecordKind.PLATFORM_IN,
                PLATFORM,
                register -> register.put(Keys.TYPE, Types.REGISTER).put(Keys.PLATFORM, "nt8"));
    }

    private void peerUp(int source, String endpoint) {
        control(
                Types.PEER_UP,
                up -> up.put(Keys.SOURCE, source).put(Keys.ENDPOINT, endpoint).put(Keys.IDENTITY, "00"));
    }

    JournalScript tick(double price) {
        return input(
                RecordKind.PLATFORM_IN,
                PLATFORM,
                tick -> tick.put(Keys.TYPE, Types.MARKET_DATA)
                        .put(Keys.PLATFORM, "nt8")
                        .beginMap(Keys.DATA)
                        .put(Keys.SYMBOL, "NQ 03-25")
                        .put(Keys.PRICE, price)
                        .put(Keys.VOLUME, 1)
                        .endMap());
    }

    JournalScript signal(String orderId) {
        return input(
                RecordKind.NEXUS_IN,
                NEXUS,
                signal -> signal.put(Keys.TYPE, Types.SIGNAL)
                        .put(Keys.SYMBOL, "NQ")
                        .put(Keys.SIDE, "BUY")
                        .put(Keys.QUANTITY, 1)
                        .put(Keys.ORDER_ID, orderId));
    }

    JournalScript fill(String orderId) {
        return input(
                RecordKind.PLATFORM_IN,
                PLATFORM,
                fill -> fill.put(Keys.TYPE, Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, orderId)
                        .put(Keys.SYMBOL, "NQ 03-25")
                        .put(Keys.FILLED_QTY, 1)
                        .put(Keys.FILL_PRICE, 16250.5)
                        .put(Keys.STATUS, "FILLED"));
    }

    /** From here on the router's outputs do not reach the journal. */
    JournalScript dropOutputs() {
        dropOutputs = true;
        return this;
    }

    /** From here on they do again. */
    JournalScript keepOutputs() {
        dropOutputs = false;
        return this;
    }

    /** The next output is journaled as these bytes. */
    JournalScript alterNextOutput(byte[] bytes) {
        alteredOutput = bytes.clone();
        return this;
    }

    /** The next output goes wrong. */
    JournalScript faultNextOutput(OutputFault next) {
        fault = next;
        return this;
    }

    /** From here on the router is made to see other bytes than the journal holds. */
    JournalScript defect(UnaryOperator<byte[]> seen) {
        defect = seen;
        return this;
    }

    /** Lets time pass: a day file more if it goes beyond midnight. */
    JournalScript pass(long nanos) {
        timeNanos += nanos;
        return this;
    }

    /** A checkpoint, and the snapshot behind it. */
    JournalScript snapshot() throws IOException {
        return snapshot(UnaryOperator.identity());
    }

    /** The same with another state in the snapshot. */
    JournalScript snapshot(UnaryOperator<byte[]> changed) throws IOException {
        return checkpoint().snapshotBehind(changed);
    }

    /** Removes the snapshots behind this record and later ones. */
    static void deleteSnapshots(Path dataFolder, long from) throws IOException {
        for (long sequence : SnapshotReader.of(dataFolder).sequences()) {
            if (sequence >= from) {
                Files.delete(dataFolder.resolve("snapshots").resolve(String.format("%020d.snapshot", sequence)));
            }
        }
    }

    /** The snapshot behind a checkpoint that is there already. */
    JournalScript snapshotBehind(UnaryOperator<byte[]> changed) throws IOException {
        byte[] state = changed.apply(router.stateBytes());
        SnapshotStore.open(dataFolder).write(lastSequence(), Router.VERSION, state, state.length);
        return this;
    }

    /** The router that has seen all this. */
    Router router() {
        return router;
    }

    JournalScript checkpoint() {
        return checkpoint(router.digest().crc());
    }

    JournalScript checkpoint(int crc) {
        OutputDigest digest = router.digest();
        byte[] payload = message.reset()
                .beginMap()
                .put(Keys.TYPE, Types.CHECKPOINT)
                .put(Keys.LAST_SEQUENCE, router.lastInput())
                .put(Keys.CRC, Integer.toUnsignedLong(crc))
                .put(Keys.COUNT, digest.count())
                .put(Keys.BYTES, digest.bytes())
                .endMap()
                .toBytes();
        append(RecordKind.CHECKPOINT, 0, 0, payload);
        return this;
    }

    JournalScript control(String type, Consumer<MapWriter> fields) {
        return input(RecordKind.CONTROL, 0, map -> fields.accept(map.put(Keys.TYPE, type)));
    }

    JournalScript input(RecordKind kind, int source, Consumer<MapWriter> fields) {
        message.reset().beginMap();
        fields.accept(message);
        return raw(kind, source, message.endMap().toBytes());
    }

    /** An input of any fields. */
    JournalScript message(RecordKind kind, int source, Consumer<MapWriter> fields) {
        return input(kind, source, fields);
    }

    /** A connection comes: {@code platform}, {@code nexus} or {@code operator}. */
    JournalScript peer(int source, String endpoint) {
        peerUp(source, endpoint);
        return this;
    }

    /** So much time passes before the next record. */
    JournalScript pause(long nanos) {
        timeNanos += nanos;
        return this;
    }

    /** Time of the last record, ns since the epoch. */
    long timeNanos() {
        return timeNanos;
    }

    /** An input of any bytes. */
    JournalScript raw(RecordKind kind, int source, byte[] payload) {
        long sequence = append(kind, source, 0, payload);
        byte[] seen = defect.apply(payload);
        router.route(record.set(sequence, timeNanos, kind, 0, source, 0, seen, 0, seen.length), journaling);
        return this;
    }

    private long append(RecordKind kind, int source, long cause, byte[] payload) {
        timeNanos += STEP_NANOS;
        return writer.append(kind, 0, source, cause, timeNanos, payload, 0, payload.length);
    }

    /** Sequence of the last record. */
    long lastSequence() {
        return writer.nextSequence() - 1;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    private final class Journaling implements Outputs {
        @Override
        public void output(Output output) {
            if (!output.isStored() || dropOutputs) {
                return;
            }
            byte[] bytes = new byte[output.length()];
            System.arraycopy(output.buffer(), output.offset(), bytes, 0, bytes.length);
            OutputFault now = fault;
            fault = OutputFault.NONE;
            if (now != OutputFault.DROPPED) {
                long cause = output.cause() - (now == OutputFault.MOVED ? 1 : 0);
                append(output.kind(), output.source(), cause, alteredOutput == null ? bytes : alteredOutput);
                alteredOutput = null;
            }
            if (now == OutputFault.DOUBLED) {
                append(output.kind(), output.source(), output.cause(), bytes);
            }
        }

        @Override
        public void note(Level level, long seq, String text) {
            // Nobody listens.
        }
    }
}
