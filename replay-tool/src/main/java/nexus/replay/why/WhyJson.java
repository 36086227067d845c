package nexus.replay.why;

import nexus.gateway.router.OrderView;
import nexus.journal.message.Keys;
import nexus.replay.command.Times;
import nexus.replay.json.JsonWriter;

/** The stories as one JSON object, for programs. */
final class WhyJson {
    private final JsonWriter json;

    WhyJson(Appendable out) {
        this.json = new JsonWriter(out);
    }

    void print(Answer answer) {
        json.beginObject().put("id", answer.id()).beginArray("signals");
        answer.stories().forEach(this::story);
        json.endArray().put("as_of", answer.reached()).put("complete", answer.isComplete());
        remarks(answer.remarks());
        json.endObject().endLine();
    }

    private void remarks(Iterable<String> remarks) {
        json.beginArray("remarks");
        remarks.forEach(json::add);
        json.endArray();
    }

    private void story(Story story) {
        KeptRecord signal = story.signal();
        json.beginObject();
        if (signal != null) {
            json.put("sequence", signal.sequence());
            json.put("time", Times.iso(signal.timeNanos())).put("time_ns", signal.timeNanos());
            json.put("order_id", signal.message().text(Keys.ORDER_ID));
            json.put("code", story.verdict().code());
        }
        json.put("outcome", Outcome.of(story)).beginArray("orders");
        story.orders().values().forEach(this::order);
        json.endArray().beginArray("events");
        story.events().forEach(event -> event(event, signal));
        json.endArray();
        remarks(story.remarks());
        json.endObject();
    }

    private void order(Story.KnownOrder order) {
        json.beginObject().put("ref", order.ref()).put("platform", order.platform());
        OrderView end = order.end();
        if (end != null) {
            json.put("platform_symbol", end.platformSymbol()).put("state", end.state());
            json.put("reason", end.reason()).put("platform_order_id", end.platformOrderId());
            json.put("quantity", end.quantity()).put("cum_qty", end.filled());
            json.put("leaves_qty", end.leaves()).put("avg_price", end.averagePrice());
        }
        json.endObject();
    }

    private void event(Event event, KeptRecord signal) {
        json.beginObject().put("sequence", event.sequence());
        json.put("time", Times.iso(event.timeNanos())).put("time_ns", event.timeNanos());
        if (signal != null) {
            json.put("since_signal_ns", event.timeNanos() - signal.timeNanos());
        }
        json.put("what", event.what()).put("text", event.text());
        json.putJson("message", event.json()).endObject();
    }
}
