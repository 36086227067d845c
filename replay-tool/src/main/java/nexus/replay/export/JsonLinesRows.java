package nexus.replay.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;
import nexus.replay.table.Schema;
import nexus.replay.table.TargetFile;
import nexus.replay.table.Type;
import nexus.replay.table.WrittenFile;

/**
 * One JSON object a line, in UTF-8, with keys in the order of the columns; a key that is not there is unknown. Decimals
 * and times are JSON numbers with all their digits, JSON columns stand as what they are.
 */
public final class JsonLinesRows implements RowWriter {
    private final TargetFile file;
    private final TextOutput out;
    private final Type[] types;
    /** Each with what comes before it: a comma, or the brace where it is the first. */
    private final byte[][] keys;

    private final byte[][] firstKeys;
    private long rows;

    private JsonLinesRows(TargetFile file, TextOutput out, Schema schema) {
        List<Column> columns = schema.columns();
        this.file = file;
        this.out = out;
        this.types = columns.stream().map(Column::type).toArray(Type[]::new);
        this.keys = keys(",", columns);
        this.firstKeys = keys("{", columns);
    }

    private static byte[][] keys(String before, List<Column> columns) {
        return columns.stream()
                .map(column -> (before + '"' + column.name() + "\":").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Opens the file. */
    public static JsonLinesRows open(Path target, Schema schema) throws IOException {
        TargetFile file = TargetFile.of(target);
        try {
            return new JsonLinesRows(file, new TextOutput(file.stream()), schema);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void write(Row row) throws IOException {
        boolean isFirst = true;
        for (int i = 0; i < types.length; i++) {
            if (!row.isNull(i)) {
                out.raw(isFirst ? firstKeys[i] : keys[i]);
                value(row, i);
                isFirst = false;
            }
        }
        out.ascii(isFirst ? "{}\n" : "}\n");
        rows++;
    }

    private void value(Row row, int column) throws IOException {
        switch (types[column]) {
            case TEXT -> quote(row.text(column));
            case JSON -> out.text(row.text(column));
            case DECIMAL_TEXT -> out.ascii(row.text(column));
            case INT8, INT16, INT64, TIME_NANOS -> out.number(row.whole(column));
            case FLOAT64 -> out.ascii(FloatText.of(row.floating(column)));
            case BOOLEAN -> out.ascii(row.flag(column) ? "true" : "false");
        }
    }

    private void quote(String text) throws IOException {
        out.ascii('"');
        for (int i = out.plain(text, 0); i < text.length(); i = out.plain(text, i)) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.ascii('\\');
                i = out.character(text, i);
            } else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029') {
                out.ascii("\\u").ascii(HexFormat.of().toHexDigits(c));
                i++;
            } else {
                i = out.character(text, i);
            }
        }
        out.ascii('"');
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
