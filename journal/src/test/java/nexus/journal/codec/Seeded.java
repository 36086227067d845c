package nexus.journal.codec;

import java.util.Random;

/** Where the random tests get their randomness: {@code -Dtest.seed=…} repeats a run. */
final class Seeded {
    private Seeded() {}

    /** Prints the seed, so that a failure can be repeated. */
    static Random random(Class<?> test) {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Dtest.seed=" + seed);
        return new Random(seed);
    }
}
