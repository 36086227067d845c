package nexus.adapters.simulated;

/**
 * What a simulated platform does with orders.
 *
 * @param fillAfterMillis between an order and its first fill, and between its fills, at least 0
 * @param partialFills into how many executions an order is split, at least 1; fewer where the quantity has not as many
 *     units
 * @param rejectEvery each so-manieth order is rejected; 0 for none
 * @param silentEvery each so-manieth order is taken without a word and never filled; 0 for none
 */
public record SimulatedBehaviour(int fillAfterMillis, int partialFills, int rejectEvery, int silentEvery) {
    public SimulatedBehaviour {
        if (fillAfterMillis < 0 || partialFills < 1 || rejectEvery < 0 || silentEvery < 0) {
            throw new IllegalArgumentException("behaviour: fillAfterMillis " + fillAfterMillis + ", partialFills "
                    + partialFills + ", rejectEvery " + rejectEvery + ", silentEvery " + silentEvery
                    + ": want partialFills of at least 1 and nothing negative");
        }
    }

    /** Fills everything at once, in one execution, after so many milliseconds. */
    public static SimulatedBehaviour fillingAfter(int millis) {
        return new SimulatedBehaviour(millis, 1, 0, 0);
    }
}
