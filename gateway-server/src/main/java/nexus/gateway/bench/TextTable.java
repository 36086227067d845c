package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of cells as lines of text. The first column is wrapped so that lines keep within {@value #WIDTH} columns; the
 * others stand to the right, except the last where it holds words.
 */
final class TextTable {
    static final int WIDTH = 120;
    private static final int MIN_FIRST = 24;
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean wordsLast;

    /** @param wordsLast whether the last column holds words, not numbers */
    TextTable(boolean wordsLast) {
        this.wordsLast = wordsLast;
    }

    /** One more row, of as many cells as the others. */
    void add(String... cells) {
        rows.add(Arrays.asList(cells));
    }

    /** All rows, each line ended. */
    String text() {
        StringBuilder text = new StringBuilder();
        int[] widths = widths();
        for (List<String> row : rows) {
            List<String> first = wrap(row.get(0), widths[0]);
            text.append(line(first.get(0), row, widths)).append('\n');
            first.stream().skip(1).forEach(more -> text.append(more).append('\n'));
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        int others = Arrays.stream(widths).skip(1).sum() + GAP.length() * (widths.length - 1);
        widths[0] = Math.min(widths[0], Math.max(MIN_FIRST, WIDTH - others));
        return widths;
    }

    private String line(String first, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(first);
        line.append(" ".repeat(widths[0] - first.length()));
        for (int column = 1; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            boolean words = wordsLast && column == widths.length - 1;
            line.append(GAP).append(words ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }

    /** The words of a text in lines of at most {@code width} characters, all indented as the first; a longer word is cut. */
    static List<String> wrap(String text, int width) {
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        int room = width - indent.length();
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > room) {
                lines.add(indent + line);
                line = "";
            }
            while (rest.length() > room) {
                lines.add(indent + rest.substring(0, room));
                rest = rest.substring(room);
            }
            line = line.isEmpty() ? rest : line + " " + rest;
        }
        lines.add(indent + line);
        return lines;
    }
}
