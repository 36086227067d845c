package nexus.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A group of keys in the file of the adapters, for whoever knows what they mean. A method answers with the value, or
 * reports a problem and answers with what stands in; the file as a whole is then refused. Keys that nobody asks for are
 * problems too.
 */
public final class AdapterSettings {
    private final Section section;
    private final Path folder;
    private final Problems problems;
    private final int line;
    /** Each group is one object however often it is asked for: what one asking has read, no other finds unread. */
    private final Map<String, AdapterSettings> single = new HashMap<>();

    private final Map<String, Map<String, AdapterSettings>> named = new HashMap<>();

    AdapterSettings(Section section, Path folder, Problems problems, int line) {
        this.section = section;
        this.folder = folder;
        this.problems = problems;
        this.line = line;
    }

    /** A text that must be there. */
    public String text(String key) {
        return section.find(key).flatMap(AdapterSettings::printable).orElseGet(() -> missing(key));
    }

    /** A text, or what stands in where the file has none. */
    public String text(String key, String standard) {
        return section.find(key).flatMap(AdapterSettings::printable).orElse(standard);
    }

    private static Optional<String> printable(Setting setting) {
        return setting.value(
                text -> Optional.of(text).filter(NameRule::isPrintable), "printable characters, on one line");
    }

    private String missing(String key) {
        if (section.find(key).isEmpty()) {
            problems.add(line, key + " — required, but missing");
        }
        return "";
    }

    /** A whole number. */
    public int number(String key, int standard, int min, int max) {
        return (int) section.number(key, new Range(Measure.COUNT, standard, min, max));
    }

    /** A duration such as {@code 250ms} or {@code 5s}, in milliseconds. */
    public int millis(String key, int standard, int min, int max) {
        return (int) section.number(key, new Range(Measure.DURATION, standard, min, max));
    }

    /** A decimal greater than 0, or null where the file has none. */
    public BigDecimal decimal(String key) {
        return section.find(key).flatMap(Setting::positiveDecimal).orElse(null);
    }

    public boolean flag(String key, boolean standard) {
        return section.find(key).flatMap(Setting::flag).orElse(standard);
    }

    /** One of an enum's words, in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, E standard) {
        return section.choice(key, standard);
    }

    public ZoneId zone(String key, ZoneId standard) {
        return section.find(key).flatMap(Setting::timeZone).map(ZoneId::of).orElse(standard);
    }

    /** A file or folder that must be named; where it is relative, it is so to the file's folder. */
    public Path path(String key) {
        Path path = path(key, null);
        return path == null ? folder.resolve(missing(key)) : path;
    }

    /** The same, or what stands in. */
    public Path path(String key, Path standard) {
        return section.find(key)
                .flatMap(Setting::fileName)
                .map(folder::resolve)
                .map(Path::normalize)
                .orElse(standard);
    }

    /** A list of texts; empty where the file has none. */
    public List<String> list(String key) {
        List<String> texts = new ArrayList<>();
        section.find(key).ifPresent(setting -> {
            if (setting.node() instanceof SequenceNode list) {
                for (Node element : list.getValue()) {
                    printable(new Setting(problems, setting.path(), Section.lineOf(element), element))
                            .ifPresent(texts::add);
                }
            } else {
                setting.refuse("must be a list: [a, b]");
            }
        });
        return texts;
    }

    /** The group under this key; empty where the file has none. */
    public AdapterSettings group(String key) {
        return single.computeIfAbsent(key, this::openGroup);
    }

    private AdapterSettings openGroup(String key) {
        int at = section.find(key).map(Setting::line).orElse(line);
        return new AdapterSettings(section.section(key), folder, problems, at);
    }

    /** The groups under this key by their names, such as symbols, in the order of the file. */
    public Map<String, AdapterSettings> groups(String key) {
        return named.computeIfAbsent(key, this::openGroups);
    }

    private Map<String, AdapterSettings> openGroups(String key) {
        Map<String, AdapterSettings> groups = new LinkedHashMap<>();
        Section all = section.section(key);
        all.entries()
                .forEach((name, setting) -> setting.section()
                        .ifPresent(group -> groups.put(
                                name, new AdapterSettings(all.adopt(group), folder, problems, setting.line()))));
        return groups;
    }

    /** Reports that what a key says breaks a rule, in words that follow "must be"; of the group if there is no such key. */
    public void refuse(String key, String rule) {
        section.find(key)
                .ifPresentOrElse(
                        setting -> setting.refuse("must be " + rule),
                        () -> problems.add(line, key + " — must be " + rule));
    }

    /** Reports what is wrong with the group as a whole. */
    public void refuse(String problem) {
        problems.add(line, problem);
    }

    /** Whether anything in the file is wrong so far: what was read is not to be relied on. */
    public boolean hasProblems() {
        return problems.count() > 0;
    }
}
