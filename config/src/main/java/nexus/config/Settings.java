package nexus.config;

import java.math.BigDecimal;
import java.time.Duration;

/** Every default and every range, in one place. The file's comments repeat them; a test holds the two together. */
final class Settings {
    /** Loopback: whoever can connect can trade. */
    static final String PLATFORM_ENDPOINT = "tcp://127.0.0.1:5555";

    /** See {@link #PLATFORM_ENDPOINT}. */
    static final String NEXUS_ENDPOINT = "tcp://127.0.0.1:5556";

    /** See {@link #PLATFORM_ENDPOINT}. */
    static final String CONTROL_ENDPOINT = "tcp://127.0.0.1:5557";

    /** Data of an unlisted platform does no harm, and v0 took it. */
    static final RouterConfig.UnknownPlatforms UNKNOWN_PLATFORMS = RouterConfig.UnknownPlatforms.DATA_ONLY;

    /** A crash of the process loses nothing; a power cut may lose the last seconds. */
    static final EdgeConfig.Durability DURABILITY = EdgeConfig.Durability.PROCESS;

    /** One unit of NEXUS is one of the platform. */
    static final BigDecimal QUANTITY_FACTOR = BigDecimal.ONE;

    /** Whole contracts. */
    static final BigDecimal LOT_STEP = BigDecimal.ONE;

    /** A limit that is skipped costs less than one at the price of another instrument. */
    static final boolean SAME_PRICE = false;

    /** As many sessions as one duty cycle should serve. */
    static final int MAX_PLATFORMS = 64;

    /** Keeps the normal form, which is one journal record, at some 500 KB; 2 MB at the very worst. */
    static final int MAX_MAPPINGS = 4_096;

    /** Larger files are refused unread, bytes. */
    static final int MAX_FILE_BYTES = 2 << 20;

    /** Ms. Long enough for a slow start of a strategy, short enough that the price is still about the same. */
    static final Range MAX_SIGNAL_AGE = millis(Duration.ofSeconds(10), Duration.ofMillis(1), Duration.ofDays(1));

    /** Ms. Clocks kept by NTP agree far better. */
    static final Range CLOCK_SKEW_ALARM = millis(Duration.ofSeconds(2), Duration.ofMillis(1), Duration.ofDays(1));

    /** Ms. */
    static final Range HEARTBEAT_INTERVAL =
            millis(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMinutes(1));

    /** Ms. Five beats: a garbage collection or a busy machine may cost two or three. */
    static final Range HEARTBEAT_TIMEOUT = millis(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofHours(1));

    /** Ms. A signal is not repeated after a week. */
    static final Range FORGET_IDS_AFTER = millis(Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofDays(365));

    /** Whoever there is. */
    static final ClockConfig.Source CLOCK_SOURCE = ClockConfig.Source.AUTO;

    /** Seconds. Time services ask their servers about as often, or more rarely. */
    static final Range CLOCK_INTERVAL = new Range(Measure.WHOLE_SECONDS, 60, 1, 3_600);

    /** What amounts are converted to. */
    static final String BASE_CURRENCY = "USD";

    /** Ms. A fixed rate is looked up again each month. */
    static final Range MAX_FIXED_RATE_AGE = millis(Duration.ofDays(31), Duration.ofSeconds(1), Duration.ofDays(3650));

    /** Ms. Longer than a quiet market is silent, shorter than a rate moves by what matters. */
    static final Range MAX_MARKET_RATE_AGE = millis(Duration.ofMinutes(5), Duration.ofMillis(100), Duration.ofDays(31));

    /** Ms. */
    static final Range MAX_FILL_PRICE_AGE = millis(Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofDays(31));

    /** Order events, some 200 bytes of memory each. */
    static final Range MAX_HELD_EVENTS = new Range(Measure.COUNT, 100_000, 1, 1_000_000);

    /** Order events, some 200 bytes of memory each. */
    static final Range MAX_RESUME_EVENTS = new Range(Measure.COUNT, 100_000, 0, 1_000_000);

    /** Bytes. A tick has about 100, a signal with much metadata a few thousand. */
    static final Range MAX_FRAME = new Range(Measure.SIZE, 64 << 10, 1 << 10, 1 << 20);

    /** Messages for one peer. */
    static final Range MAX_QUEUED_MESSAGES = new Range(Measure.COUNT, 100_000, 1, 1_000_000);

    /** Of one connection. Twice what a socket brings at its best; a platform sends some thousands at the most. */
    static final Range MAX_MESSAGES_PER_SECOND = new Range(Measure.COUNT, 1_000_000, 1_000, 10_000_000);

    /** Of one connection, in one minute. */
    static final Range MAX_MALFORMED = new Range(Measure.COUNT, 1_000, 1, 1_000_000);

    /** Beside the configuration. */
    static final String KEYS_FOLDER = "keys";

    /** Then no endpoint may be open to the network. */
    static final SecurityConfig.Curve CURVE = SecurityConfig.Curve.OFF;

    /** In the data folder. */
    static final String CONTROL_TOKEN = "";

    /** Bytes. Some hours of order traffic. */
    static final Range MIN_FREE_DISK = new Range(Measure.SIZE, 512L << 20, 1L << 20, 1L << 40);

    /** Bytes. */
    static final Range DISK_RESERVE = new Range(Measure.SIZE, 64L << 20, 1L << 20, 1L << 40);

    /** Off the hot path, and what was not sealed cannot be proved later. */
    static final boolean SEALED = true;

    /** In the data folder. */
    static final String SEAL_KEY = "";

    /** Nowhere. */
    static final String SEAL_COPY = "";

    /** Seconds. What is newer than the last seal is not proved. */
    static final Range SEAL_INTERVAL = new Range(Measure.WHOLE_SECONDS, 10, 1, 3_600);

    /** Records. A seal says that one of its records was changed, not which. */
    static final Range SEAL_RECORDS = new Range(Measure.COUNT, 10_000, 100, 1_000_000);

    /** Records. A restart replays at most that many. */
    static final Range SNAPSHOT_RECORDS = new Range(Measure.COUNT, 100_000, 1_000, 100_000_000);

    /** Seconds. */
    static final Range SNAPSHOT_INTERVAL = new Range(Measure.WHOLE_SECONDS, 300, 1, 86_400);

    /** Ms. What a limit calls an age or a window. */
    static final Range RISK_SPAN = millis(Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofHours(1));

    /** Per second: each is remembered for as long. */
    static final Range RISK_PER_SECOND = new Range(Measure.COUNT, 10_000, 0, 10_000);

    /** Per minute: each is remembered for as long. */
    static final Range RISK_PER_MINUTE = new Range(Measure.COUNT, 100_000, 0, 100_000);

    /** Ms. */
    static final Range NEXUS_SILENCE = millis(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofDays(1));

    /** Ms. Often enough to see that it goes on, seldom enough to be read. */
    static final Range REPEAT_ALERT = millis(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofDays(1));

    /** Ms. */
    static final Range CLEAR_ALERT = millis(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofDays(30));

    /** Causes, some 500 bytes of memory each. */
    static final Range MAX_ALERTS = new Range(Measure.COUNT, 1_000, 1, 10_000);

    /** The shipped file lists platforms that most have not. */
    static final AlertsConfig.Expect EXPECT = AlertsConfig.Expect.SEEN;

    /** Futures; each may roll in one input. */
    static final int MAX_FUTURES = 100;

    /** Ms. Both contracts trade well for about a week. */
    static final Range ROLL_OVERLAP = millis(Duration.ofDays(7), Duration.ZERO, Duration.ofDays(90));

    /** Ms. A weekend may lie between. */
    static final Range ROLL_NOTICE = millis(Duration.ofDays(3), Duration.ZERO, Duration.ofDays(90));

    private Settings() {}

    private static Range millis(Duration standard, Duration min, Duration max) {
        return new Range(Measure.DURATION, standard.toMillis(), min.toMillis(), max.toMillis());
    }
}
