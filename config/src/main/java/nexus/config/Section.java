package nexus.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A group of keys. It notes which keys are asked for; any other is a problem, told by {@link #refuseUnknown}. */
final class Section {
    private final Problems problems;
    private final String path;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final List<Section> sections = new ArrayList<>();

    private Section(Problems problems, String path) {
        this.problems = problems;
        this.path = path;
    }

    static Section empty(Problems problems, String path) {
        return new Section(problems, path);
    }

    /** @param path of the group; empty at the top of the file */
    static Section of(Problems problems, String path, MappingNode group) {
        Section section = new Section(problems, path);
        group.getValue().forEach(section::put);
        return section;
    }

    private void put(NodeTuple entry) {
        int line = lineOf(entry.getKeyNode());
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            problems.add(line, (path.isEmpty() ? "" : path + " — ") + "a key must be a single word");
            return;
        }
        Setting setting = new Setting(problems, pathOf(key.getValue()), line, entry.getValueNode());
        Setting earlier = settings.putIfAbsent(key.getValue(), setting);
        if (earlier != null) {
            problems.add(line, setting.path() + " — a second time; the first is in line " + earlier.line());
        }
    }

    private String pathOf(String key) {
        return (path.isEmpty() ? "" : path + ".") + Problems.shown(key);
    }

    static int lineOf(Node node) {
        return node.getStartMark().orElseThrow().getLine() + 1;
    }

    /** All keys and their settings in the order of the file, for a group whose keys are names. */
    Map<String, Setting> entries() {
        known.addAll(settings.keySet());
        return settings;
    }

    Optional<Setting> find(String key) {
        known.add(key);
        return Optional.ofNullable(settings.get(key));
    }

    /** The group under this key; empty where the file has none, or something else. */
    Section section(String key) {
        return adopt(find(key).flatMap(Setting::section).orElseGet(() -> empty(problems, pathOf(key))));
    }

    /** The group under this key, which must be there and name at least one thing. */
    Section required(String key) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            problems.add(1, pathOf(key) + " — required, but missing");
            return empty(problems, pathOf(key));
        }
        Optional<Section> section = setting.get().section();
        if (section.isPresent() && section.get().entries().isEmpty()) {
            setting.get().refuseKey("must have at least one entry");
        }
        return section.map(this::adopt).orElseGet(() -> empty(problems, pathOf(key)));
    }

    /** Lets {@link #refuseUnknown} reach a group that was opened through {@link #entries}. */
    Section adopt(Section section) {
        sections.add(section);
        return section;
    }

    /** The number under this key, or its default. */
    long number(String key, Range range) {
        return find(key).flatMap(setting -> setting.number(range)).orElse(range.standard());
    }

    /** The word under this key, or its default. */
    <E extends Enum<E>> E choice(String key, E standard) {
        return find(key)
                .flatMap(setting -> setting.choice(standard.getDeclaringClass()))
                .orElse(standard);
    }

    /** Reports every key, here and in the groups below, that nobody has asked for. */
    void refuseUnknown() {
        settings.forEach((key, setting) -> {
            if (!known.contains(key)) {
                problems.add(setting.line(), setting.path() + " — unknown key" + Words.suggestion(key, known));
            }
        });
        sections.forEach(Section::refuseUnknown);
    }
}
