package nexus.adapters.conformance;

import java.io.IOException;

/**
 * One thing that the gateway relies on.
 *
 * @param name a few words
 * @param trial tries it
 */
record Check(String name, Trial trial) {
    /** Tries one thing on the stage. */
    @FunctionalInterface
    interface Trial {
        /**
         * What was seen, if it holds.
         *
         * @throws Broken if it does not hold
         * @throws IOException if the stage itself fails
         */
        String run(Stage stage) throws Broken, IOException;
    }

    /** It does not hold, or cannot be tried: the message says what was seen. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        private final Result.Verdict verdict;

        private Broken(Result.Verdict verdict, String seen) {
            super(seen);
            this.verdict = verdict;
        }

        Result.Verdict verdict() {
            return verdict;
        }
    }

    static Broken fail(String seen) {
        return new Broken(Result.Verdict.FAIL, seen);
    }

    static Broken warn(String seen) {
        return new Broken(Result.Verdict.WARN, seen);
    }

    static Broken skip(String why) {
        return new Broken(Result.Verdict.SKIP, why);
    }

    Result on(Stage stage) throws IOException {
        try {
            return new Result(name, Result.Verdict.PASS, trial.run(stage));
        } catch (Broken e) {
            return new Result(name, e.verdict(), e.getMessage());
        }
    }
}
