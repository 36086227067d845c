package nexus.replay.export;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nexus.replay.table.Row;

/**
 * Which rows are wanted, by universal symbol and platform. What names neither concerns all of them, and stays.
 *
 * @param symbols empty for all
 * @param platforms empty for all
 */
record Selection(Set<String> symbols, Set<String> platforms) {
    Selection(List<String> symbols, List<String> platforms) {
        this(new TreeSet<>(symbols), new TreeSet<>(platforms));
    }

    boolean isAll() {
        return symbols.isEmpty() && platforms.isEmpty();
    }

    boolean takes(Row row, int symbolColumn, int platformColumn) {
        return isWanted(symbols, row.text(symbolColumn)) && isWanted(platforms, row.text(platformColumn));
    }

    private static boolean isWanted(Set<String> wanted, String value) {
        return wanted.isEmpty() || value == null || wanted.contains(value);
    }
}
