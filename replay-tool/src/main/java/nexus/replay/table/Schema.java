package nexus.replay.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table, in order. Columns may be added at the end with a new version; none is renamed, moved, removed
 * or given another type under the same name of the schema.
 */
public final class Schema {
    private final String name;
    private final int version;
    private final List<Column> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * A schema.
     *
     * @param version from 1
     * @throws IllegalArgumentException if two columns have one name
     */
    public Schema(String name, int version, List<Column> columns) {
        this.name = name;
        this.version = version;
        this.columns = List.copyOf(columns);
        for (Column column : this.columns) {
            if (positions.put(column.name(), positions.size()) != null) {
                throw new IllegalArgumentException("schema " + name + ": two columns " + column.name());
            }
        }
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public List<Column> columns() {
        return columns;
    }

    /**
     * The place of a column, from 0: to be looked up once, not for each row.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public int position(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("schema " + name + " has no column " + column);
        }
        return position;
    }
}
