package nexus.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import nexus.journal.Seeded;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the reader and msgpack-core agree on whether they are a message, and on what it says. */
class MapReaderFuzzTest {
    private final Random random = Seeded.random();
    private final RandomMessage messages = new RandomMessage(random);
    private final MapReader reader = new MapReader();
    private int accepted;
    private int refused;

    @Test
    void wellFormedMessagesSayTheSame() {
        for (int i = 0; i < 5_000; i++) {
            byte[] message = messages.next();

            assertThat(reader.wrap(message, 0, message.length)).isNull();

            Oracle.assertSame(reader, Oracle.value(message, 0, message.length));
        }
    }

    @Test
    void truncatedAnywhereIsRefused() {
        for (int i = 0; i < 500; i++) {
            byte[] message = shortMessage();
            for (int length = 0; length < message.length; length++) {
                if (reader.wrap(message, 0, length) == null) {
                    fail("accepted %d bytes of %s", length, HexFormat.of().formatHex(message));
                }
                assertThat(reader.size()).isZero();
            }
        }
    }

    @Test
    void damagedMessagesGetTheSameVerdict() {
        byte[] original = shortMessage();
        for (int i = 0; i < 300_000; i++) {
            original = i % 10 == 0 ? shortMessage() : original;
            byte[] message = original.clone();
            int flips = 1 + random.nextInt(3);
            for (int flip = 0; flip < flips; flip++) {
                message[random.nextInt(message.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertSameVerdict(message);
        }
        assertThat(accepted).isGreaterThan(30_000);
        assertThat(refused).isGreaterThan(30_000);
    }

    @Test
    void headsInsertedAnywhereGetTheSameVerdict() {
        byte[] message = shortMessage();
        for (int i = 0; i < 100_000; i++) {
            message = i % 10 == 0 ? shortMessage() : message;
            int at = random.nextInt(message.length);
            byte[] longer = Arrays.copyOf(message, message.length + 1);
            System.arraycopy(message, at, longer, at + 1, message.length - at);
            longer[at] = (byte) (0x80 + random.nextInt(0x80));
            assertSameVerdict(longer);
        }
    }

    @Test
    void randomBytesGetTheSameVerdict() {
        for (int i = 0; i < 100_000; i++) {
            byte[] message = new byte[1 + random.nextInt(40)];
            random.nextBytes(message);
            message[0] = (byte) (0x80 | random.nextInt(4));
            if (message.length > 2 && random.nextBoolean()) {
                message[1] = (byte) 0xa0;
            }
            assertSameVerdict(message);
        }
    }

    @Test
    void everyHeadWithEveryDeclaredLengthEndsAtOnce() {
        int[] declared = {0, 1, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff};
        for (int head = 0; head < 256; head++) {
            for (int length : declared) {
                byte[] message = ByteBuffer.allocate(16)
                        .put(new byte[] {(byte) 0x81, (byte) 0xa1, 'k', (byte) head})
                        .putInt(length)
                        .array();
                assertSameVerdict(message);
                assertSameVerdict(Arrays.copyOfRange(message, 3, 16));
            }
        }
    }

    private byte[] shortMessage() {
        byte[] message = messages.next();
        while (message.length > 400) {
            message = messages.next();
        }
        return message;
    }

    private void assertSameVerdict(byte[] message) {
        String reason = reader.wrap(message, 0, message.length);
        if ((reason == null) != Oracle.accepts(message)) {
            fail("%s: %s", reason, HexFormat.of().formatHex(message));
        }
        if (reason == null) {
            accepted++;
            if (accepted % 16 == 0 && Oracle.understandsExtensions(message)) {
                Oracle.assertSame(reader, Oracle.value(message, 0, message.length));
            }
        } else {
            refused++;
            if (reader.size() != 0 || !isSafe(reason)) {
                fail(
                        "%d fields, reason %s: %s",
                        reader.size(), reason, HexFormat.of().formatHex(message));
            }
        }
    }

    private static boolean isSafe(String reason) {
        return reason.length() < 120 && reason.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
