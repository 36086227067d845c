package nexus.replay.why;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.OrderView;

/** One signal and what became of it. Filled by {@link Stories}. */
final class Story {
    private final KeptRecord signal;
    private final Map<String, KnownOrder> orders = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Tick> ticks = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private Verdict verdict = Verdict.UNKNOWN;

    /**
     * An order as the ORDER output shows it.
     *
     * @param platform null where nothing tells
     * @param sentNanos time of the output's record, 0 if the journal has none
     * @param end how it stands at the end, or null if the router could not be asked
     */
    record KnownOrder(String ref, String platform, int source, String wireId, long sentNanos, OrderView end) {}

    /** @param signal null for what belongs to no signal */
    Story(KeptRecord signal) {
        this.signal = signal;
    }

    KeptRecord signal() {
        return signal;
    }

    /** By ref, in the order in which they were made. */
    Map<String, KnownOrder> orders() {
        return orders;
    }

    /** In the order of what happened. */
    List<Event> events() {
        return events;
    }

    /** The last prices before the signal. */
    List<Tick> ticks() {
        return ticks;
    }

    /** What else is to be said at the end. */
    List<String> remarks() {
        return remarks;
    }

    Verdict verdict() {
        return verdict;
    }

    void verdict(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Whether the signal was taken, be it for orders that were never sent. */
    boolean hasOrders() {
        return !orders.isEmpty();
    }
}
