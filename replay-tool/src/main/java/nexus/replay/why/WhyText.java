package nexus.replay.why;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import nexus.journal.message.Keys;
import nexus.replay.command.Times;

/** The stories as timelines for people. */
final class WhyText {
    private static final String ROW = "%10s  %-30s  %12s  %-8s  %s%n";

    private final PrintWriter out;

    WhyText(PrintWriter out) {
        this.out = out;
    }

    void print(Answer answer) {
        List<Story> stories = answer.stories();
        for (int i = 0; i < stories.size(); i++) {
            if (i > 0) {
                out.println();
            }
            print(stories.get(i), answer);
        }
        if (!answer.remarks().isEmpty()) {
            out.println();
            answer.remarks().forEach(remark -> out.println("Note: " + remark));
        }
    }

    private void print(Story story, Answer answer) {
        KeptRecord signal = story.signal();
        if (signal != null) {
            String id = signal.message().text(Keys.ORDER_ID);
            out.println("Signal " + (id == null ? "that cannot be read" : id + ", " + Wording.signal(signal.message()))
                    + ", record " + signal.sequence() + ", " + Times.iso(signal.timeNanos()));
        }
        out.println(Outcome.of(story));
        out.println();
        out.printf(ROW, "record", "time (UTC)", "since signal", "event", "what happened");
        long shown = -1;
        for (Event event : story.events()) {
            boolean isSame = event.sequence() == shown && event.sequence() != 0;
            shown = event.sequence();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    isSame ? "" : event.sequence() == 0 ? "-" : Long.toString(event.sequence()),
                    isSame ? "" : Times.iso(event.timeNanos()),
                    isSame || signal == null ? "" : since(event.timeNanos() - signal.timeNanos()),
                    event.what(),
                    event.text());
        }
        printEnd(story, answer);
    }

    private static String since(long nanos) {
        return nanos == 0 ? "0" : (nanos > 0 ? "+" : "") + Wording.span(nanos);
    }

    private void printEnd(Story story, Answer answer) {
        boolean isKnown = story.orders().values().stream().anyMatch(order -> order.end() != null);
        if (!isKnown && story.remarks().isEmpty()) {
            return;
        }
        out.println();
        String until = answer.isEnd() ? " (" + answer.end() + ")" : "; nothing further happened to it";
        out.println("  As of record " + answer.reached() + ", " + Times.iso(answer.reachedNanos())
                + (answer.isComplete() ? until : "; what came of it behind that is not known") + ":");
        for (Story.KnownOrder order : story.orders().values()) {
            if (order.end() != null) {
                out.printf(
                        Locale.ROOT,
                        "    %-12s  %-16s  %s, %s left%n",
                        order.platform(),
                        order.ref(),
                        Outcome.standing(order.end()),
                        Wording.plain(order.end().leaves()));
            }
        }
        story.remarks().forEach(remark -> out.println("    " + remark));
    }
}
