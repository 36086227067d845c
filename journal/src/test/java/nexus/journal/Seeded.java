package nexus.journal;

import java.util.Random;

/**
 * Where the random tests get their randomness: {@code -Dtest.seed=…} repeats a run. One seed for all of them and as long
 * as the JVM lives, so that a test which is run again because it failed fails again.
 */
public final class Seeded {
    private static final long SEED = Long.getLong("test.seed", 20_261_123L);

    static {
        System.out.println("random tests: -Dtest.seed=" + SEED);
    }

    private Seeded() {}

    /** For one test: a new one, in the same state each time. */
    public static Random random() {
        return new Random(SEED);
    }

    /** What to name where a test fails. */
    public static long seed() {
        return SEED;
    }
}
