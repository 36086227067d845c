package nexus.replay.why;

import java.util.ArrayList;
import java.util.List;
import nexus.gateway.router.OrderView;

/** The answer in one sentence. */
final class Outcome {
    private Outcome() {}

    static String of(Story story) {
        if (story.signal() == null) {
            return "No signal with this id is in the journal. These records name it:";
        }
        if (story.hasOrders()) {
            return orders(story);
        }
        Verdict verdict = story.verdict();
        if (verdict.code() != null) {
            return "No order went out, because " + verdict.code() + ": " + verdict.reason() + ".";
        }
        return verdict.isKnown()
                ? "No order is in the journal, though the router decided to send: it was stopped before."
                : "No order is in the journal, and no answer of the router: it was stopped before, or the record is the"
                        + " journal's last.";
    }

    private static String orders(Story story) {
        List<String> each = new ArrayList<>();
        boolean isDoubtful = false;
        for (Story.KnownOrder order : story.orders().values()) {
            each.add(order(order));
            isDoubtful |= order.end() != null && order.end().state().equals("IN_DOUBT");
        }
        int count = story.orders().size();
        return (count == 1 ? "1 order: " : count + " orders: ") + String.join("; ", each) + "."
                + (story.verdict().skipped().isEmpty()
                        ? ""
                        : " None on " + story.verdict().skippedText() + ".")
                + (isDoubtful
                        ? " Where it is in doubt, look at the platform, then settle it with 'gateway resolve'."
                        : "");
    }

    private static String order(Story.KnownOrder order) {
        String platform = order.platform() == null ? "connection " + order.source() : order.platform();
        return order.end() == null ? platform + " (" + order.ref() + ")" : platform + " " + standing(order.end());
    }

    /** State, what is done, and why. */
    static String standing(OrderView order) {
        StringBuilder text = new StringBuilder(order.state());
        if (order.filled().signum() > 0) {
            text.append(' ').append(Wording.plain(order.filled()));
            if (order.filled().compareTo(order.quantity()) != 0) {
                text.append(" of ").append(Wording.plain(order.quantity()));
            }
            if (order.averagePrice() != null) {
                text.append(" @ ").append(Wording.plain(order.averagePrice()));
            }
        }
        if (order.reason() != null) {
            text.append(" (").append(order.reason()).append(')');
        }
        return text.toString();
    }
}
