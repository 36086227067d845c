package nexus.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.Test;

class RecordLeafTest {
    @Test
    void bytesAreThoseOfTheTable() throws Exception {
        JournalRecord record = new JournalRecord()
                .set(
                        0x1122334455667788L,
                        0x99aabbccddeeff0L,
                        RecordKind.PLATFORM_OUT,
                        0xabcd,
                        -2,
                        7,
                        new byte[] {9, 'a', 'b', 9},
                        1,
                        2);
        String expected = "01" + "10" + "abcd" + "fffffffe" + "1122334455667788" + "099aabbccddeeff0"
                + "0000000000000007" + "6162";
        RecordLeaf leaf = new RecordLeaf();
        assertThat(HexFormat.of().formatHex(leaf.bytes(record))).isEqualTo(expected);
        byte[] hash = new byte[32];
        leaf.hash(record, hash);
        assertThat(hash)
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(HexFormat.of().parseHex("00" + expected)));
    }
}
