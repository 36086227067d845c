package nexus.config;

import java.nio.file.Path;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the YAML file into records, or says everything that is wrong with it.
 *
 * <p>A problem reads {@code config/gateway.yaml:14: symbols.NQ.mt5.quantityFactor: 0 — must be a decimal greater than
 * 0}: file, line, key, value, rule.
 */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Reads a file in UTF-8, with or without byte order mark, with any line ends. Keys that it lacks take their
     * defaults, except {@code platforms} and {@code symbols}, which are required.
     *
     * @throws ConfigException with every problem found, not only the first; a file that is no YAML has just one
     */
    public static GatewayConfig load(Path file) throws ConfigException {
        Problems problems = new Problems(file);
        Node root = YamlText.read(file, problems);
        if (!(root instanceof MappingNode keys)) {
            problems.add(Section.lineOf(root), "must be a group of keys, such as platforms: and symbols:");
            throw problems.toException();
        }
        Section top = Section.of(problems, "", keys);
        RouterConfig router = RouterReader.read(top, problems);
        EdgeConfig edge = EdgeReader.read(top, problems);
        top.refuseUnknown();
        if (problems.count() > 0) {
            throw problems.toException();
        }
        return new GatewayConfig(edge, router);
    }
}
