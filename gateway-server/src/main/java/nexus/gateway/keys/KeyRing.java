package nexus.gateway.keys;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registered public keys and whom each belongs to. Never changes. */
public final class KeyRing {
    /** Nobody's. */
    public static final KeyRing EMPTY = new KeyRing(Map.of());

    private final Map<ByteBuffer, Principal> byKey;

    private KeyRing(Map<ByteBuffer, Principal> byKey) {
        this.byKey = byKey;
    }

    /** @param keys of each principal */
    static KeyRing of(Map<Principal, KeyPair> keys) {
        Map<ByteBuffer, Principal> byKey = new HashMap<>();
        keys.forEach((principal, pair) -> byKey.put(ByteBuffer.wrap(pair.publicKey()), principal));
        return new KeyRing(byKey);
    }

    /** Whom a public key belongs to; empty if it is not registered. */
    public Optional<Principal> holder(byte[] publicKey) {
        return Optional.ofNullable(byKey.get(ByteBuffer.wrap(publicKey)));
    }

    /** Whether this very principal, with the role it had, still has a key. */
    public boolean knows(Principal principal) {
        return byKey.containsValue(principal);
    }

    /** All principals, by name. */
    public List<Principal> principals() {
        List<Principal> all = new ArrayList<>(byKey.values());
        all.sort(Comparator.comparing(Principal::name));
        return all;
    }

    /** How many keys there are, and nothing else of them. */
    @Override
    public String toString() {
        return byKey.size() + " registered keys";
    }
}
