package nexus.config;

import java.util.List;

/** A configuration that cannot be used. Each problem names file, line, key, value and rule. */
public final class ConfigException extends Exception {
    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, at least one. */
    public List<String> problems() {
        return problems;
    }
}
