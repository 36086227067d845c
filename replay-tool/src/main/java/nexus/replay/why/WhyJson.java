package nexus.replay.why;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import nexus.gateway.router.OrderView;
import nexus.journal.codec.JsonText;
import nexus.journal.message.Keys;
import nexus.replay.command.Times;

/** The stories as one JSON object, for programs. */
final class WhyJson {
    private final StringBuilder json = new StringBuilder(4096);

    private WhyJson() {}

    static String of(Answer answer) {
        WhyJson text = new WhyJson();
        text.answer(answer);
        return text.json.toString();
    }

    private void answer(Answer answer) {
        json.append('{');
        text("id", answer.id()).append(',');
        list("signals", answer.stories(), story -> story(story));
        json.append(",\"as_of\":").append(answer.reached()).append(',');
        list("remarks", answer.remarks(), remark -> JsonText.appendQuoted(json, remark));
        json.append('}');
    }

    private void story(Story story) {
        KeptRecord signal = story.signal();
        json.append('{');
        if (signal != null) {
            json.append("\"sequence\":").append(signal.sequence()).append(',');
            text("time", Times.iso(signal.timeNanos())).append(',');
            json.append("\"time_ns\":").append(signal.timeNanos()).append(',');
            text("order_id", signal.message().text(Keys.ORDER_ID)).append(',');
            text("code", story.verdict().code()).append(',');
        }
        text("outcome", Outcome.of(story)).append(',');
        list("orders", List.copyOf(story.orders().values()), this::order);
        json.append(',');
        list("events", story.events(), event -> event(event, signal));
        json.append(',');
        list("remarks", story.remarks(), remark -> JsonText.appendQuoted(json, remark));
        json.append('}');
    }

    private void order(Story.KnownOrder order) {
        json.append('{');
        text("ref", order.ref()).append(',');
        text("platform", order.platform());
        OrderView end = order.end();
        if (end != null) {
            json.append(',');
            text("platform_symbol", end.platformSymbol()).append(',');
            text("state", end.state()).append(',');
            text("reason", end.reason()).append(',');
            text("platform_order_id", end.platformOrderId()).append(',');
            number("quantity", end.quantity()).append(',');
            number("cum_qty", end.filled()).append(',');
            number("leaves_qty", end.leaves()).append(',');
            number("avg_price", end.averagePrice());
        }
        json.append('}');
    }

    private void event(Event event, KeptRecord signal) {
        json.append("{\"sequence\":").append(event.sequence()).append(',');
        text("time", Times.iso(event.timeNanos())).append(',');
        json.append("\"time_ns\":").append(event.timeNanos()).append(",\"since_signal_ns\":");
        json.append(signal == null ? "null" : Long.toString(event.timeNanos() - signal.timeNanos()))
                .append(',');
        text("what", event.what()).append(',');
        text("text", event.text());
        json.append(",\"message\":").append(event.json() == null ? "null" : event.json());
        json.append('}');
    }

    private StringBuilder text(String name, String value) {
        json.append('"').append(name).append("\":");
        if (value == null) {
            return json.append("null");
        }
        JsonText.appendQuoted(json, value);
        return json;
    }

    private StringBuilder number(String name, BigDecimal value) {
        return json.append('"').append(name).append("\":").append(value == null ? "null" : Wording.plain(value));
    }

    private <T> void list(String name, List<T> values, Consumer<T> each) {
        json.append('"').append(name).append("\":[");
        for (Iterator<T> rest = values.iterator(); rest.hasNext(); ) {
            each.accept(rest.next());
            json.append(rest.hasNext() ? "," : "");
        }
        json.append(']');
    }
}
