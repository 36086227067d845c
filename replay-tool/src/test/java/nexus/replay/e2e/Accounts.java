package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nexus.replay.e2e.Ledgers.Entry;

/** Holds what NEXUS has written down against what the platforms have. */
final class Accounts {
    /** How long before and after a process died something may have been under way to it. */
    private static final long UNDER_WAY_NANOS = 1_000_000_000L;

    private final List<Entry> nexus;
    private final Map<String, List<Entry>> platforms;

    private Accounts(List<Entry> nexus, Map<String, List<Entry>> platforms) {
        this.nexus = nexus;
        this.platforms = platforms;
    }

    /** The ledgers as they are now: {@code nexus}, and one for each platform. */
    static Accounts of(Scene scene, List<String> platforms) throws IOException {
        Map<String, List<Entry>> entries = new LinkedHashMap<>();
        for (String platform : platforms) {
            entries.put(platform, Ledgers.read(scene.ledger(platform)));
        }
        return new Accounts(Ledgers.read(scene.ledger("nexus")), entries);
    }

    /** When a process was killed: wall clock, nanoseconds since the epoch, just before and after. */
    record Kill(long beforeNanos, long afterNanos) {
        boolean mayHaveHit(long atNanos) {
            return atNanos >= beforeNanos - UNDER_WAY_NANOS && atNanos <= afterNanos + UNDER_WAY_NANOS;
        }
    }

    int signals() {
        return (int) nexus(List.of("signal")).count();
    }

    int fills() {
        return (int) nexus(List.of("fill")).count();
    }

    private Stream<Entry> nexus(List<String> events) {
        return nexus.stream().filter(entry -> events.contains(entry.event()));
    }

    private Stream<Entry> at(String platform, String event) {
        return platforms.get(platform).stream().filter(entry -> entry.event().equals(event));
    }

    /** No platform got an order a second time, and no foreign program died of what it got. */
    void assertNoOrderTwice() {
        platforms.forEach((platform, entries) -> {
            assertThat(at(platform, "order_again")).as(platform).isEmpty();
            assertThat(at(platform, "died")).as(platform).isEmpty();
            assertThat(at(platform, "order").map(order -> order.text("order_id")))
                    .as(platform)
                    .doesNotHaveDuplicates();
            assertThat(at(platform, "order").map(order -> order.text("ref")))
                    .as(platform)
                    .doesNotHaveDuplicates();
        });
        assertThat(nexus(List.of("died"))).isEmpty();
    }

    /** Each execution that these platforms made was told to NEXUS once. They give each an id. */
    void assertEachExecutionOnce(List<String> identifying) {
        assertThat(nexus(List.of("fill_again"))).isEmpty();
        for (String platform : identifying) {
            List<String> told = nexus(List.of("fill"))
                    .filter(fill -> platform.equals(fill.text("platform")))
                    .map(fill -> fill.text("exec_id"))
                    .toList();
            List<String> made =
                    at(platform, "fill").map(fill -> fill.text("exec_id")).toList();
            assertThat(told).as("fills of " + platform).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    /** Per order and platform, NEXUS got at most as many fills as the platform made. */
    void assertNoFillMoreOftenThanMade() {
        Map<String, Integer> made = fillsMade();
        Map<String, Integer> told = new HashMap<>();
        nexus(List.of("fill")).forEach(fill -> told.merge(key(fill), 1, Integer::sum));
        told.forEach((order, count) -> assertThat(count).as(order).isLessThanOrEqualTo(made.getOrDefault(order, 0)));
    }

    private Map<String, Integer> fillsMade() {
        Map<String, Integer> made = new HashMap<>();
        platforms.keySet().forEach(platform -> {
            Map<String, String> orderIds = at(platform, "order")
                    .collect(Collectors.toMap(order -> order.text("ref"), order -> order.text("order_id")));
            at(platform, "fill").forEach(fill -> {
                String orderId = fill.text("ref") == null ? fill.text("order_id") : orderIds.get(fill.text("ref"));
                made.merge(orderId + " on " + platform, 1, Integer::sum);
            });
        });
        return made;
    }

    private static String key(Entry entry) {
        return entry.text("order_id") + " on " + entry.text("platform");
    }

    /** Fills, by order and platform, that were made and that NEXUS was not told of. */
    List<String> fillsMissing() {
        Map<String, Integer> left = fillsMade();
        nexus(List.of("fill")).forEach(fill -> left.merge(key(fill), -1, Integer::sum));
        List<String> missing = new ArrayList<>();
        left.forEach((order, count) -> {
            if (count > 0) {
                missing.add(order);
            }
        });
        return missing;
    }

    /** Every fill that was made was told at least once. */
    void assertNothingMissing() {
        assertThat(fillsMissing()).isEmpty();
    }

    /** NEXUS heard of every signal, but for those that were under way when a process died. */
    void assertEachSignalAnswered(List<Kill> kills) {
        Set<String> unsent = ids(List.of("signal_unsent"));
        Set<String> answered = ids(List.of("ack", "reject", "status", "fill", "other"));
        List<Entry> unanswered = nexus(List.of("signal"))
                .filter(signal -> !unsent.contains(signal.text("order_id")))
                .filter(signal -> !answered.contains(signal.text("order_id")))
                .filter(signal -> kills.stream().noneMatch(kill -> kill.mayHaveHit(signal.integer("at_ns"))))
                .toList();
        assertThat(unanswered)
                .as("signals without an answer, kills at " + kills)
                .isEmpty();
    }

    private Set<String> ids(List<String> events) {
        return nexus(events)
                .map(entry -> entry.text("order_id"))
                .filter(id -> id != null)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** An order that NEXUS was told of is at its platform, or NEXUS was told that it may or must not be there. */
    void assertEachOrderArrivedOrIsExplained() {
        Map<String, Set<String>> told = new HashMap<>();
        nexus(List.of("status", "reject"))
                .forEach(entry -> told.computeIfAbsent(key(entry), id -> new HashSet<>())
                        .add(entry.event().equals("reject") ? "REFUSED" : entry.text("status")));
        Map<String, Set<String>> arrived = new HashMap<>();
        platforms
                .keySet()
                .forEach(platform -> arrived.put(
                        platform,
                        at(platform, "order")
                                .map(order -> order.text("order_id"))
                                .collect(Collectors.toSet())));
        nexus(List.of("ack")).forEach(ack -> {
            for (String platform : names(ack.text("platforms"))) {
                String order = ack.text("order_id") + " on " + platform;
                Set<String> states = told.getOrDefault(order, Set.of());
                boolean here = arrived.getOrDefault(platform, Set.of()).contains(ack.text("order_id"));
                if (here) {
                    assertThat(states).as(order + " is at its platform").doesNotContain("ABANDONED", "REFUSED");
                } else {
                    assertThat(states)
                            .as(order + " is not at its platform")
                            .containsAnyOf("IN_DOUBT", "ABANDONED", "REFUSED");
                }
            }
        });
    }

    /** {@code [nt8, mt5]}. */
    private static List<String> names(String list) {
        String inner = list.substring(1, list.length() - 1);
        return inner.isEmpty() ? List.of() : List.of(inner.split(", "));
    }

    /** Orders, as {@code id on platform}, whose last word to NEXUS was that they are in doubt. */
    Set<String> inDoubt() {
        Map<String, String> last = new HashMap<>();
        nexus(List.of("status", "other"))
                .filter(entry -> entry.text("status") != null)
                .forEach(entry -> last.put(key(entry), entry.text("status")));
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().equals("IN_DOUBT"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
