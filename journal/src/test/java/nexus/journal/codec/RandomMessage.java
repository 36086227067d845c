package nexus.journal.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** Random well-formed messages, packed by msgpack-core; now and then a value takes a longer form than it needs. */
final class RandomMessage {
    private static final String[] TEXTS = {
        "", "a", "NQ 03-25", "Grüße", "€", "日本語", "😀 ok", "line\nbreak\u0000\u007f\"\\"
    };

    private final Random random;

    RandomMessage(Random random) {
        this.random = random;
    }

    byte[] next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MessagePacker packer = MessagePack.newDefaultPacker(bytes)) {
            map(packer, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void map(MessagePacker packer, int depth) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        int size = random.nextInt(40) == 0 ? random.nextInt(80) : random.nextInt(6);
        while (keys.size() < size) {
            keys.add(random.nextInt(20) == 0 ? text() : "k" + random.nextInt(200));
        }
        switch (random.nextInt(10)) {
            case 0 -> raw(packer, 0xde, 2, size);
            case 1 -> raw(packer, 0xdf, 4, size);
            default -> packer.packMapHeader(size);
        }
        for (String key : keys) {
            text(packer, key);
            value(packer, depth);
        }
    }

    private void array(MessagePacker packer, int depth) throws IOException {
        int size = random.nextInt(40) == 0 ? random.nextInt(80) : random.nextInt(6);
        switch (random.nextInt(10)) {
            case 0 -> raw(packer, 0xdc, 2, size);
            case 1 -> raw(packer, 0xdd, 4, size);
            default -> packer.packArrayHeader(size);
        }
        for (int i = 0; i < size; i++) {
            value(packer, depth);
        }
    }

    private void value(MessagePacker packer, int depth) throws IOException {
        boolean nests = depth < MapReader.MAX_DEPTH && depth < 3 + random.nextInt(20);
        switch (random.nextInt(nests ? 12 : 10)) {
            case 0 -> packer.packNil();
            case 1 -> packer.packBoolean(random.nextBoolean());
            case 2 -> packer.packLong(random.nextLong() >> random.nextInt(64));
            case 3 -> packer.packBigInteger(new BigInteger(64, random));
            case 4 -> packer.packFloat(finiteFloat());
            case 5 -> packer.packDouble(finiteDouble());
            case 6 -> longInteger(packer);
            case 7 -> binary(packer);
            case 8 -> extension(packer);
            case 9 -> text(packer, text());
            case 10 -> map(packer, depth + 1);
            default -> array(packer, depth + 1);
        }
    }

    private void longInteger(MessagePacker packer) throws IOException {
        int value = random.nextInt(300) - 150;
        switch (random.nextInt(4)) {
            case 0 -> raw(packer, 0xd1, 2, value);
            case 1 -> raw(packer, 0xd2, 4, value);
            case 2 -> raw(packer, 0xd3, 8, value);
            default -> raw(packer, 0xcf, 8, value);
        }
    }

    private void binary(MessagePacker packer) throws IOException {
        byte[] content = new byte[random.nextInt(50) == 0 ? random.nextInt(70_000) : random.nextInt(20)];
        random.nextBytes(content);
        packer.packBinaryHeader(content.length);
        packer.addPayload(content);
    }

    private void extension(MessagePacker packer) throws IOException {
        byte[] content = new byte[random.nextInt(50) == 0 ? random.nextInt(70_000) : random.nextInt(20)];
        random.nextBytes(content);
        packer.packExtensionTypeHeader((byte) random.nextInt(128), content.length);
        packer.addPayload(content);
    }

    private void text(MessagePacker packer, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int size = utf8.length;
        switch (size < 256 ? random.nextInt(12) : 9) {
            case 0 -> raw(packer, 0xd9, 1, size);
            case 1 -> raw(packer, 0xda, 2, size);
            case 2 -> raw(packer, 0xdb, 4, size);
            default -> packer.packRawStringHeader(size);
        }
        packer.addPayload(utf8);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(100) == 0 ? random.nextInt(9_000) : random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    double finiteDouble() {
        if (random.nextBoolean()) {
            return random.nextInt(2_000_000) / 100.0;
        }
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0.25;
    }

    float finiteFloat() {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : 0.25f;
    }

    /** A head, and a number of {@code width} bytes behind it. */
    private static void raw(MessagePacker packer, int head, int width, long number) throws IOException {
        byte[] bytes = new byte[1 + width];
        bytes[0] = (byte) head;
        for (int i = 1; i <= width; i++) {
            bytes[i] = (byte) (number >> (8 * (width - i)));
        }
        packer.addPayload(bytes);
    }
}
