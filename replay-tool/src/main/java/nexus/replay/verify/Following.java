package nexus.replay.verify;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import nexus.replay.command.Interruption;
import nexus.replay.command.Terminal;

/**
 * Goes on verifying as the journal grows, and says once a second how far it has come: on a terminal in one line that is
 * written over. Never spins: where there is nothing to read it parks.
 */
final class Following {

    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** From so long on, a journal that does not grow is mentioned: a live gateway writes each second. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Verification verification;
    private final PrintWriter out;
    private final Clock clock;
    private final boolean isTerminal = Terminal.OUT.isThere();
    /** How old the newest record was when it had been verified; of those that came since the journal's end was reached. */
    private long behindNanos;

    private long shownNanos = System.nanoTime();
    private int shown;

    Following(Verification verification, PrintWriter out, Clock clock) {
        this.verification = verification;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Works until this record, a difference, damage, Ctrl-C, or the end of whoever reads the output.
     *
     * @param last the record to end behind
     */
    void run(long last, Interruption interruption) {
        boolean isCaughtUp = false;
        boolean wasCaughtUp = false;
        boolean isHeard = true;
        while (isHeard && !isOver(last) && !interruption.hasCome()) {
            if (verification.advance(last)) {
                isCaughtUp = false;
            } else {
                if (!isCaughtUp && wasCaughtUp) {
                    behindNanos = ageNanos();
                }
                isCaughtUp = true;
                wasCaughtUp = true;
                LockSupport.parkNanos(PARK_NANOS);
            }
            long now = System.nanoTime();
            if (now - shownNanos >= SHOW_NANOS) {
                shownNanos = now;
                verification.compareNewSnapshots();
                isHeard = show(isCaughtUp);
            }
        }
        if (verification.coverage().isDamaged()) {
            finish(last, interruption);
        }
        clear();
    }

    private boolean isOver(long last) {
        return verification.isEnded() || verification.coverage().isDamaged() || verification.lastSequence() >= last;
    }

    /** What is behind the damage, up to the end of now. */
    private void finish(long last, Interruption interruption) {
        while (!interruption.hasCome() && verification.advance(last)) {
            // Each slice is looked at by the verification.
        }
    }

    private boolean show(boolean isCaughtUp) {
        if (verification.isEnded()) {
            return true;
        }
        long age = ageNanos();
        String line = String.format(
                Locale.ROOT,
                "%s identical up to record %d, %d checkpoints, %.2f s behind%s",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().substring(11),
                verification.lastSequence(),
                verification.checkpoints(),
                (isCaughtUp ? behindNanos : age) / 1e9,
                isCaughtUp && age > SILENCE_NANOS
                        ? String.format(Locale.ROOT, "; no new record for %d s", age / SHOW_NANOS)
                        : "");
        if (isTerminal) {
            out.print('\r' + line + " ".repeat(Math.max(0, shown - line.length())));
            shown = line.length();
        } else {
            out.println(line);
        }
        // Flushes.
        return !out.checkError();
    }

    /** How long ago the last record was written, by the two clocks. */
    private long ageNanos() {
        Instant now = clock.instant();
        long nowNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        return Math.max(0, nowNanos - verification.tally().lastNanos());
    }

    private void clear() {
        if (shown > 0) {
            out.println();
        }
    }
}
