package nexus.adapters.sierra;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.sierra.SierraSettings.DataSource;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** An adapter between a gateway and a server that are both played by hand. */
final class SierraStage implements AutoCloseable {
    static final String NQ = "NQH25";

    final StrictDtcServer server;
    final List<String> said = new CopyOnWriteArrayList<>();
    private final Path folder;
    FakeGateway gateway = FakeGateway.forPlatforms();
    SierraAdapter adapter;
    Received peer;
    private SierraSettings settings;

    SierraStage(Path folder) throws IOException {
        this.folder = folder;
        this.server = new StrictDtcServer();
        this.settings = new SierraSettings(
                "127.0.0.1",
                server.port(),
                "",
                "",
                "",
                10,
                true,
                DataSource.AUTO,
                folder,
                false,
                5,
                List.of(
                        new SierraSymbol(NQ, "NQH25-CME", "", "NQH25-CME.scid", BigDecimal.ONE, null, BigDecimal.ONE),
                        SierraSymbol.of("GCZ3")));
    }

    /** Changes the settings before {@link #start}. */
    SierraStage with(UnaryOperator<SierraSettings> change) {
        settings = change.apply(settings);
        return this;
    }

    /** Starts the adapter and lets the gateway take it. */
    SierraStage start() throws IOException {
        adapter = SierraAdapter.open(
                LinkSettings.of(gateway.endpoint(), "sierra"), settings, folder.resolve("adapter"), said::add);
        adapter.start();
        peer = gateway.takeRegistration();
        return this;
    }

    /** The same, and waits until both sides are there. */
    SierraStage up() throws IOException {
        start();
        Eventually.await("up: " + adapter.status() + server.violations(), adapter::isUp);
        return this;
    }

    /** Ends the adapter and starts another in its place. */
    void restart() throws IOException {
        adapter.close();
        up();
    }

    void order(String ref, String quantity) {
        gateway.sendOrder(peer, ref, NQ, quantity);
    }

    void limitOrder(String ref, String side, String type, String limit, String stop) {
        gateway.send(peer, Types.ORDER, map -> {
            map.put(Keys.REF, ref)
                    .put(Keys.ORDER_ID, ref)
                    .put(Keys.SYMBOL, NQ)
                    .put(Keys.SIDE, side)
                    .put(Keys.QUANTITY, 2)
                    .put(Keys.ORDER_TYPE, type)
                    .put(Keys.TIME_IN_FORCE, "GTC");
            put(map, Keys.LIMIT_PRICE, limit);
            put(map, Keys.STOP_PRICE, stop);
        });
    }

    private static void put(MapWriter map, nexus.journal.message.Key key, String value) {
        if (value != null) {
            map.put(key, new BigDecimal(value));
        }
    }

    void cancel(String ref) {
        gateway.send(peer, Types.ORDER_CANCEL, about(ref));
    }

    void ask(String ref) {
        gateway.send(peer, Types.ORDER_STATUS_REQUEST, about(ref));
    }

    private static Consumer<MapWriter> about(String ref) {
        return map -> map.put(Keys.REF, ref).put(Keys.ORDER_ID, ref).put(Keys.SYMBOL, NQ);
    }

    /** The next order event for the gateway, in one line; positions and ticks are passed over. */
    String event() {
        while (true) {
            Received received = gateway.next();
            String line = line(received);
            if (line != null) {
                return line;
            }
        }
    }

    /** The next events, in one list. */
    List<String> events(int count) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event());
        }
        return events;
    }

    private static String line(Received received) {
        var fields = received.fields();
        return switch (received.type()) {
            case Types.ORDER_ACK -> "ack " + fields.text(Keys.REF);
            case Types.ORDER_FILL ->
                "fill " + fields.text(Keys.REF) + " "
                        + fields.decimal(Keys.FILLED_QTY).toPlainString() + "@"
                        + fields.decimal(Keys.FILL_PRICE).toPlainString() + " " + fields.text(Keys.EXEC_ID) + " "
                        + fields.text(Keys.STATUS);
            case Types.ORDER_REJECT -> "reject " + fields.text(Keys.REF) + ": " + fields.text(Keys.REASON);
            case Types.ORDER_CANCELED -> "canceled " + fields.text(Keys.REF) + ": " + fields.text(Keys.REASON);
            case Types.ORDER_STATUS ->
                "status " + fields.text(Keys.REF) + " " + fields.text(Keys.STATUS) + " "
                        + fields.decimal(Keys.CUM_QTY).toPlainString();
            default -> null;
        };
    }

    /** Waits until something was said that holds these words. */
    void awaitSaid(String words) {
        Eventually.await("said: " + words + " in " + said, () -> said.stream().anyMatch(line -> line.contains(words)));
    }

    long countSaid(String words) {
        return said.stream().filter(line -> line.contains(words)).count();
    }

    @Override
    public void close() throws IOException {
        if (adapter != null) {
            adapter.close();
        }
        server.close();
        gateway.close();
        if (!server.violations().isEmpty()) {
            throw new AssertionError("what the client did wrong: " + server.violations());
        }
    }
}
