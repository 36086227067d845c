package nexus.replay.export;

import java.io.IOException;
import java.nio.file.Path;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;
import nexus.replay.table.Schema;
import nexus.replay.table.TargetFile;
import nexus.replay.table.Type;
import nexus.replay.table.WrittenFile;

/**
 * CSV as RFC 4180 has it, in UTF-8: a header, lines that end in CR LF, quotes where a value needs them. A value that is
 * unknown is empty; an empty text is {@code ""}. A time has two columns, ISO 8601 and nanoseconds.
 *
 * <p><b>Safe in a spreadsheet.</b> A text or JSON value that a spreadsheet might take for a formula, and one that begins
 * with an apostrophe, has an apostrophe in front: so one apostrophe at the beginning of such a value is always to be
 * dropped. Numbers, also negative ones, and times stay as they are: nothing in them comes from outside.
 */
public final class CsvRows implements RowWriter {
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20";

    private final TargetFile file;
    private final TextOutput out;
    private final Type[] types;
    private long rows;

    private CsvRows(TargetFile file, TextOutput out, Schema schema) {
        this.file = file;
        this.out = out;
        this.types = schema.columns().stream().map(Column::type).toArray(Type[]::new);
    }

    /** Opens the file and writes the header. */
    public static CsvRows open(Path target, Schema schema) throws IOException {
        TargetFile file = TargetFile.of(target);
        try {
            CsvRows writer = new CsvRows(file, new TextOutput(file.stream()), schema);
            writer.header(schema);
            return writer;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void header(Schema schema) throws IOException {
        boolean isFirst = true;
        for (Column column : schema.columns()) {
            out.ascii(isFirst ? "" : ",");
            if (column.type() == Type.TIME_NANOS) {
                out.ascii(column.isoName()).ascii(',');
            }
            out.ascii(column.name());
            isFirst = false;
        }
        out.ascii(LINE_END);
    }

    @Override
    public void write(Row row) throws IOException {
        for (int i = 0; i < types.length; i++) {
            if (i > 0) {
                out.ascii(',');
            }
            if (row.isNull(i)) {
                out.ascii(types[i] == Type.TIME_NANOS ? "," : "");
            } else {
                value(row, i);
            }
        }
        out.ascii(LINE_END);
        rows++;
    }

    private void value(Row row, int column) throws IOException {
        switch (types[column]) {
            case TEXT, JSON -> text(row.text(column));
            case DECIMAL_TEXT -> out.ascii(row.text(column));
            case INT8, INT16, INT64 -> out.number(row.whole(column));
            case TIME_NANOS -> out.iso(row.whole(column)).ascii(',').number(row.whole(column));
            case FLOAT64 -> out.ascii(FloatText.of(row.floating(column)));
            case BOOLEAN -> out.ascii(row.flag(column) ? "true" : "false");
        }
    }

    private void text(String text) throws IOException {
        if (isPlain(text)) {
            out.ascii(text);
            return;
        }
        boolean isMarked = mightBeFormula(text);
        boolean isQuoted = text.isEmpty();
        for (int i = 0; i < text.length() && !isQuoted; i++) {
            char c = text.charAt(i);
            isQuoted = c == ',' || c == '"' || c < ' ' || c == ';';
        }
        isQuoted |= isMarked;
        out.ascii(isQuoted ? "\"" : "").ascii(isMarked ? "'" : "");
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '"') {
                out.ascii('"');
            }
            i = out.character(text, i);
        }
        out.ascii(isQuoted ? "\"" : "");
    }

    /** Most texts: a word of letters, digits and a few signs, which means nothing to CSV or a spreadsheet. */
    private static boolean isPlain(String text) {
        if (text.isEmpty() || !isWordCharacter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isWordCharacter(c) && c != '-' && c != ' ' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Whether the first character that is seen could make it one; leading blanks and control characters are dropped by some. */
    private static boolean mightBeFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (first == '\'' || first < ' ') {
            return true;
        }
        int at = 0;
        while (at < text.length() && (text.charAt(at) <= ' ' || Character.isSpaceChar(text.charAt(at)))) {
            at++;
        }
        return at < text.length() && FORMULA_STARTS.indexOf(text.charAt(at)) >= 0;
    }

    @Override
    public WrittenFile finish() throws IOException {
        out.flush();
        return file.commit(rows);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
