package nexus.bookmap;

/** Where the add-on takes its time from. */
interface Clock {
    /** The machine's. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }
    };

    /** For intervals; never runs backwards. */
    long nanos();

    /** Since the epoch. */
    long epochMillis();
}
