package nexus.replay.state;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import nexus.gateway.router.StateView;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.replay.command.Fingerprint;
import nexus.replay.command.Times;

/** A state for a trader: what matters most first, long lists cut. */
final class StateText {
    private static final int MOST_ORDERS = 50;
    private static final int MOST_ROWS = 50;
    private static final int MOST_HELD = 5;

    private final PrintWriter out;
    private final MapReader summary = new MapReader();
    private final MapReader counters = new MapReader();

    StateText(PrintWriter out) {
        this.out = out;
    }

    void print(Moved moved) {
        StateView view = moved.router().view();
        MapWriter map = new MapWriter(1_024).reset().beginMap();
        view.summary(map);
        summary.wrap(map.endMap().buffer(), map.offset(), map.length());
        field("state", "behind record " + moved.sequence() + ", " + Times.iso(moved.timeNanos()));
        field("replayed", replayed(moved));
        String reason = moved.router().haltReason();
        field("trading", reason == null ? "open" : "HALTED: " + reason);
        field("nexus", text("nexus") + ", " + text("waiting_events") + " messages wait for it");
        field("orders", text("open_orders") + " open, " + text("in_doubt") + " of them in doubt");
        table("platforms", view::platforms, MOST_ROWS, "platform", "status", "source", "configured", "ticks");
        table(
                "platform connections",
                view::sessions,
                MOST_ROWS,
                "source",
                "platform",
                "up",
                "registered",
                "silent",
                "superseded",
                "capabilities",
                "last_seen_ns");
        table("NEXUS connections", view::nexusPeers, MOST_ROWS, "source", "client", "settled", "started");
        table(
                "positions",
                view::positions,
                MOST_ROWS,
                "platform",
                "symbol",
                "quantity",
                "avg_price",
                "side_unknown",
                "platform_says");
        if (moved.router().money().isConfigured()) {
            money(view, "_" + moved.router().money().base().toLowerCase(Locale.ROOT));
        }
        if (moved.router().hasLimits()) {
            table("limits", view::limits, MOST_ROWS, "scope", "limit", "value", "observed", "set_by");
        }
        if (moved.router().hasAlerts()) {
            table("alerts", view::alerts, MOST_ROWS, "code", "subject", "level", "count", "since_ns", "reason");
        }
        table(
                "orders, open ones first",
                view::orders,
                MOST_ORDERS,
                "order_id",
                "ref",
                "platform",
                "symbol",
                "side",
                "quantity",
                "cum_qty",
                "leaves_qty",
                "avg_price",
                "status",
                "seq",
                "reason");
        table("last prices", view::prices, MOST_ROWS, "platform", "symbol", "platform_symbol", "price", "recv_ns");
        table("messages that wait for NEXUS", view::held, MOST_HELD, "seq", "message");
        counters();
        byte[] state = moved.router().stateBytes();
        out.println();
        String configuration = moved.router().configurationText();
        field("config", "SHA-256 " + Fingerprint.of(configuration.getBytes(StandardCharsets.UTF_8)));
        field("fingerprint", "SHA-256 " + Fingerprint.of(state) + ", " + state.length + " bytes");
    }

    private void money(StateView view, String inBase) {
        table(
                "profit of the positions",
                view::positions,
                MOST_ROWS,
                "platform",
                "symbol",
                "currency",
                "last_price",
                "realized",
                "unrealized",
                "commission",
                "realized" + inBase,
                "unrealized" + inBase,
                "commission" + inBase,
                "net" + inBase);
        table("rates", view::rates, MOST_ROWS, "currency", "into", "symbol", "price", "recv_ns", "usable");
    }

    private static String replayed(Moved moved) {
        return String.format(
                Locale.ROOT,
                "%,d records from %s, journal %s",
                moved.sequence() - moved.start(),
                moved.start() == 0 ? "the first on" : "the snapshot of record " + moved.start() + " on",
                moved.router().journalId());
    }

    private void table(String title, Consumer<Consumer<MapWriter>> list, int limit, String... columns) {
        Key[] keys = new Key[columns.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Key.of(columns[i]);
        }
        Rows rows = new Rows(limit, keys);
        list.accept(rows::add);
        out.println();
        out.println(title + (rows.count() == 0 ? ": none" : String.format(Locale.ROOT, " (%,d)", rows.count())));
        rows.lines().forEach(out::println);
    }

    private void counters() {
        counters.wrapMap(summary, summary.find(Key.of("counters")));
        out.println();
        out.println("since the journal began");
        for (int field = 0; field < counters.size(); field++) {
            out.printf(
                    Locale.ROOT, "  %-24s %,d%n", counters.keyName(field).replace('_', ' '), counters.longValue(field));
        }
    }

    private String text(String key) {
        int field = summary.find(Key.of(key));
        return summary.isNumber(field) ? summary.decimalValue(field).toPlainString() : summary.textValue(field);
    }

    private void field(String name, String value) {
        out.printf("%-12s %s%n", name, value);
    }
}
