package nexus.journal.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import nexus.journal.store.OwnerOnly;

/**
 * The key that signs seals, Ed25519. Two files: {@code NAME_secret}, which holds both halves and only its owner may read,
 * and {@code NAME} with the public half, to be handed out. Both are PEM (RFC 7468), which other tools read, too.
 *
 * <p>Never shows its secret. For one thread.
 */
public final class SealKey {
    /** The secret file's usual name, in the data folder. */
    public static final String FILE_NAME = "seal.key_secret";

    private static final String SECRET_SUFFIX = "_secret";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final PrivateKey secret;
    private final SealPublicKey publicKey;

    private SealKey(PrivateKey secret, SealPublicKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /**
     * Makes a key and writes both files.
     *
     * @param secretFile must not exist; its folder is made if need be
     * @throws IOException if a file cannot be written
     */
    public static SealKey make(Path secretFile) throws IOException {
        if (Files.exists(secretFile)) {
            throw new SealException("there is a seal key already: " + secretFile);
        }
        if (secretFile.toAbsolutePath().getParent() != null) {
            OwnerOnly.createFolder(secretFile.toAbsolutePath().getParent());
        }
        SealKey key = generate();
        OwnerOnly.write(
                secretFile, List.of(pem(PRIVATE, key.secret.getEncoded()), pem(PUBLIC, key.publicKey.encoded())));
        key.writePublic(publicFile(secretFile));
        return key;
    }

    static SealKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(SealPublicKey.ALGORITHM).generateKeyPair();
            return new SealKey(pair.getPrivate(), SealPublicKey.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    /**
     * Reads the key of a chain, or makes it where neither is there yet.
     *
     * @throws IOException as {@link #read}; a chain without its key is not given another one
     */
    public static SealKey readOrMake(Path secretFile, Path seals) throws IOException {
        if (Files.exists(secretFile)) {
            return read(secretFile);
        }
        if (!SealFolder.files(seals).isEmpty()) {
            throw new SealException("the seal key " + secretFile + " is gone, and there are seals of it in " + seals
                    + ": bring the key back, or move that folder away to begin a new chain");
        }
        return make(secretFile);
    }

    /**
     * Reads a key; writes the public file again if it is gone.
     *
     * @throws IOException in one line that says what to do: no such file, others can read it, no key in it, halves that do
     *     not belong together
     */
    public static SealKey read(Path secretFile) throws IOException {
        if (!Files.exists(secretFile)) {
            throw new SealException("there is no seal key " + secretFile);
        }
        OwnerOnly.require(secretFile);
        String text = Files.readString(secretFile, StandardCharsets.UTF_8);
        SealKey key;
        try {
            byte[] form = Base64.getMimeDecoder().decode(block(text, PRIVATE));
            key = new SealKey(
                    KeyFactory.getInstance(SealPublicKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(form)),
                    publicKeyIn(text));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealException(secretFile + " holds no seal key: bring it back from where you keep a copy of it");
        }
        if (!key.publicKey.verifies("", Base64.getDecoder().decode(key.sign("")))) {
            throw new SealException(
                    secretFile + " holds halves of two keys: bring it back from where you keep a copy of" + " it");
        }
        key.requirePublic(publicFile(secretFile));
        return key;
    }

    private void requirePublic(Path file) throws IOException {
        if (!Files.exists(file)) {
            writePublic(file);
        } else if (!readPublic(file).id().equals(publicKey.id())) {
            throw new SealException(file + " is not the public half of " + file + SECRET_SUFFIX
                    + ": delete it, and the next start writes it again");
        }
    }

    private void writePublic(Path file) throws IOException {
        Files.writeString(file, pem(PUBLIC, publicKey.encoded()) + "\n", StandardCharsets.UTF_8);
    }

    /**
     * Reads a public file.
     *
     * @throws IOException in one line, if there is none, or it holds no key
     */
    public static SealPublicKey readPublic(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new SealException("there is no public key " + file);
        }
        try {
            return publicKeyIn(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new SealException(file + " holds no public key of seals (Ed25519, PEM)");
        }
    }

    private static SealPublicKey publicKeyIn(String text) {
        return SealPublicKey.ofBase64(block(text, PUBLIC).replaceAll("\\s", ""));
    }

    /** Where the public half of a secret file is. */
    public static Path publicFile(Path secretFile) {
        String name = secretFile.getFileName().toString();
        return secretFile.resolveSibling(
                name.endsWith(SECRET_SUFFIX)
                        ? name.substring(0, name.length() - SECRET_SUFFIX.length())
                        : name + ".public");
    }

    private static String pem(String what, byte[] form) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(form) + "\n-----END " + what + "-----";
    }

    private static String block(String text, String what) {
        String begin = "-----BEGIN " + what + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + what + "-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no " + what);
        }
        return text.substring(start + begin.length(), end);
    }

    /** The half that may be known. */
    public SealPublicKey publicKey() {
        return publicKey;
    }

    /** Ed25519 over the text's UTF-8 bytes, in Base64. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(SealPublicKey.ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "seal key " + publicKey.id();
    }
}
