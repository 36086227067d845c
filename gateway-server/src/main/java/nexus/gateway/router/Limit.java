package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.Arrays;
import nexus.config.LimitKind;
import nexus.config.RiskConfig.Scope;
import nexus.gateway.router.risk.RateWindow;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/** One limit in force, and what it remembers. */
final class Limit {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int ARRAY_HEAD_BYTES = 1;

    final Scope scope;
    final LimitKind kind;
    final String scopeText;

    /** Kind and scope, as a passed check is called. */
    final String label;

    final Code code;

    /** What happened within the window of a limit on a rate; else null. */
    final RateWindow window;

    BigDecimal value;

    /** {@link #value} without what is behind its point. */
    private long wholeValue;

    /** {@link #label} and {@link #value} as they stand in messages. */
    private byte[] encoded;

    /** The operator who tightened it; null where it is the file's. */
    String who;

    String reason;

    /** When it was tightened, ns since the epoch. */
    long sinceNanos;

    /** It was broken last time, and people have been told. */
    boolean broken;

    Limit(Scope scope, LimitKind kind, BigDecimal value) {
        this.scope = scope;
        this.kind = kind;
        this.value = value;
        this.wholeValue = value.longValue();
        this.scopeText = scope.text();
        this.label = kind.key() + " " + scopeText;
        this.code = Code.valueOf("RISK_" + kind.name());
        this.window = kind.windowNanos() == 0 ? null : new RateWindow(kind.windowNanos());
    }

    /** An operator sets a tighter value. */
    void tighten(BigDecimal tighter, String by, String why, long timeNanos) {
        value = tighter;
        wholeValue = tighter.longValue();
        encoded = null;
        who = by;
        reason = why;
        sinceNanos = timeNanos;
    }

    /** Adds its name and scope, and its value, to an array. */
    void addTo(MapWriter message) {
        if (encoded == null) {
            byte[] map = new MapWriter(128)
                    .reset()
                    .beginMap()
                    .beginArray(Keys.LIMITS, 2)
                    .add(label)
                    .add(value)
                    .endMap()
                    .toBytes();
            MapReader reader = new MapReader();
            if (reader.wrap(map, 0, map.length) != null) {
                throw new IllegalStateException("a map that was just written cannot be read");
            }
            encoded = Arrays.copyOfRange(map, reader.valueOffset(0) + ARRAY_HEAD_BYTES, reader.valueEnd(0));
        }
        message.addEncoded(encoded, 2);
    }

    boolean isTightened() {
        return who != null;
    }

    /** The value of a limit that is a span, ns. */
    long spanNanos() {
        return wholeValue * NANOS_PER_MILLI;
    }

    /** The value of a limit on a count. */
    long wholeValue() {
        return wholeValue;
    }

    /** The value as people write it. */
    String text() {
        return kind.format(value);
    }
}
