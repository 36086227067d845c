package nexus.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.store.OwnerOnly;

/**
 * The gateway's folder of keys:
 *
 * <pre>
 * server.key              the gateway's public key, for its clients
 * server.key_secret       the gateway's key pair; only its owner may read it
 * clients/NAME.key        a client's public key, and what it is for
 * issued/NAME.key_secret  the client's key pair, to be taken to the client and deleted here
 * revoked/NAME.key        what was revoked
 * </pre>
 */
public final class KeyFolder {
    /** The file of the gateway's public key. */
    public static final String SERVER_KEY = "server.key";

    private static final String PUBLIC = ".key";
    private static final String SECRET = ".key_secret";
    private static final String SERVER = "server";
    private static final String NAME = "name";
    private static final String FOR = "for";
    private static final String CREATED = "created";

    private final Path folder;

    /** A client's registered key. */
    public record Entry(Principal principal, String publicKey, String created) {}

    /** Where a new key's files are: for the client, both. */
    public record Issued(Path secretFile, Path serverFile, boolean madeServer) {}

    /** @param folder need not exist before a key is issued */
    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /**
     * Makes a client's key pair and registers it; the gateway's own pair too if there is none.
     *
     * @throws IOException in one line, if the name is taken, or a file cannot be written
     */
    public Issued issue(Principal principal) throws IOException {
        Path registered = folder("clients").resolve(principal.name() + PUBLIC);
        if (Files.exists(registered)) {
            throw new IOException("there is a key " + principal.name() + " already: " + registered
                    + ". Take another name, or revoke that one first");
        }
        OwnerOnly.createFolder(folder);
        OwnerOnly.createFolder(folder("clients"));
        OwnerOnly.createFolder(folder("issued"));
        boolean madeServer = makeServer();
        KeyPair keys = KeyPair.generate();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(NAME, principal.name());
        metadata.put(FOR, principal.purpose());
        metadata.put(CREATED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Path secretFile = folder("issued").resolve(principal.name() + SECRET);
        OwnerOnly.write(secretFile, Certificate.secretLines(keys, metadata));
        Files.write(registered, Certificate.publicLines(keys, metadata), StandardCharsets.UTF_8);
        return new Issued(secretFile, folder.resolve(SERVER_KEY), madeServer);
    }

    private boolean makeServer() throws IOException {
        Path secretFile = folder.resolve(SERVER + SECRET);
        if (Files.exists(secretFile)) {
            return false;
        }
        KeyPair keys = KeyPair.generate();
        OwnerOnly.write(secretFile, Certificate.secretLines(keys, Map.of(NAME, SERVER)));
        Files.write(
                folder.resolve(SERVER_KEY),
                Certificate.publicLines(keys, Map.of(NAME, SERVER)),
                StandardCharsets.UTF_8);
        return true;
    }

    /**
     * Takes a client's key out of the register.
     *
     * @throws IOException in one line, if there is no such key
     */
    public void revoke(String name) throws IOException {
        Path registered = folder("clients").resolve(name + PUBLIC);
        if (!Principal.isName(name) || !Files.exists(registered)) {
            throw new IOException("there is no key " + name + " in " + folder("clients"));
        }
        OwnerOnly.createFolder(folder("revoked"));
        Files.move(registered, folder("revoked").resolve(name + PUBLIC), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(folder("issued").resolve(name + SECRET));
    }

    /**
     * All registered keys, by name; none if the folder does not exist.
     *
     * @throws IOException in one line, if a file is no client's certificate, or two have one key
     */
    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Path> seen = new HashMap<>();
        for (Path file : clientFiles()) {
            Certificate certificate = Certificate.read(file);
            Entry entry = new Entry(
                    principal(file, certificate),
                    certificate.keys().publicText(),
                    certificate.value(CREATED).orElse(""));
            Path twin = seen.put(entry.publicKey(), file);
            if (twin != null) {
                throw new IOException(twin + " and " + file + " have the same key: remove one");
            }
            entries.add(entry);
        }
        return entries;
    }

    /** The registered keys for looking up who connects; see {@link #list}. */
    public KeyRing ring() throws IOException {
        Map<Principal, KeyPair> keys = new HashMap<>();
        list();
        for (Path file : clientFiles()) {
            Certificate certificate = Certificate.read(file);
            keys.put(principal(file, certificate), certificate.keys());
        }
        return KeyRing.of(keys);
    }

    private static Principal principal(Path file, Certificate certificate) throws IOException {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - PUBLIC.length());
        return certificate
                .value(FOR)
                .flatMap(purpose -> Principal.of(name, purpose))
                .orElseThrow(() -> new IOException(file + " is no client's certificate: its metadata must say for ="
                        + " \"platform:NAME\", \"nexus\" or \"operator\", and its name be " + Principal.NAME_RULE));
    }

    private List<Path> clientFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder("clients"))) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder("clients"), "*" + PUBLIC)) {
                found.forEach(files::add);
            }
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /**
     * The gateway's own key pair.
     *
     * @throws IOException in one line that says what to do, if there is none, or others can read it
     */
    public KeyPair server() throws IOException {
        Path secretFile = folder.resolve(SERVER + SECRET);
        if (!Files.exists(secretFile)) {
            throw new IOException("there are no keys in " + folder
                    + ": make the first with 'gateway keys new NAME --for platform:NAME' (or nexus, or operator)");
        }
        return secret(secretFile);
    }

    /**
     * A key pair out of a file that only its owner can read.
     *
     * @throws IOException in one line that says what to do
     */
    public static KeyPair secret(Path secretFile) throws IOException {
        if (!Files.exists(secretFile)) {
            throw new IOException("there is no file " + secretFile);
        }
        OwnerOnly.require(secretFile);
        KeyPair keys = Certificate.read(secretFile).keys();
        if (!keys.isSecret()) {
            throw new IOException(secretFile + " has no secret key: name the file that ends in " + SECRET);
        }
        return keys;
    }

    /**
     * The public key in a file, such as {@code server.key}.
     *
     * @throws IOException in one line
     */
    public static byte[] publicKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file);
        }
        return Certificate.read(file).keys().publicKey();
    }

    private Path folder(String name) {
        return folder.resolve(name);
    }
}
