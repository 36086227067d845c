package nexus.gateway.keys;

import java.util.Arrays;

/** ZeroMQ's text form of keys (RFC 32): five characters for four bytes. */
final class Z85 {
    private static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    private static final int[] VALUES = new int[128];
    private static final int BASE = 85;
    private static final int GROUP_BYTES = 4;
    private static final int GROUP_DIGITS = 5;

    static {
        Arrays.fill(VALUES, -1);
        for (int value = 0; value < BASE; value++) {
            VALUES[DIGITS.charAt(value)] = value;
        }
    }

    private Z85() {}

    /** @param bytes as many as are divisible by 4 */
    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length / GROUP_BYTES * GROUP_DIGITS);
        for (int at = 0; at < bytes.length; at += GROUP_BYTES) {
            long value = 0;
            for (int i = 0; i < GROUP_BYTES; i++) {
                value = (value << Byte.SIZE) | (bytes[at + i] & 0xff);
            }
            long divisor = (long) BASE * BASE * BASE * BASE;
            for (int i = 0; i < GROUP_DIGITS; i++) {
                text.append(DIGITS.charAt((int) (value / divisor % BASE)));
                divisor /= BASE;
            }
        }
        return text.toString();
    }

    /** The bytes, or null if the text is not Z85. */
    static byte[] decode(String text) {
        if (text.length() % GROUP_DIGITS != 0) {
            return null;
        }
        byte[] bytes = new byte[text.length() / GROUP_DIGITS * GROUP_BYTES];
        for (int group = 0; group < text.length() / GROUP_DIGITS; group++) {
            long value = 0;
            for (int i = 0; i < GROUP_DIGITS; i++) {
                char digit = text.charAt(group * GROUP_DIGITS + i);
                if (digit >= VALUES.length || VALUES[digit] < 0) {
                    return null;
                }
                value = value * BASE + VALUES[digit];
            }
            if (value > 0xffff_ffffL) {
                return null;
            }
            for (int i = 0; i < GROUP_BYTES; i++) {
                bytes[group * GROUP_BYTES + i] = (byte) (value >>> (Byte.SIZE * (GROUP_BYTES - 1 - i)));
            }
        }
        return bytes;
    }
}
