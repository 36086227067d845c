package nexus.replay.feed;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Router;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Times;

/** Says what was fed and what came of it. */
final class FeedReport {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;

    FeedReport(PrintWriter out) {
        this.out = out;
    }

    /** One line for one of several passes. */
    void pass(int number, Feed feed) {
        out.printf(
                Locale.ROOT,
                "pass %d: %,d messages in %s, sha256 %s%n",
                number,
                feed.tally().messages(),
                Times.length(feed.tookNanos()),
                feed.sha256());
        out.flush();
    }

    /** The last pass, and what NEXUS said in all of them. */
    void summary(Feed feed, SentMessages messages, Ticks ticks, Lateness lateness, HeardMessages heard) {
        Tally tally = feed.tally();
        field("messages", String.format(Locale.ROOT, "%,d: %s", tally.messages(), counts(tally.byType())));
        if (ticks == Ticks.SENT && messages.unsentTicks() > 0) {
            field(
                    "left out",
                    String.format(
                            Locale.ROOT,
                            "%,d ticks that NEXUS was not sent then (--ticks all feeds them too)",
                            messages.unsentTicks()));
        }
        field(
                "rate",
                String.format(
                        Locale.ROOT,
                        "%,.0f messages/s (%s)",
                        tally.messages() * NANOS_PER_SECOND / Math.max(1, feed.tookNanos()),
                        Times.length(feed.tookNanos())));
        if (lateness.count() > 0) {
            field("lateness", lateness.toString());
        }
        if (!heard.counts().isEmpty()) {
            field("heard", counts(heard.counts()) + "; nothing of it was routed");
        }
        field("sha256", feed.sha256());
    }

    private static String counts(Map<String, Long> byType) {
        return byType.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** Where the router no longer does what it did. Returns the exit code. */
    int divergence(SentMessages messages) {
        if (messages.divergence().isEmpty()) {
            out.println("DIVERGED: the router stopped behind record " + messages.position() + ": "
                    + messages.brokenInvariant());
            return ExitCodes.DIVERGED;
        }
        Divergence divergence = messages.divergence().get();
        boolean across = divergence.isAcrossVersions();
        out.println(
                (across ? "DIFFERS" : "DIVERGED") + " at record " + divergence.sequence() + ": " + divergence.what());
        field("expected", divergence.expected());
        field("found", divergence.found());
        if (across) {
            out.println("Router version " + divergence.recordedVersion() + " wrote this record, and this is version "
                    + Router.VERSION + ": the difference may be on purpose.");
        }
        out.println("Nothing was fed from there on, and no REPLAY_END.");
        return across ? ExitCodes.OTHER_VERSION : ExitCodes.DIVERGED;
    }

    void field(String name, String value) {
        out.printf("%-10s %s%n", name, value);
    }

    void line(String text) {
        out.println(text);
    }
}
