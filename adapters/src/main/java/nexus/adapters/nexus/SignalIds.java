package nexus.adapters.nexus;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids for signals: a prefix, and a count. Safe from any thread. */
final class SignalIds {
    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    private SignalIds(String prefix) {
        this.prefix = prefix;
    }

    /** That no other process gives: 64 random bits of this one. */
    static SignalIds random() {
        return new SignalIds(String.format("%016x", new SecureRandom().nextLong()));
    }

    /** The same in each run. */
    static SignalIds ofReplay() {
        return new SignalIds("L");
    }

    String next() {
        return prefix + "-" + count.incrementAndGet();
    }
}
