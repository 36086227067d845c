package nexus.replay.backtest.fills;

/** Random numbers that are the same with every Java for the same seed: SplitMix64, as its authors published it. */
final class Chance {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    Chance(long seed) {
        state = seed;
    }

    private long next() {
        state += GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Whether something happens that is so likely, 0 to 1. */
    boolean happens(double likelihood) {
        return likelihood > 0 && (next() >>> 11) * UNIT < likelihood;
    }

    /** 0 to {@code most}, which is 0 or more. */
    long upTo(long most) {
        return most == 0 ? 0 : Math.floorMod(next() >>> 1, most + 1);
    }
}
