package nexus.replay.e2e;

import java.util.Random;

/** Chance that can be had again, and how much of it. */
final class Chance {
    /** One as long as the JVM lives: a test that is run again because it failed fails again. */
    private static final long SEED = Long.getLong("e2e.seed", 20_261_123L);

    private Chance() {}

    /** Seeded by {@code -De2e.seed} or the clock; says which. */
    static Random seeded(String test) {
        System.out.println(test + ": -De2e.seed=" + SEED);
        return new Random(SEED);
    }

    /** {@code -De2e.rounds}: how often processes are killed. */
    static int rounds() {
        return Integer.getInteger("e2e.rounds", 2);
    }
}
