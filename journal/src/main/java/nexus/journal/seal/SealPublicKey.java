package nexus.journal.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import nexus.journal.store.Sha256;

/** The public half of a seal key: says whether a signature is genuine. For any thread. */
public final class SealPublicKey {
    static final String ALGORITHM = "Ed25519";

    private final PublicKey key;
    private final String id;

    private SealPublicKey(PublicKey key) {
        this.key = key;
        this.id = Sha256.of(key.getEncoded());
    }

    static SealPublicKey of(PublicKey key) {
        return new SealPublicKey(key);
    }

    /**
     * A key in its X.509 form, in Base64.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SealPublicKey ofBase64(String text) {
        try {
            byte[] form = Base64.getDecoder().decode(text);
            return of(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(form)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no Ed25519 public key", e);
        }
    }

    /** SHA-256 of the X.509 form, 64 hexadecimal digits. */
    public String id() {
        return id;
    }

    /** The X.509 form in Base64. */
    public String base64() {
        return Base64.getEncoder().encodeToString(encoded());
    }

    byte[] encoded() {
        return key.getEncoded();
    }

    /** Whether the entry's signature is this key's. */
    public boolean verifies(ChainEntry entry) {
        try {
            return verifies(entry.unsigned(), Base64.getDecoder().decode(entry.signature()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean verifies(String text, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
