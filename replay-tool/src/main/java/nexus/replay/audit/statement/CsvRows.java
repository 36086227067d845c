package nexus.replay.audit.statement;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a CSV file by RFC 4180, row by row: cells may be quoted, and quoted ones hold separators, line ends and doubled
 * quotes. A byte order mark is skipped, and so are empty lines.
 */
final class CsvRows implements Closeable {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int MOST_CELLS = 1_000;
    private static final int LONGEST_CELL = 1 << 16;

    private final BufferedReader reader;
    private final char separator;
    private long line = 1;
    private long rowLine;
    private int next;

    private CsvRows(BufferedReader reader, char separator) throws IOException {
        this.reader = reader;
        this.separator = separator;
        next = reader.read();
        if (next == BYTE_ORDER_MARK) {
            next = reader.read();
        }
    }

    /** Opens a file; bytes that are none of its encoding are an error when they are read. */
    static CsvRows open(Path file, Charset charset, char separator) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        try {
            return new CsvRows(reader, separator);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /** Skips lines, as they are. */
    void skipLines(int count) throws IOException {
        for (int skipped = 0; skipped < count && next >= 0; skipped++) {
            while (next >= 0 && next != '\n') {
                read();
            }
            read();
        }
    }

    /**
     * The cells of the next row.
     *
     * @return null at the end
     * @throws StatementException if a quote is not closed, or this is no text file
     */
    List<String> next() throws IOException, StatementException {
        while (next == '\n' || next == '\r') {
            read();
        }
        if (next < 0) {
            return null;
        }
        rowLine = line;
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (next == separator) {
            read();
            if (cells.size() == MOST_CELLS) {
                throw new StatementException("line " + rowLine + ": more than " + MOST_CELLS + " columns");
            }
            cells.add(cell());
        }
        return cells;
    }

    /** Where the row at hand begins, from 1. */
    long line() {
        return rowLine;
    }

    private String cell() throws IOException, StatementException {
        StringBuilder text = new StringBuilder();
        if (next == '"') {
            quoted(text);
        }
        while (next >= 0 && next != separator && next != '\n' && next != '\r') {
            add(text);
        }
        return text.toString();
    }

    private void quoted(StringBuilder text) throws IOException, StatementException {
        read();
        while (true) {
            if (next < 0) {
                throw new StatementException("line " + rowLine + ": a quote is not closed");
            }
            if (next == '"') {
                read();
                if (next != '"') {
                    return;
                }
            }
            add(text);
        }
    }

    private void add(StringBuilder text) throws IOException, StatementException {
        if (text.length() == LONGEST_CELL) {
            throw new StatementException("line " + rowLine + ": a cell is longer than " + LONGEST_CELL
                    + " characters: is this a text file?");
        }
        text.append((char) next);
        read();
    }

    private void read() throws IOException {
        line += next == '\n' ? 1 : 0;
        next = reader.read();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
