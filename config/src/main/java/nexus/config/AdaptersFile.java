package nexus.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file of the adapters: under {@code adapters} one group per platform, by the name it registers under. */
public final class AdaptersFile {
    private AdaptersFile() {}

    /**
     * Reads a file in UTF-8 and hands each platform's group to whoever knows what its keys mean.
     *
     * @param each takes a platform's name and its group; what it throws as {@link IllegalArgumentException} is a problem
     *     of that group
     * @throws ConfigException with every problem found, each with file, line, key, value and rule
     */
    public static void read(Path file, BiConsumer<String, AdapterSettings> each) throws ConfigException {
        Problems problems = new Problems(file);
        Node root = YamlText.read(file, problems);
        if (!(root instanceof MappingNode keys)) {
            problems.add(Section.lineOf(root), "must be a group of keys: adapters:");
            throw problems.toException();
        }
        Section top = Section.of(problems, "", keys);
        Path folder = file.toAbsolutePath().normalize().getParent();
        Map<String, Setting> platforms =
                new LinkedHashMap<>(top.required("adapters").entries());
        platforms.forEach((name, setting) -> setting.section().ifPresent(group -> {
            if (!NameRule.PLATFORM.accepts(name)) {
                setting.refuseKey("a platform's name must be " + NameRule.PLATFORM.rule());
            }
            int before = problems.count();
            AdapterSettings settings = new AdapterSettings(top.adopt(group), folder, problems, setting.line());
            try {
                each.accept(name, settings);
            } catch (IllegalArgumentException e) {
                // What stood in for a missing value may be refused as well: one problem is told once.
                if (problems.count() == before) {
                    problems.add(setting.line(), setting.path() + " — " + e.getMessage());
                }
            }
        }));
        top.refuseUnknown();
        if (problems.count() > 0) {
            throw problems.toException();
        }
    }
}
