package nexus.replay.diff;

import java.io.PrintWriter;
import java.util.Map;
import nexus.journal.message.Code;
import nexus.replay.command.Times;
import nexus.replay.json.JsonWriter;
import nexus.replay.profit.ProfitRow;

/**
 * The comparison for programs: one object, written as the differences are found, so it may be long. Nothing at all where
 * nothing differs.
 *
 * <pre>
 * schema        1
 * config        the other file's name
 * differences   [kind, sequence, time_ns, time, order_id, symbol, side, platform,
 *                then: OUTCOME, now: OUTCOME], all of them, in the order of the journal
 *   OUTCOME     text, code, quantity, assumed
 * first_difference  sequence of the first one's record, or null
 * counts        {kind: count}
 * range         first_sequence, last_sequence, first_ns, last_ns
 * withheld      inputs that answer orders which are not sent now
 * then, now     signals_accepted, signals_refused {code: count}, orders, skipped {code: count}, executions, assumed,
 *               profit: ROW
 * positions     [symbol, platform, then, now, assumed]
 * profits       [symbol, platform, then: ROW or null, now: ROW or null, assumed]
 *   ROW         executions, quantity, average_price, last_price, realized, unrealized, carried_in, commission, net
 * divergence    where the recorded side is not what was recorded: sequence, what; or null
 * damage        what made the journal unreadable before the end of the range, or null
 * </pre>
 */
final class DiffJson {
    static final int SCHEMA = 1;

    private final JsonWriter json;
    private final String otherFile;
    private boolean isBegun;

    DiffJson(PrintWriter out, String otherFile) {
        this.json = new JsonWriter(out);
        this.otherFile = otherFile;
    }

    /** Writes the next difference. */
    void add(Difference difference) {
        begin();
        json.beginObject()
                .put("kind", difference.kind().name())
                .put("sequence", difference.sequence())
                .put("time_ns", difference.timeNanos())
                .put("time", Times.iso(difference.timeNanos()))
                .put("order_id", difference.orderId())
                .put("symbol", difference.symbol())
                .put("side", difference.side())
                .put("platform", difference.platform());
        outcome("then", difference.then());
        outcome("now", difference.now());
        json.endObject();
    }

    private void begin() {
        if (!isBegun) {
            isBegun = true;
            json.beginObject().put("schema", SCHEMA).put("config", otherFile).beginArray("differences");
        }
    }

    private void outcome(String name, Outcome outcome) {
        json.beginObject(name)
                .put("text", outcome.text())
                .put("code", outcome.code() == null ? null : outcome.code().name())
                .put("quantity", outcome.quantity())
                .put("assumed", outcome.isAssumed())
                .endObject();
    }

    /** Writes the rest, if anything differs. */
    void end(DiffResult result) {
        if (!result.differs()) {
            return;
        }
        begin();
        json.endArray();
        if (result.first().isPresent()) {
            json.put("first_difference", result.first().get().sequence());
        } else {
            json.putNull("first_difference");
        }
        json.beginObject("counts");
        result.counts().forEach((kind, count) -> json.put(kind.name(), count));
        json.endObject()
                .beginObject("range")
                .put("first_sequence", result.range().firstSequence())
                .put("last_sequence", result.range().lastSequence())
                .put("first_ns", result.range().firstNanos())
                .put("last_ns", result.range().lastNanos())
                .endObject()
                .put("withheld", result.withheld());
        totals("then", result.then());
        totals("now", result.now());
        positions(result);
        profits(result);
        if (result.divergence().isPresent()) {
            json.beginObject("divergence")
                    .put("sequence", result.divergence().get().sequence())
                    .put("what", result.divergence().get().what())
                    .endObject();
        } else {
            json.putNull("divergence");
        }
        json.put("damage", result.damage().orElse(null));
        json.endObject().endLine();
    }

    private void totals(String name, DiffResult.Totals totals) {
        json.beginObject(name).put("signals_accepted", totals.accepted());
        codes("signals_refused", totals.refused());
        json.put("orders", totals.orders());
        codes("skipped", totals.skipped());
        json.put("executions", totals.executions()).put("assumed", totals.assumed());
        row("profit", totals.total());
        json.endObject();
    }

    private void codes(String name, Map<Code, Long> counts) {
        json.beginObject(name);
        counts.forEach((code, count) -> json.put(code.name(), count));
        json.endObject();
    }

    private void positions(DiffResult result) {
        json.beginArray("positions");
        for (DiffResult.PositionPair pair : result.positions()) {
            json.beginObject()
                    .put("symbol", pair.symbol())
                    .put("platform", pair.platform())
                    .put("then", pair.then())
                    .put("now", pair.now())
                    .put("assumed", pair.assumed())
                    .endObject();
        }
        json.endArray();
    }

    private void profits(DiffResult result) {
        json.beginArray("profits");
        for (DiffResult.ProfitPair pair : result.profits()) {
            json.beginObject().put("symbol", pair.symbol()).put("platform", pair.platform());
            row("then", pair.then());
            row("now", pair.now());
            json.put("assumed", pair.assumed()).endObject();
        }
        json.endArray();
    }

    private void row(String name, ProfitRow row) {
        if (row == null) {
            json.putNull(name);
            return;
        }
        json.beginObject(name)
                .put("executions", row.executions())
                .put("quantity", row.quantity())
                .put("average_price", row.averagePrice())
                .put("last_price", row.lastPrice())
                .put("realized", row.realized())
                .put("unrealized", row.unrealized())
                .put("carried_in", row.carriedIn())
                .put("commission", row.commission())
                .put("net", row.net())
                .endObject();
    }
}
