package nexus.replay.backtest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import nexus.gateway.router.RunFacts;
import nexus.journal.store.Sha256;

/**
 * What the RUN record of a backtest says. Everything is derived from what the backtest was asked to do, so that it is the same
 * each time; nothing of machine, Java or clock is in it. The ticks are not in it either: a backtest of the first half of a day
 * must begin with the very records that one of the whole day begins with.
 */
final class Identity {
    private static final String WORD = "backtest";
    private static final String CLOCK = "simulated: the times of the ticks";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int JOURNAL_ID_LENGTH = 8;
    private static final int RUN_ID_DIGITS = 12;

    private Identity() {}

    /**
     * The facts.
     *
     * @param build version of this program
     * @param parts what the backtest was asked to do; the same parts in the same order give the same ids
     */
    static RunFacts of(String build, List<String> parts) {
        MessageDigest digest = Sha256.digest();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        byte[] hash = digest.digest();
        StringBuilder journalId = new StringBuilder();
        for (int i = 0; i < JOURNAL_ID_LENGTH; i++) {
            journalId.append(LETTERS.charAt((hash[i] & 0xff) % LETTERS.length()));
        }
        String runId = WORD + "-" + HexFormat.of().formatHex(hash).substring(0, RUN_ID_DIGITS);
        return new RunFacts(journalId.toString(), runId, build, WORD, WORD, CLOCK, WORD, "", "PROCESS");
    }

    /** SHA-256 in hexadecimal. */
    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
