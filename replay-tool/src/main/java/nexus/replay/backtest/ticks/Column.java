package nexus.replay.backtest.ticks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a column of a file of ticks may hold, and the names that its header may have for it. */
enum Column {
    /** Milliseconds since the epoch. */
    TIME_MILLIS("ts_ms or timestamp_ms or time_ms"),
    /** Microseconds since the epoch. */
    TIME_MICROS("ts_us or timestamp_us or time_us"),
    /** Nanoseconds since the epoch. */
    TIME_NANOS("ts_ns or timestamp_ns or time_ns"),
    /** ISO 8601 with zone, or seconds since the epoch with decimals. */
    TIME("timestamp or time or ts or datetime"),
    /** Universal, or the platform's own. */
    SYMBOL("symbol"),
    /** Any text: one of them is chosen. */
    CONTRACT("contract"),
    /** Of a trade. */
    PRICE("price"),
    /** Of a trade, 0 or more. */
    SIZE("size or volume or quantity"),
    BID("bid"),
    ASK("ask"),
    BID_SIZE("bid_size"),
    ASK_SIZE("ask_size");

    private static final String OR = " or ";

    private final String names;

    Column(String names) {
        this.names = names;
    }

    boolean isTime() {
        return this == TIME_MILLIS || this == TIME_MICROS || this == TIME_NANOS || this == TIME;
    }

    /** The column of a header, in any case, or null. */
    static Column ofName(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> List.of(column.names.split(OR)).contains(plain))
                .findFirst()
                .orElse(null);
    }

    /** All names, for people. */
    static String list() {
        return Arrays.stream(values()).map(column -> column.names).collect(Collectors.joining(", "));
    }
}
