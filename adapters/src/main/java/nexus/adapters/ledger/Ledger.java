package nexus.adapters.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of JSON lines, one per event, appended and handed to the operating system line by line: what was written
 * survives the death of the process. Safe from any thread.
 */
public final class Ledger implements AutoCloseable {
    private final Writer writer;

    private Ledger(Writer writer) {
        this.writer = writer;
    }

    /** Appends to a file, which is created where missing. */
    public static Ledger open(Path file) throws IOException {
        return new Ledger(Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Writes to a writer of the caller's, such as standard output. */
    public static Ledger to(Writer writer) {
        return new Ledger(writer);
    }

    /** Keeps nothing. */
    public static Ledger none() {
        return new Ledger(Writer.nullWriter());
    }

    /**
     * Writes one line: {@code event} first, then the fields in the order given.
     *
     * @param keysAndValues key, value, key, value; numbers stay numbers, null is left out, all else becomes a string
     * @throws UncheckedIOException if the line cannot be written
     */
    public void write(String event, Object... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a key without a value in event " + event);
        }
        StringBuilder line = new StringBuilder("{");
        append(line, "event", event);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                line.append(',');
                append(line, (String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        line.append("}\n");
        synchronized (writer) {
            try {
                writer.append(line).flush();
            } catch (IOException e) {
                throw new UncheckedIOException("ledger: " + line, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (writer) {
            writer.close();
        }
    }

    private static void append(StringBuilder line, String key, Object value) {
        quote(line, key);
        line.append(':');
        if (value instanceof BigDecimal decimal) {
            line.append(decimal.toPlainString());
        } else if (value instanceof Integer || value instanceof Long) {
            line.append(value);
        } else {
            quote(line, value.toString());
        }
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < 0x20) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
