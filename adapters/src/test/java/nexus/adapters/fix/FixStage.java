package nexus.adapters.fix;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nexus.adapters.fix.FixSettings.MarketDataSettings;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.orders.Steps;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** An adapter between a gateway that is played by hand and a counterparty on some port. */
final class FixStage implements AutoCloseable {
    static final String NQ = "NQH25";

    final List<String> said = new CopyOnWriteArrayList<>();
    private final Path folder;
    FakeGateway gateway = FakeGateway.forPlatforms();
    FixAdapter adapter;
    Received peer;
    private FixSettings settings;

    FixStage(Path folder, int port) {
        this.folder = folder;
        this.settings = new FixSettings(
                session(port, "CLIENT", "SERVER"),
                null,
                "ACC1",
                Map.of(21, "1"),
                true,
                new MarketDataSettings(false, 1, true, true, true),
                List.of(
                        new FixSymbol(
                                NQ,
                                "1001",
                                Map.of(48, "4711", 22, "8"),
                                new Steps(new BigDecimal("0.25"), BigDecimal.ONE)),
                        new FixSymbol("GCZ3", "GC", Map.of(), Steps.ANY)));
    }

    static FixSessionSettings session(int port, String sender, String target) {
        return new FixSessionSettings(
                "127.0.0.1", port, sender, target, "", "", "me", "secret-word", 30, false, null, null);
    }

    /** Changes the settings before {@link #start}. */
    FixStage with(UnaryOperator<FixSettings> change) {
        settings = change.apply(settings);
        return this;
    }

    /** Changes the session for orders before {@link #start}. */
    FixStage withSession(UnaryOperator<FixSessionSettings> change) {
        return with(s -> new FixSettings(
                change.apply(s.trade()),
                s.quote(),
                s.account(),
                s.orderFields(),
                s.asksStatus(),
                s.marketData(),
                s.symbols()));
    }

    FixStage withData(MarketDataSettings data, FixSessionSettings quote) {
        return with(s ->
                new FixSettings(s.trade(), quote, s.account(), s.orderFields(), s.asksStatus(), data, s.symbols()));
    }

    /** Starts the adapter and lets the gateway take it. */
    FixStage start() throws IOException {
        adapter = FixAdapter.open(
                LinkSettings.of(gateway.endpoint(), "fix"),
                settings,
                folder.resolve("adapter"),
                said::add,
                new FixAdapter.Patience(300_000_000, 0));
        adapter.start();
        peer = gateway.takeRegistration();
        return this;
    }

    /** The same, and waits until both sides are there. */
    FixStage up() throws IOException {
        start();
        awaitUp();
        return this;
    }

    void awaitUp() {
        Eventually.await("up: " + said, adapter::isUp);
    }

    void order(String ref, String quantity) {
        gateway.sendOrder(peer, ref, NQ, quantity);
    }

    void order(String ref, String side, String type, String limit, String stop, String timeInForce) {
        gateway.send(peer, Types.ORDER, map -> {
            map.put(Keys.REF, ref)
                    .put(Keys.ORDER_ID, ref)
                    .put(Keys.SYMBOL, NQ)
                    .put(Keys.SIDE, side)
                    .put(Keys.QUANTITY, 5)
                    .put(Keys.ORDER_TYPE, type)
                    .put(Keys.TIME_IN_FORCE, timeInForce);
            put(map, Keys.LIMIT_PRICE, limit);
            put(map, Keys.STOP_PRICE, stop);
        });
    }

    private static void put(MapWriter map, Key key, String value) {
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

    /** The next order event for the gateway, in one line; ticks are passed over. */
    String event() {
        while (true) {
            String line = line(gateway.next());
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

    @Override
    public void close() {
        if (adapter != null) {
            adapter.close();
        }
        gateway.close();
    }
}
