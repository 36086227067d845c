package nexus.replay.audit.cost;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.figures.Latency;
import org.HdrHistogram.Histogram;

/** How long the steps of an order took, on each platform. */
final class LatencyBook {
    private static final long LONGEST_NANOS = 30L * 24 * 3_600 * 1_000_000_000;
    private static final int DIGITS = 3;

    private final Map<String, Map<Step, Histogram>> byPlatform = new TreeMap<>();

    /** From where to where. */
    enum Step {
        SIGNAL_TO_ORDER("signal → order"),
        ORDER_TO_ACK("order → ack"),
        ACK_TO_FILL("ack → first fill"),
        ORDER_TO_FILL("order → first fill");

        private final String text;

        Step(String text) {
            this.text = text;
        }
    }

    /** @param nanos null is unknown, and does not count */
    void add(String platform, Step step, Long nanos) {
        if (nanos != null) {
            byPlatform
                    .computeIfAbsent(platform, name -> new EnumMap<>(Step.class))
                    .computeIfAbsent(step, key -> new Histogram(LONGEST_NANOS, DIGITS))
                    .recordValue(Math.min(Math.max(nanos, 0), LONGEST_NANOS));
        }
    }

    /** By platform, then in the order of the steps. */
    List<PlatformLatency> all() {
        List<PlatformLatency> all = new ArrayList<>();
        byPlatform.forEach((platform, steps) -> steps.forEach(
                (step, histogram) -> all.add(new PlatformLatency(platform, Latency.of(step.text, histogram)))));
        return all;
    }
}
