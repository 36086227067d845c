package nexus.replay.e2e;

import java.util.Random;

/** Chance that can be had again, and how much of it. */
final class Chance {
    private Chance() {}

    /** Seeded by {@code -De2e.seed} or the clock; says which. */
    static Random seeded(String test) {
        long seed = Long.getLong("e2e.seed", System.nanoTime());
        System.out.println(test + ": -De2e.seed=" + seed);
        return new Random(seed);
    }

    /** {@code -De2e.rounds}: how often processes are killed. */
    static int rounds() {
        return Integer.getInteger("e2e.rounds", 4);
    }
}
