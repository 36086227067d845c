package nexus.adapters.companion;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.LinkSettings;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** The adapter, on a port that stays its own, and a gateway that is played by hand. */
final class CompanionStage implements AutoCloseable {
    final List<String> said = new CopyOnWriteArrayList<>();
    final FakeGateway gateway = FakeGateway.forPlatforms();
    private final Path folder;
    private final String account;
    private final List<String> symbols;
    CompanionAdapter adapter;
    Received peer;
    private int port;

    private CompanionStage(Path folder, String account, List<String> symbols) {
        this.folder = folder;
        this.account = account;
        this.symbols = symbols;
    }

    static CompanionStage start(Path folder, String account, String... symbols) throws IOException {
        CompanionStage stage = new CompanionStage(folder, account, List.of(symbols));
        stage.open();
        return stage;
    }

    /** Starts the adapter, and lets the gateway take it. */
    void open() throws IOException {
        adapter = CompanionAdapter.open(
                LinkSettings.of(gateway.endpoint(), "platform"),
                new CompanionSettings(port, account, symbols, "start the companion"),
                folder.resolve("adapter"),
                said::add);
        port = adapter.port();
        adapter.start();
        peer = gateway.takeRegistration();
    }

    int port() {
        return port;
    }

    /** Waits until orders can be sent. */
    CompanionStage up() {
        Eventually.await("up: " + said, adapter::isUp);
        return this;
    }

    /** A market order to buy. */
    void order(String ref, String symbol, String quantity) {
        order(ref, symbol, "BUY", quantity, "MARKET", null, null, null);
    }

    void order(
            String ref,
            String symbol,
            String side,
            String quantity,
            String type,
            String limit,
            String stop,
            String timeInForce) {
        gateway.send(peer, Types.ORDER, map -> {
            map.put(Keys.REF, ref)
                    .put(Keys.ORDER_ID, ref)
                    .put(Keys.SYMBOL, symbol)
                    .put(Keys.SIDE, side)
                    .put(Keys.QUANTITY, new BigDecimal(quantity))
                    .put(Keys.ORDER_TYPE, type);
            put(map, Keys.LIMIT_PRICE, limit);
            put(map, Keys.STOP_PRICE, stop);
            if (timeInForce != null) {
                map.put(Keys.TIME_IN_FORCE, timeInForce);
            }
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
        return map -> map.put(Keys.REF, ref).put(Keys.ORDER_ID, ref);
    }

    /** The next order event for the gateway, in one line; positions and ticks are passed over. */
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
            case Types.ORDER_ACK -> "ack " + fields.text(Keys.REF) + " " + fields.text(Keys.PLATFORM_ORDER_ID);
            case Types.ORDER_FILL ->
                "fill " + fields.text(Keys.REF) + " "
                        + plain(fields.decimal(Keys.FILLED_QTY)) + "@" + plain(fields.decimal(Keys.FILL_PRICE)) + " "
                        + fields.text(Keys.EXEC_ID) + " " + fields.text(Keys.STATUS);
            case Types.ORDER_REJECT -> "reject " + fields.text(Keys.REF) + ": " + fields.text(Keys.REASON);
            case Types.ORDER_CANCELED -> "canceled " + fields.text(Keys.REF) + ": " + fields.text(Keys.REASON);
            case Types.ORDER_STATUS ->
                "status " + fields.text(Keys.REF) + " " + fields.text(Keys.STATUS) + " "
                        + plain(fields.decimal(Keys.CUM_QTY));
            default -> null;
        };
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Waits until something was said that holds these words. */
    void awaitSaid(String words) {
        Eventually.await("said: " + words + " in " + said, () -> countSaid(words) > 0);
    }

    long countSaid(String words) {
        return said.stream().filter(line -> line.contains(words)).count();
    }

    @Override
    public void close() {
        adapter.close();
        gateway.close();
    }
}
