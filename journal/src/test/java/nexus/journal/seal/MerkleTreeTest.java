package nexus.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    @Test
    void rootsAreThoseOfTheDefinition() throws Exception {
        MerkleTree tree = new MerkleTree();
        List<byte[]> leaves = new ArrayList<>();
        assertThat(tree.root()).isEqualTo(MessageDigest.getInstance("SHA-256").digest());
        for (int i = 0; i < 300; i++) {
            byte[] leaf = MessageDigest.getInstance("SHA-256").digest(("leaf " + i).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            tree.add(leaf);
            assertThat(tree.size()).isEqualTo(i + 1);
            assertThat(tree.root()).as("of %s leaves", i + 1).isEqualTo(rootByDefinition(leaves));
        }
    }

    /** MTH of RFC 6962, section 2.1, word by word. */
    static byte[] rootByDefinition(List<byte[]> leaves) throws Exception {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update((byte) 1);
        sha.update(rootByDefinition(leaves.subList(0, k)));
        sha.update(rootByDefinition(leaves.subList(k, leaves.size())));
        return sha.digest();
    }

    /** The first and the last of the roots that the authors of certificate transparency publish with their test leaves. */
    @Test
    void rootsAreThoseOfTheReferenceImplementation() throws Exception {
        String[] inputs = {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
        };
        MerkleTree tree = new MerkleTree();
        for (String input : inputs) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((byte) 0);
            tree.add(sha.digest(HexFormat.of().parseHex(input)));
            if (tree.size() == 1) {
                assertThat(HexFormat.of().formatHex(tree.root()))
                        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
            }
        }
        assertThat(HexFormat.of().formatHex(tree.root()))
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }
}
