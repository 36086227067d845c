package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One measured figure: what it was in each round, and what it ought to be.
 *
 * @param id unique in the report, stable from build to build: {@code ticks.ratio}
 * @param what one line for a reader who does not know the code
 * @param unit of the values: {@code ticks/s}, {@code ratio}, {@code ns}, {@code bytes}
 * @param rounds one value a round, in the order measured; one at least
 * @param target or null where the figure is only shown
 * @param remarks what a reader must know beside the figure, perhaps none
 * @param distributions perhaps none
 */
record Figure(
        String id,
        String what,
        String unit,
        List<Double> rounds,
        Target target,
        List<String> remarks,
        List<Distribution> distributions) {

    Figure {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(id + " has no round");
        }
    }

    /** A figure without remarks or distributions. */
    static Figure of(String id, String what, String unit, Target target, List<Double> rounds) {
        return new Figure(id, what, unit, rounds, target, List.of(), List.of());
    }

    /** The middle value; of an even number of rounds the mean of the two in the middle. */
    double median() {
        List<Double> sorted = new ArrayList<>(rounds);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return Collections.min(rounds);
    }

    double max() {
        return Collections.max(rounds);
    }

    /** Whether the median meets the target; true without one. */
    boolean isMet() {
        return target == null || target.isMetBy(median());
    }
}
