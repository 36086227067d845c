package nexus.gateway.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lays an answer out for people: names and values, a table for every list of maps; a map within a table as values. */
final class AnswerText {
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

    private static final String NANOS_SUFFIX = "_ns";
    /** Spans, not points in time. */
    private static final Set<String> DURATIONS = Set.of("offset_ns", "error_ns");

    private static final int NANOS_PER_MILLI_DIGITS = 6;

    private AnswerText() {}

    /** Lines, each ended by a line feed; without the named fields. */
    static String of(Map<String, Object> fields, Set<String> without) {
        List<List<String>> plain = new ArrayList<>();
        StringBuilder tables = new StringBuilder();
        fields.forEach((name, value) -> {
            if (without.contains(name)) {
                return;
            }
            if (value instanceof Map<?, ?> map) {
                appendSection(tables, name, of(stringKeys(map), Set.of()));
            } else if (isTable(value)) {
                appendSection(tables, name, table((List<?>) value));
            } else {
                plain.add(List.of(label(name), text(name, value)));
            }
        });
        return columns(plain) + tables;
    }

    private static void appendSection(StringBuilder out, String name, String content) {
        out.append(label(name)).append(':').append(content.isEmpty() ? " none\n" : "\n");
        content.lines().forEach(line -> out.append("  ").append(line).append('\n'));
    }

    private static boolean isTable(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance);
    }

    private static String table(List<?> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(stringKeys((Map<?, ?>) row).keySet()));
        List<List<String>> cells = new ArrayList<>();
        cells.add(names.stream().map(AnswerText::label).toList());
        for (Object row : rows) {
            Map<String, Object> fields = stringKeys((Map<?, ?>) row);
            cells.add(names.stream().map(name -> text(name, fields.get(name))).toList());
        }
        return columns(cells);
    }

    private static String columns(List<List<String>> rows) {
        int count = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[count];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static String text(String name, Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof BigDecimal number) {
            return DURATIONS.contains(name)
                    ? number.movePointLeft(NANOS_PER_MILLI_DIGITS).toPlainString() + " ms"
                    : name.endsWith(NANOS_SUFFIX)
                            ? time(number)
                            : number.stripTrailingZeros().toPlainString();
        } else if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        } else if (value instanceof List<?> list) {
            return list.stream().map(element -> text("", element)).collect(Collectors.joining(", "));
        } else if (value instanceof Map<?, ?> map) {
            return stringKeys(map).entrySet().stream()
                    .filter(entry -> !entry.getKey().endsWith(NANOS_SUFFIX))
                    .map(entry -> text(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(" "));
        }
        return value.toString();
    }

    private static String time(BigDecimal nanos) {
        BigDecimal[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        return nanos.signum() <= 0
                ? "never"
                : Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue())
                        .toString();
    }

    private static String label(String name) {
        return name.replace('_', ' ');
    }

    private static Map<String, Object> stringKeys(Map<?, ?> map) {
        return map.entrySet().stream()
                .collect(
                        LinkedHashMap::new,
                        (all, entry) -> all.put(String.valueOf(entry.getKey()), entry.getValue()),
                        LinkedHashMap::putAll);
    }
}
