package nexus.replay.command;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines of text: the first columns stand to the left, the others, numbers, to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param leftColumns how many columns hold words */
    public TextTable(int leftColumns) {
        this.leftColumns = leftColumns;
    }

    /** One more row, of as many cells as the others. */
    public TextTable add(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** More rows. */
    public TextTable addAll(List<List<String>> more) {
        more.forEach(this::add);
        return this;
    }

    /** All rows, each line ended and indented by so many spaces. */
    public String text(int indent) {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ".repeat(indent));
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths[column] - length(cell));
                line.append(column == 0 ? "" : GAP).append(column < leftColumns ? cell + padding : padding + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
