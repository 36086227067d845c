package nexus.gateway.bench;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** What a child process has to say: named numbers, words and histograms, in one line of text between processes. */
final class Answer {
    private static final char EQUALS = '=';

    private final Map<String, String> values = new LinkedHashMap<>();

    Answer put(String name, long value) {
        return put(name, Long.toString(value));
    }

    /** @param value without white space */
    Answer put(String name, String value) {
        values.put(name, value);
        return this;
    }

    Answer put(String name, Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return put(name, Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    }

    /** @throws IOException if there is no such number */
    long number(String name) throws IOException {
        try {
            return Long.parseLong(word(name));
        } catch (NumberFormatException e) {
            throw new IOException(name + " is no number in the answer " + line(), e);
        }
    }

    /** @throws IOException if there is no such value */
    String word(String name) throws IOException {
        String value = values.get(name);
        if (value == null) {
            throw new IOException("no " + name + " in the answer " + line());
        }
        return value;
    }

    /** @throws IOException if there is no such histogram */
    Histogram histogram(String name) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(word(name));
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (DataFormatException | IllegalArgumentException | BufferUnderflowException e) {
            throw new IOException(name + " is no histogram in the answer " + line(), e);
        }
    }

    /** One line that {@link #parse} reads. */
    String line() {
        StringBuilder line = new StringBuilder();
        values.forEach((name, value) -> line.append(line.isEmpty() ? "" : " ")
                .append(name)
                .append(EQUALS)
                .append(value));
        return line.toString();
    }

    static Answer parse(String line) {
        Answer answer = new Answer();
        for (String pair : line.split(" ", -1)) {
            int equals = pair.indexOf(EQUALS);
            if (equals > 0) {
                answer.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return answer;
    }
}
