package nexus.journal.seal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.store.Sha256;

/**
 * The Merkle tree of RFC 6962 (section 2.1) over leaves that come one after another. It keeps the hash of each complete
 * subtree at its right edge, at most 63, and nothing else, so memory does not grow with the leaves.
 *
 * <p>A node is SHA-256 over one byte 1, the left hash and the right one. For one thread.
 */
public final class MerkleTree {
    private static final byte NODE = 1;

    private final MessageDigest digest = Sha256.digest();
    private final JoinListener listener;
    /** Hashes of the complete subtrees, the largest first; reused behind {@link #depth}. */
    private final List<byte[]> edge = new ArrayList<>();
    /** How many of them are in use: as many as {@link #size} has bits set. */
    private int depth;

    private long size;

    /** Is told of each node that is made of two. */
    @FunctionalInterface
    interface JoinListener {
        /**
         * A node was made.
         *
         * @param leftFirst index of the left one's first leaf
         * @param rightFirst of the right one's
         * @param end behind the right one's last
         * @param left its hash; borrowed
         * @param right as well
         */
        void joined(long leftFirst, long rightFirst, long end, byte[] left, byte[] right);
    }

    /** A tree without leaves. */
    public MerkleTree() {
        this((leftFirst, rightFirst, end, left, right) -> {});
    }

    MerkleTree(JoinListener listener) {
        this.listener = listener;
    }

    /** Adds a leaf by its hash, which is copied: see {@link RecordLeaf#hash}. */
    public void add(byte[] leafHash) {
        if (depth == edge.size()) {
            edge.add(new byte[Sha256.BYTES]);
        }
        System.arraycopy(leafHash, 0, edge.get(depth), 0, Sha256.BYTES);
        depth++;
        size++;
        // As many joins as the new size has zeros at its end: two equal subtrees become one.
        for (int level = 0; level < Long.numberOfTrailingZeros(size); level++) {
            long width = 1L << level;
            byte[] left = edge.get(depth - 2);
            byte[] right = edge.get(depth - 1);
            listener.joined(size - 2 * width, size - width, size, left, right);
            node(left, right, left);
            depth--;
        }
    }

    /** How many leaves it has. */
    public long size() {
        return size;
    }

    /** The root's hash, the caller's own; of a tree without leaves the hash of nothing. */
    public byte[] root() {
        if (size == 0) {
            return digest.digest();
        }
        byte[] root = edge.get(depth - 1).clone();
        long first = size - Long.lowestOneBit(size);
        for (int i = depth - 2; i >= 0; i--) {
            long leftFirst = first - Long.lowestOneBit(first);
            listener.joined(leftFirst, first, size, edge.get(i), root);
            node(edge.get(i), root, root);
            first = leftFirst;
        }
        return root;
    }

    private void node(byte[] left, byte[] right, byte[] into) {
        node(digest, left, right, into);
    }

    static void node(MessageDigest digest, byte[] left, byte[] right, byte[] into) {
        digest.update(NODE);
        digest.update(left, 0, Sha256.BYTES);
        digest.update(right, 0, Sha256.BYTES);
        try {
            digest.digest(into, 0, Sha256.BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException("32 bytes are wanted for a hash", e);
        }
    }
}
