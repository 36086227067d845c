package nexus.replay.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Counts and hashes the messages of one pass. */
final class Tally {
    private final MessageDigest sha256;
    private final MapReader message = new MapReader();
    private final Map<String, Long> events = new TreeMap<>();
    private long messages;
    private long ticks;

    Tally() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes in a message that has been handed over. */
    void add(FedMessage fed) {
        messages++;
        sha256.update(fed.buffer(), 0, fed.length());
        if (fed.isTick()) {
            ticks++;
        } else {
            message.wrap(fed.buffer(), 0, fed.length());
            events.merge(message.textValue(message.find(Keys.TYPE)), 1L, Long::sum);
        }
    }

    long messages() {
        return messages;
    }

    /** How many there were of each type. */
    Map<String, Long> byType() {
        Map<String, Long> all = new TreeMap<>(events);
        if (ticks > 0) {
            all.put(Types.MARKET_DATA, ticks);
        }
        return all;
    }

    /** SHA-256, in hexadecimal, over all messages so far, one behind the other. Ends the count. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
