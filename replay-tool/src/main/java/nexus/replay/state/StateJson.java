package nexus.replay.state;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import nexus.gateway.router.StateView;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.replay.command.Fingerprint;
import nexus.replay.command.Times;

/** A state for programs: one JSON object, complete, written row by row. */
final class StateJson {
    private static final Key TIME = Key.of("time");
    private static final Key TIME_NS = Key.of("time_ns");
    private static final Key SEQUENCE = Key.of("sequence");
    private static final Key SNAPSHOT = Key.of("snapshot");
    private static final Key FINGERPRINT = Key.of("fingerprint");
    private static final Key STATE_BYTES = Key.of("state_bytes");
    private static final Key CONFIGURATION_HASH = Key.of("configuration_sha256");

    private final PrintWriter out;
    private final StringBuilder json = new StringBuilder(1_024);

    StateJson(PrintWriter out) {
        this.out = out;
    }

    void print(Moved moved) {
        StateView view = moved.router().view();
        MapWriter summary = new MapWriter(1_024).reset().beginMap();
        summary.put(SEQUENCE, moved.sequence())
                .put(TIME, Times.iso(moved.timeNanos()))
                .put(TIME_NS, moved.timeNanos())
                .put(SNAPSHOT, moved.start());
        byte[] state = moved.router().stateBytes();
        summary.put(FINGERPRINT, Fingerprint.of(state)).put(STATE_BYTES, state.length);
        String configuration = moved.router().configurationText();
        summary.put(CONFIGURATION_HASH, Fingerprint.of(configuration.getBytes(StandardCharsets.UTF_8)));
        view.summary(summary);
        summary.put(Keys.CONFIGURATION, configuration);
        JsonText.append(json, summary.endMap().buffer(), summary.offset(), summary.length());
        json.setLength(json.length() - 1);
        flush();
        rows("platforms", view::platforms);
        rows("sessions", view::sessions);
        rows("nexus_connections", view::nexusPeers);
        rows("last_prices", view::prices);
        rows("rates", view::rates);
        rows("positions", view::positions);
        if (moved.router().hasAlerts()) {
            rows("limits", view::limits);
            rows("active_alerts", view::alerts);
        }
        rows("orders", view::orders);
        rows("held", view::held);
        out.println('}');
    }

    private void rows(String name, Consumer<Consumer<MapWriter>> list) {
        json.append(",\n\"").append(name).append("\":[");
        boolean[] isFirst = {true};
        list.accept(row -> {
            json.append(isFirst[0] ? "\n" : ",\n");
            isFirst[0] = false;
            JsonText.append(json, row.buffer(), row.offset(), row.length());
            flush();
        });
        json.append(']');
        flush();
    }

    private void flush() {
        out.append(json);
        json.setLength(0);
    }
}
