package nexus.gateway.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.Arrays;

/** A public key and its secret one, for Curve25519, as CURVE uses them. */
public final class KeyPair {
    /** Of either key, in bytes. */
    public static final int KEY_BYTES = 32;

    private final byte[] publicKey;
    private final byte[] secretKey;

    KeyPair(byte[] publicKey, byte[] secretKey) {
        this.publicKey = publicKey;
        this.secretKey = secretKey;
    }

    /** A new one, from the system's source of randomness. */
    static KeyPair generate() {
        try {
            java.security.KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            byte[] secret = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
            return new KeyPair(littleEndian(((XECPublicKey) pair.getPublic()).getU()), secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 11 has X25519", e);
        }
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bigEndian = number.toByteArray();
        byte[] bytes = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES && i < bigEndian.length; i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }

    /** A copy of the public key, {@link #KEY_BYTES} long. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** A copy of the secret key: not to be kept, logged or shown. */
    public byte[] secretKey() {
        return secretKey.clone();
    }

    /** Whether the secret key is here, or only the public one. */
    boolean isSecret() {
        return secretKey != null;
    }

    String publicText() {
        return Z85.encode(publicKey);
    }

    String secretText() {
        return Z85.encode(secretKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPair pair && Arrays.equals(publicKey, pair.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    /** The public key alone. */
    @Override
    public String toString() {
        return "key pair of " + publicText();
    }
}
