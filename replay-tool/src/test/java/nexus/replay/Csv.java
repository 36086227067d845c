package nexus.replay;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV by the letter of RFC 4180, for what another program has written. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** All rows, the header first. Anything that the RFC does not allow is an error. */
    static List<List<String>> read(String text) {
        Csv csv = new Csv(text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            rows.add(csv.row());
        }
        for (List<String> row : rows) {
            if (row.size() != rows.get(0).size()) {
                throw new AssertionError(row.size() + " fields: " + row);
            }
        }
        return rows;
    }

    /** A text as it was before it was made safe for spreadsheets. */
    static String unmarked(String field) {
        return field.startsWith("'") ? field.substring(1) : field;
    }

    private List<String> row() {
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (text.charAt(at) == ',') {
            at++;
            fields.add(field());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new AssertionError("no CR LF at " + at);
        }
        at += 2;
        return fields;
    }

    private String field() {
        StringBuilder field = new StringBuilder();
        if (text.charAt(at) != '"') {
            while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
                if (text.charAt(at) == '"' || text.charAt(at) == '\n') {
                    throw new AssertionError("a bare quote or LF at " + at);
                }
                field.append(text.charAt(at++));
            }
            return field.toString();
        }
        for (at++; ; at++) {
            if (text.charAt(at) == '"') {
                at++;
                if (text.charAt(at) != '"') {
                    return field.toString();
                }
            }
            field.append(text.charAt(at));
        }
    }
}
