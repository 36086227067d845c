package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.RouterRun.Sent;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;

/**
 * Two platforms of one dialect and one with other units, NEXUS and an operator, under the limits of a test. NQ is worth
 * 20 USD a point, ES 50.
 */
final class RiskScene {
    static final int NEXUS = 900;
    static final int OPERATOR = 800;

    private static final String BASE = """
            platforms: {a: {dialect: d}, b: {dialect: d}, c: {dialect: e}}
            symbols:
              NQ: {d: {symbol: NQ1, samePrice: true}, e: {symbol: NAS, quantityFactor: 10}}
              ES: {d: {symbol: ES1, samePrice: true}}
            instruments:
              NQ: {currency: USD, multiplier: 20, tickSize: 0.25}
              ES: {currency: USD, multiplier: 50, tickSize: 0.25}
            """;

    private final RouterRun run = new RouterRun();
    private Step last;
    private int signals;

    /** @param risk what stands behind the platforms and symbols in the file */
    RiskScene(String risk) {
        run.begin(Router.VERSION);
        run.configure(normalForm(risk));
        run.recover(false);
        control("{\"type\":\"PEER_UP\",\"source\":" + NEXUS + ",\"endpoint\":\"nexus\",\"identity\":\"00\"}");
        control("{\"type\":\"NEXUS_SETTLED\",\"source\":" + NEXUS + "}");
        platform(1, "a", "cancel");
        platform(2, "b");
        platform(3, "c");
    }

    static String normalForm(String risk) {
        try {
            Path file = Files.createTempFile("risk", ".yaml");
            try {
                return NormalForm.of(
                        ConfigLoader.load(Files.writeString(file, BASE + risk)).router());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    RouterRun run() {
        return run;
    }

    void platform(int source, String name, String... capabilities) {
        input(
                RecordKind.PLATFORM_IN,
                source,
                Map.of("type", "REGISTER", "platform", name, "capabilities", List.of(capabilities)));
    }

    /** A price of NQ on platform a. */
    void price(double price) {
        tick(1, "NQ1", price);
    }

    void tick(int source, String symbol, double price) {
        input(
                RecordKind.PLATFORM_IN,
                source,
                Map.of("type", "MARKET_DATA", "data", Map.of("symbol", symbol, "price", price)));
    }

    void clock() {
        control("{\"type\":\"CLOCK\"}");
    }

    void pass(long millis) {
        run.passTime(millis * 1_000_000);
    }

    Step control(String json) {
        return stored(run.control(RecordKind.CONTROL, json));
    }

    Step input(RecordKind kind, int source, Map<String, ?> message) {
        return stored(run.input(kind, 0, source, Json.toMessagePack(message)));
    }

    private Step stored(Step step) {
        step.outputs().forEach(run::store);
        last = step;
        return step;
    }

    /** What NEXUS is told of a signal: its SIGNAL_ACK or REJECT. {@code more} is keys and values. */
    Map<?, ?> signal(String side, Object quantity, Object... more) {
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("type", "SIGNAL");
        signal.put("symbol", "NQ");
        signal.put("order_id", "s" + ++signals);
        signal.put("side", side);
        signal.put("quantity", quantity);
        for (int i = 0; i < more.length; i += 2) {
            signal.put((String) more[i], more[i + 1]);
        }
        input(RecordKind.NEXUS_IN, NEXUS, signal);
        List<Map<?, ?>> answers = told("SIGNAL_ACK", "REJECT");
        assertThat(answers).as("answers to " + signal).hasSize(1);
        return answers.get(0);
    }

    /** The same for platform a alone. */
    Map<?, ?> onA(String side, Object quantity, Object... more) {
        List<Object> all = new ArrayList<>(List.of(more));
        all.add("platforms");
        all.add(List.of("a"));
        return signal(side, quantity, all.toArray());
    }

    void fill(int source, String orderId, Object quantity, double price) {
        input(
                RecordKind.PLATFORM_IN,
                source,
                Map.of(
                        "type",
                        "ORDER_FILL",
                        "order_id",
                        orderId,
                        "symbol",
                        "NQ1",
                        "filled_qty",
                        quantity,
                        "fill_price",
                        price));
    }

    /** What the operator is answered. */
    Map<?, ?> operator(String type, String... more) {
        Map<String, Object> message = new LinkedHashMap<>(Map.of("type", type, "who", "anna"));
        for (int i = 0; i < more.length; i += 2) {
            message.put(more[i], more[i + 1]);
        }
        input(RecordKind.OPERATOR_IN, OPERATOR, message);
        return outputs("ANSWER").get(0);
    }

    /** What the last input told NEXUS, of these types. */
    List<Map<?, ?>> told(String... types) {
        return outputs(types);
    }

    /** What the last input made, of these types. */
    List<Map<?, ?>> outputs(String... types) {
        List<Map<?, ?>> found = new ArrayList<>();
        for (Sent sent : last.outputs()) {
            Map<?, ?> message = Json.parseMessage(sent.message());
            if (List.of(types).contains(message.get("type"))) {
                found.add(message);
            }
        }
        return found;
    }

    Step last() {
        return last;
    }

    Map<?, ?> status() {
        return report(run.router()::describeStatus);
    }

    List<?> limits() {
        return (List<?>) report(run.router()::describeLimits).get("limits");
    }

    private static Map<?, ?> report(java.util.function.Consumer<MapWriter> report) {
        MapWriter writer = new MapWriter(256);
        writer.beginMap();
        report.accept(writer);
        return Json.parseMessage(writer.endMap().toBytes());
    }

    /** A second router makes the same of it, and one restored behind any record goes on the same. */
    void assertReplaysAndRestores() {
        run.checkpoint();
        List<Recording.Entry> entries = run.recording().entries();
        Replay replay = Recording.replay(entries);
        assertThat(replay.firstDivergence()).isEmpty();
        RestoredState.assertSameAtEveryRecord(entries);
    }
}
