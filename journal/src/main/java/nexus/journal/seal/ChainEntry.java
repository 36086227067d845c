package nexus.journal.seal;

import java.util.Locale;
import java.util.Map;
import nexus.journal.seal.SealEntry.Begin;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.HandOver;
import nexus.journal.seal.SealEntry.Prune;
import nexus.journal.seal.SealEntry.Seal;
import nexus.journal.store.Sha256;

/**
 * One entry of the chain of seals: a line of a file, JSON without blanks, with these keys in this order.
 *
 * <pre>
 * type       begin, seal, gap, key or prune
 * version    1
 * number     from 1, without gaps
 * time_ns    when it was made, nanoseconds since the epoch
 * journal    id of the journal
 * …          what the type has: see {@link SealEntry}
 * previous   SHA-256 of the line before, without its line end; of the first entry 64 zeros
 * key        id of the key: SHA-256 of its X.509 form
 * signature  Ed25519, in Base64, over the UTF-8 bytes of the line before {@code ,"signature":}
 * </pre>
 *
 * @param what what it says
 * @param signature in Base64
 * @param line the whole line, without its end
 */
public record ChainEntry(
        long number,
        long timeNanos,
        String journalId,
        SealEntry what,
        String previous,
        String keyId,
        String signature,
        String line) {
    /** What the first entry names as the one before. */
    static final String NOTHING_BEFORE = "0".repeat(2 * Sha256.BYTES);

    private static final int VERSION = 1;
    private static final String SIGNATURE = ",\"signature\":\"";

    /** What the signature is over, as text. */
    static String unsigned(
            long number, long timeNanos, String journalId, SealEntry what, String previous, String keyId) {
        FlatJson json = new FlatJson()
                .put("type", type(what))
                .put("version", VERSION)
                .put("number", number)
                .put("time_ns", timeNanos)
                .put("journal", journalId);
        put(json, what);
        return json.put("previous", previous).put("key", keyId).open();
    }

    private static String type(SealEntry what) {
        if (what instanceof Begin) {
            return "begin";
        } else if (what instanceof Seal) {
            return "seal";
        } else if (what instanceof Gap) {
            return "gap";
        }
        return what instanceof HandOver ? "key" : "prune";
    }

    private static void put(FlatJson json, SealEntry what) {
        if (what instanceof Begin begin) {
            json.put("public_key", begin.publicKey());
        } else if (what instanceof Seal seal) {
            json.put("run", seal.run())
                    .put("file", seal.file())
                    .put("first", seal.first())
                    .put("last", seal.last())
                    .put("count", seal.count())
                    .put("root", seal.root());
        } else if (what instanceof Gap gap) {
            json.put("file", gap.file())
                    .put("first", gap.first())
                    .put("last", gap.last())
                    .put("next", gap.next())
                    .put("cause", gap.cause().name().toLowerCase(Locale.ROOT))
                    .put("text", gap.text());
        } else if (what instanceof HandOver handOver) {
            json.put("new_key", handOver.newKey()).put("public_key", handOver.publicKey());
        } else if (what instanceof Prune prune) {
            json.put("run", prune.run())
                    .put("first", prune.first())
                    .put("last", prune.last())
                    .put("who", prune.who())
                    .put("reason", prune.reason());
        }
    }

    /** The entry with its signature. */
    static ChainEntry signed(
            long number,
            long timeNanos,
            String journalId,
            SealEntry what,
            String previous,
            String keyId,
            String signature,
            String unsigned) {
        String line = unsigned + SIGNATURE + signature + "\"}";
        return new ChainEntry(number, timeNanos, journalId, what, previous, keyId, signature, line);
    }

    /**
     * Reads a line. It must be what {@link #signed} would write of the same values, byte for byte: nothing can hide in it.
     *
     * @throws IllegalArgumentException if it is none; it says what is wrong
     */
    public static ChainEntry parse(String line) {
        Map<String, String> values = FlatJson.read(line);
        if (number(values, "version") != VERSION) {
            throw new IllegalArgumentException("version " + values.get("version") + ", expected " + VERSION);
        }
        SealEntry what = what(values);
        long number = number(values, "number");
        long timeNanos = number(values, "time_ns");
        String journalId = text(values, "journal");
        String previous = text(values, "previous");
        String keyId = text(values, "key");
        String signature = text(values, "signature");
        String unsigned = unsigned(number, timeNanos, journalId, what, previous, keyId);
        ChainEntry entry = signed(number, timeNanos, journalId, what, previous, keyId, signature, unsigned);
        if (!entry.line.equals(line)) {
            throw new IllegalArgumentException("written otherwise than a seal is");
        }
        return entry;
    }

    private static SealEntry what(Map<String, String> values) {
        String type = text(values, "type");
        return switch (type) {
            case "begin" -> new Begin(text(values, "public_key"));
            case "seal" ->
                new Seal(
                        text(values, "run"),
                        text(values, "file"),
                        number(values, "first"),
                        number(values, "last"),
                        number(values, "count"),
                        text(values, "root"));
            case "gap" ->
                new Gap(
                        text(values, "file"),
                        number(values, "first"),
                        number(values, "last"),
                        number(values, "next"),
                        Gap.Cause.valueOf(text(values, "cause").toUpperCase(Locale.ROOT)),
                        text(values, "text"));
            case "key" -> new HandOver(text(values, "new_key"), text(values, "public_key"));
            case "prune" ->
                new Prune(
                        text(values, "run"),
                        number(values, "first"),
                        number(values, "last"),
                        text(values, "who"),
                        text(values, "reason"));
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static String text(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static long number(Map<String, String> values, String key) {
        return Long.parseLong(text(values, key));
    }

    /** What the next entry names as the one before it. */
    public String hash() {
        return Sha256.of(line);
    }

    /** What the signature is over. */
    String unsigned() {
        return line.substring(0, line.lastIndexOf(SIGNATURE));
    }
}
