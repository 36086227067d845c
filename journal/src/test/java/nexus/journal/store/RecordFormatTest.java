package nexus.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;

class RecordFormatTest {
    private final RecordFormat format = new RecordFormat();

    /** Version 1 must stay readable: these are its bytes. */
    @Test
    void bytesAreThoseOfTheTable() {
        byte[] bytes = new byte[44];
        int length = format.encode(
                bytes,
                RecordKind.NEXUS_OUT,
                0x8001,
                -2,
                0x0102030405060708L,
                0x1112131415161718L,
                7,
                new byte[] {0, 'a', 'b', 'c', 'd'},
                1,
                4);
        assertThat(length).isEqualTo(44);
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("01110180feffffff080706050403020118171615141312110700000000000000" + "04000000" + "a5959411"
                        + "61626364");
        assertThat(format.check(bytes, 44)).isNull();
    }

    @Test
    void whatIsWrongIsSaid() {
        byte[] sound = new byte[43];
        format.encode(sound, RecordKind.NOTE, 0, 0, 1, 1, 0, new byte[] {1, 2, 3}, 0, 3);
        assertThat(format.check(sound, 43)).isNull();
        assertThat(format.check(sound, 39)).isEqualTo("excerpt of 39 bytes, expected 40 at least");
        assertThat(format.check(sound, 42)).isEqualTo("payload length 3, expected 2 by the excerpt");
        assertThat(format.check(with(sound, 0, 2), 43)).isEqualTo("version 2, expected 1");
        assertThat(format.check(with(sound, 42, 9), 43)).matches("CRC [0-9a-f]{8}, expected [0-9a-f]{8}");
        assertThat(format.check(with(sound, 1, 1), 43)).startsWith("CRC ");
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }
}
