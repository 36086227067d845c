package nexus.adapters.metatrader;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The number by which an order's deals are known, since brokers may alter comments: made from the order's ref, so that it
 * is the same after a restart. A ref is its journal's 8 characters, then a counter in base 36: refs that follow each
 * other give numbers that do, so two orders share one only after two thousand million.
 */
final class Magic {
    private static final int JOURNAL_LENGTH = 8;
    /** A magic number fits a signed 32-bit integer; 0 is that of trades by hand. */
    private static final long COUNT = Integer.MAX_VALUE - 1L;

    private Magic() {}

    /** From 1 to 2,147,483,646. */
    static int of(String ref) {
        boolean hasJournal = ref.length() > JOURNAL_LENGTH;
        CRC32 journal = new CRC32();
        journal.update((hasJournal ? ref.substring(0, JOURNAL_LENGTH) : "").getBytes(StandardCharsets.UTF_8));
        long counter = 0;
        for (int i = hasJournal ? JOURNAL_LENGTH : 0; i < ref.length(); i++) {
            counter = (counter * 36 + Math.max(0, Character.digit(ref.charAt(i), 36))) % COUNT;
        }
        return (int) ((journal.getValue() + counter) % COUNT) + 1;
    }
}
