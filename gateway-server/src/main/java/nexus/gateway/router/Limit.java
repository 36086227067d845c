package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.config.LimitKind;
import nexus.config.RiskConfig.Scope;
import nexus.gateway.router.risk.RateWindow;
import nexus.journal.message.Code;

/** One limit in force, and what it remembers. */
final class Limit {
    private static final long NANOS_PER_MILLI = 1_000_000;

    final Scope scope;
    final LimitKind kind;
    final String scopeText;

    /** Kind and scope, as a passed check is called. */
    final String label;

    /** The same, as it goes into messages. */
    final byte[] labelUtf8;

    final Code code;

    /** What happened within the window of a limit on a rate; else null. */
    final RateWindow window;

    BigDecimal value;

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
        this.scopeText = scope.text();
        this.label = kind.key() + " " + scopeText;
        this.labelUtf8 = SymbolTable.utf8(label);
        this.code = Code.valueOf("RISK_" + kind.name());
        this.window = kind.windowNanos() == 0 ? null : new RateWindow(kind.windowNanos());
    }

    /** An operator sets a tighter value. */
    void tighten(BigDecimal tighter, String by, String why, long timeNanos) {
        value = tighter;
        who = by;
        reason = why;
        sinceNanos = timeNanos;
    }

    boolean isTightened() {
        return who != null;
    }

    /** The value of a limit that is a span, ns. */
    long spanNanos() {
        return value.longValueExact() * NANOS_PER_MILLI;
    }

    /** The value as people write it. */
    String text() {
        return kind.format(value);
    }
}
