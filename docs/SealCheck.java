import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the seals of a NEXUS gateway's journal with nothing but Java 17: one file, to be read and run as it is.
 *
 * <pre>
 * java SealCheck.java records.jsonl seals/ public.key     every record of an export against all seals
 * java SealCheck.java proof.jsonl public.key              single records with their proofs
 * </pre>
 *
 * Exit code 0: everything is as it was sealed; 1: something is not; 2: wrong usage, or a file cannot be read.
 *
 * <p>What is checked, in four steps:
 *
 * <ol>
 *   <li><b>Leaf.</b> A record becomes bytes, all numbers big-endian: version 1 (1 byte), kind (1), flags (2), source (4),
 *       sequence (8), time in ns (8), cause (8), payload. Its leaf is SHA-256(0x00, these bytes).
 *   <li><b>Tree.</b> The leaves of one journal file, in order, are a Merkle tree as in RFC 6962, section 2.1: a node is
 *       SHA-256(0x01, left, right), the left half being the largest power of two that is smaller than the whole.
 *   <li><b>Seal.</b> A line of JSON in seals/seals-YYYYMMDD.jsonl with the root of such a tree over the records "first" to
 *       "last". A later seal of the same file has a larger tree that begins with the same record. Its signature is Ed25519
 *       over the line's bytes before {@code ,"signature":}.
 *   <li><b>Chain.</b> Entries are numbered from 1, and each names as "previous" the SHA-256 of the whole line before it. Of
 *       the other entries, "begin" opens the chain, "key" names the key that signs from there on, "gap" says which records
 *       the sealer could not vouch for, and "prune" which were removed on purpose.
 * </ol>
 */
public final class SealCheck {
    private static final String ZEROS = "0".repeat(64);

    private final PrintStream out;
    private final List<String> findings = new ArrayList<>();
    private final List<Entry> seals = new ArrayList<>();
    private final List<Entry> prunes = new ArrayList<>();
    private PublicKey key;
    private String keyId;
    private long covered;

    private SealCheck(PrintStream out) {
        this.out = out;
    }

    /** One line of the chain. */
    private record Entry(String line) {
        String text(String name) {
            return value(line, name);
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }

        boolean is(String type) {
            return line.startsWith("{\"type\":\"" + type + "\",\"version\":1,");
        }
    }

    /** One record of an export or of a proof. */
    private record Leaf(long sequence, byte[] hash, String line) {
        static Leaf of(String line) {
            byte[] payload = Base64.getDecoder().decode(value(line, "raw"));
            ByteBuffer bytes = ByteBuffer.allocate(33 + payload.length);
            long sequence = Long.parseLong(value(line, "seq"));
            bytes.put((byte) 0)
                    .put((byte) 1)
                    .put(Byte.parseByte(value(line, "kind_code")))
                    .putShort((short) Integer.parseInt(value(line, "flags")))
                    .putInt(Integer.parseInt(value(line, "source")))
                    .putLong(sequence)
                    .putLong(Long.parseLong(value(line, "time_ns")))
                    .putLong(Long.parseLong(value(line, "cause")))
                    .put(payload);
            return new Leaf(sequence, sha256(bytes.array()), line);
        }
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    /** Checks what the arguments name, tells what it finds, and returns the exit code. */
    static int run(String[] args, PrintStream out) {
        if (args.length != 2 && args.length != 3) {
            out.println("usage: java SealCheck.java records.jsonl seals/ public.key");
            out.println("       java SealCheck.java proof.jsonl public.key");
            return 2;
        }
        SealCheck check = new SealCheck(out);
        try {
            check.useKey(keyIn(Files.readString(Path.of(args[args.length - 1]))));
            out.println("public key " + check.keyId);
            if (args.length == 3) {
                check.chain(Path.of(args[1]));
                check.records(Path.of(args[0]));
            } else {
                check.proof(Path.of(args[0]));
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            check.findings.forEach(finding -> out.println("FOUND " + finding));
            out.println("NOT SOUND, cannot be read further: " + e);
            return 2;
        }
        check.findings.forEach(finding -> out.println("FOUND " + finding));
        out.println(check.findings.isEmpty() ? "sound" : "NOT SOUND");
        return check.findings.isEmpty() ? 0 : 1;
    }

    // --- The chain ---

    private void chain(Path folder) throws IOException, GeneralSecurityException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.getFileName().toString().matches("seals-\\d{8}\\.jsonl")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException("no seals in " + folder);
        }
        long number = 0;
        long next = 0;
        String previous = ZEROS;
        for (Path file : files) {
            String text = Files.readString(file);
            if (!text.endsWith("\n")) {
                out.println("note: the last line of " + file + " is unfinished and not looked at");
                text = text.substring(0, text.lastIndexOf('\n') + 1);
            }
            for (String line : text.lines().toList()) {
                Entry entry = new Entry(line);
                long expected = number + 1;
                number = entry.number("number");
                if (number != expected) {
                    find(next, "entry " + number + " where entry " + expected + " should be: missing, doubled or moved");
                } else if (!entry.text("previous").equals(previous)) {
                    find(next, "entry " + number + " does not name the line before it");
                }
                signature(entry, next);
                previous = hex(sha256(line.getBytes(StandardCharsets.UTF_8)));
                next = take(entry, next);
            }
        }
        out.println(number + " entries, " + seals.size() + " seals, through record " + (next - 1));
    }

    /** Returns the record that the chain goes on with. */
    private long take(Entry entry, long next) throws GeneralSecurityException {
        if (entry.is("seal")) {
            boolean grows = !seals.isEmpty() && isOneTree(seals.get(seals.size() - 1), entry);
            if (next != 0 && !grows && entry.number("first") != next) {
                find(next, "no seal covers record " + next + ", the next begins with " + entry.number("first"));
            }
            if (entry.number("count") != entry.number("last") - entry.number("first") + 1) {
                find(next, "entry " + entry.number("number") + " has another count than records");
            }
            seals.add(entry);
            return entry.number("last") + 1;
        } else if (entry.is("gap")) {
            find(entry.number("first"), "the sealer itself noted: " + entry.text("cause") + ", " + entry.text("text"));
            return entry.number("next");
        } else if (entry.is("key")) {
            useKey(keyIn(entry.text("public_key")));
        } else if (entry.is("prune")) {
            out.println("note: pruned on purpose: records " + entry.number("first") + " to "
                    + entry.number("last") + " by " + entry.text("who") + ": " + entry.text("reason"));
            prunes.add(entry);
        }
        return next;
    }

    private static boolean isOneTree(Entry before, Entry entry) {
        return before.text("file").equals(entry.text("file"))
                && before.text("first").equals(entry.text("first"))
                && before.number("last") < entry.number("last");
    }

    private void signature(Entry entry, long firstBad) throws GeneralSecurityException {
        int end = entry.line.lastIndexOf(",\"signature\":\"");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(entry.line.substring(0, end).getBytes(StandardCharsets.UTF_8));
        if (!entry.text("key").equals(keyId)) {
            find(firstBad, "entry " + entry.number("number") + " is signed with key " + entry.text("key"));
        } else if (!signature.verify(Base64.getDecoder().decode(entry.text("signature")))) {
            find(firstBad, "entry " + entry.number("number") + " has a bad signature");
        }
    }

    private void useKey(PublicKey newKey) {
        key = newKey;
        keyId = hex(sha256(newKey.getEncoded()));
    }

    private static PublicKey keyIn(String text) throws GeneralSecurityException {
        byte[] form = Base64.getDecoder().decode(text.replaceAll("-----[A-Z ]+-----|\\s", ""));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(form));
    }

    // --- All records ---

    private void records(Path file) throws IOException {
        Tree tree = new Tree();
        int at = 0;
        long expected = 0;
        long records = 0;
        long unsealed = 0;
        boolean broken = false;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Leaf leaf = Leaf.of(line);
                if (expected != 0 && leaf.sequence != expected) {
                    find(Math.min(expected, leaf.sequence), "record " + leaf.sequence + " where record " + expected
                            + " should be: missing, doubled or moved");
                    broken = true;
                }
                expected = leaf.sequence + 1;
                records++;
                while (at < seals.size() && seals.get(at).number("last") < leaf.sequence) {
                    missing(seals.get(at++), tree, broken);
                }
                if (at == seals.size()) {
                    unsealed++;
                    continue;
                }
                Entry seal = seals.get(at);
                if (seal.number("first") == leaf.sequence) {
                    tree = new Tree();
                    broken = false;
                }
                tree.add(leaf.hash);
                while (at < seals.size() && seals.get(at).number("last") == leaf.sequence) {
                    broken = root(seals.get(at++), tree, broken);
                }
            }
        }
        for (; at < seals.size(); at++) {
            missing(seals.get(at), tree, broken);
        }
        out.println(records + " records, " + covered + " of them proved, " + unsealed + " behind the last seal");
    }

    /** Whether the tree is broken now. */
    private boolean root(Entry seal, Tree tree, boolean broken) {
        if (!broken && tree.size == seal.number("count") && hex(tree.root()).equals(seal.text("root"))) {
            covered += tree.size - tree.proved;
            tree.proved = tree.size;
            return false;
        }
        if (!broken) {
            find(seal.number("first") + tree.proved, "the records from there to " + seal.number("last")
                    + " do not give the root of entry " + seal.number("number"));
        }
        return true;
    }

    private void missing(Entry seal, Tree tree, boolean broken) {
        boolean pruned = prunes.stream()
                .anyMatch(p -> p.number("first") <= seal.number("first") && seal.number("last") <= p.number("last"));
        if (!pruned && !broken) {
            find(seal.number("first") + tree.size, "records of entry " + seal.number("number") + ", "
                    + seal.number("first") + " to " + seal.number("last") + ", are not in the file");
        }
    }

    // --- Single records ---

    private void proof(Path file) throws IOException, GeneralSecurityException {
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            Entry entry = new Entry(line);
            if (entry.is("key") || entry.is("seal")) {
                signature(entry, 0);
                take(entry, 0);
            } else {
                prove(Leaf.of(line));
            }
        }
        out.println(covered + " records proved; that there are no others is not");
    }

    private void prove(Leaf leaf) {
        long number = Long.parseLong(value(leaf.line, "seal"));
        Entry seal = seals.stream().filter(s -> s.number("number") == number).findFirst().orElse(null);
        String path = value(leaf.line, "path");
        if (seal == null || leaf.sequence < seal.number("first") || leaf.sequence > seal.number("last")) {
            find(leaf.sequence, "there is no seal for it");
            return;
        }
        long index = leaf.sequence - seal.number("first");
        long last = seal.number("count") - 1;
        byte[] hash = leaf.hash;
        for (int i = 0; i < path.length(); i += 64) {
            byte[] beside = HexFormat.of().parseHex(path.substring(i, i + 64));
            if (last == 0) {
                find(leaf.sequence, "its path is too long");
                return;
            }
            // RFC 9162, section 2.1.3.2: a right child, or the last one of a level, has its sibling at the left.
            if (index % 2 == 1 || index == last) {
                hash = node(beside, hash);
                while (index % 2 == 0 && index != 0) {
                    index /= 2;
                    last /= 2;
                }
            } else {
                hash = node(hash, beside);
            }
            index /= 2;
            last /= 2;
        }
        if (last != 0 || !hex(hash).equals(seal.text("root"))) {
            find(leaf.sequence, "it is not what was sealed");
            return;
        }
        covered++;
        byte[] payload = Base64.getDecoder().decode(value(leaf.line, "raw"));
        out.println("record " + leaf.sequence + ", time " + value(leaf.line, "time_ns") + " ns, kind "
                + value(leaf.line, "kind_code") + ": " + printable(payload));
    }

    /** The texts in a payload, which is MessagePack as a rule; the rest as dots. */
    private static String printable(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]+", ".");
    }

    // --- Tree, hashes, JSON ---

    /** Keeps the roots of the complete subtrees at its right edge, the largest first: sizes are the bits of the size. */
    private static final class Tree {
        private final List<byte[]> edge = new ArrayList<>();
        private long size;
        private long proved;

        void add(byte[] leaf) {
            edge.add(leaf);
            size++;
            for (long rest = size; rest % 2 == 0; rest /= 2) {
                byte[] right = edge.remove(edge.size() - 1);
                edge.add(node(edge.remove(edge.size() - 1), right));
            }
        }

        byte[] root() {
            byte[] root = edge.get(edge.size() - 1);
            for (int i = edge.size() - 2; i >= 0; i--) {
                root = node(edge.get(i), root);
            }
            return root;
        }
    }

    private static byte[] node(byte[] left, byte[] right) {
        byte[] bytes = new byte[65];
        bytes[0] = 1;
        System.arraycopy(left, 0, bytes, 1, 32);
        System.arraycopy(right, 0, bytes, 33, 32);
        return sha256(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The value of a key of the outermost object: a text without its quotes, a number as it stands. */
    private static String value(String line, String key) {
        String found = null;
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                int end = endOfText(line, i);
                boolean isKey = depth == 1 && end < line.length() && line.charAt(end) == ':';
                if (isKey && line.substring(i + 1, end - 1).equals(key)) {
                    if (found != null) {
                        throw new IllegalArgumentException("the key " + key + " twice: " + line);
                    }
                    found = valueAt(line, end + 1);
                }
                i = end - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("no " + key + " in: " + line);
        }
        return found;
    }

    private static String valueAt(String line, int start) {
        if (line.charAt(start) == '"') {
            return line.substring(start + 1, endOfText(line, start) - 1);
        }
        int end = start;
        while (line.charAt(end) != ',' && line.charAt(end) != '}') {
            end++;
        }
        return line.substring(start, end);
    }

    /** Behind the quote that ends the text which begins at {@code start}. */
    private static int endOfText(String line, int start) {
        int i = start + 1;
        while (line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private void find(long firstBad, String text) {
        findings.add("record " + firstBad + ": " + text);
    }
}
