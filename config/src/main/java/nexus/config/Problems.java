package nexus.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a file, gathered while it is read, so that one look mends it all. */
final class Problems {
    private static final int MAX_SHOWN_LENGTH = 80;

    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    private record Problem(int line, String text) {}

    /** Of the file as a whole. */
    void addForFile(String text) {
        found.add(new Problem(0, file + ": " + text));
    }

    /** At a line, counted from 1. */
    void add(int line, String text) {
        found.add(new Problem(line, file + ":" + line + ": " + text));
    }

    int count() {
        return found.size();
    }

    /** All of them, in the order of the file. */
    ConfigException toException() {
        return new ConfigException(found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::text)
                .toList());
    }

    /** A value as it can stand in a message: not empty, short, and visible. */
    static String shown(String value) {
        if (value.isEmpty()) {
            return "\"\"";
        }
        boolean isLong = value.codePointCount(0, value.length()) > MAX_SHOWN_LENGTH;
        return isLong
                ? visible(value.substring(0, value.offsetByCodePoints(0, MAX_SHOWN_LENGTH))) + "…"
                : visible(value);
    }

    /** One line: whatever cannot be seen is written as an escape. */
    static String visible(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(character -> NameRule.isPrintable(character)
                        ? character
                        : String.format("\\u%04x", character.codePointAt(0)))
                .collect(Collectors.joining());
    }
}
