package nexus.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.config.RouterConfig.Platform;

/** Reads {@code platforms:}, name by name. */
final class PlatformsReader {
    private final Map<Platform, Setting> platforms = new LinkedHashMap<>();
    private final boolean complete;

    PlatformsReader(Section top, Problems problems) {
        int before = problems.count();
        Section section = top.required("platforms");
        int number = 0;
        for (Map.Entry<String, Setting> entry : section.entries().entrySet()) {
            number++;
            if (number == Settings.MAX_PLATFORMS + 1) {
                entry.getValue().refuseKey("more than " + Settings.MAX_PLATFORMS + " platforms");
            }
            read(entry.getKey(), entry.getValue(), section)
                    .ifPresent(platform -> platforms.put(platform, entry.getValue()));
        }
        complete = problems.count() == before;
    }

    private static Optional<Platform> read(String name, Setting setting, Section parent) {
        Optional<String> dialect = setting.section().map(parent::adopt).flatMap(keys -> dialect(name, keys));
        if (!NameRule.PLATFORM.accepts(name)) {
            setting.refuseKey("the name must be " + NameRule.PLATFORM.rule());
            return Optional.empty();
        }
        return dialect.map(spoken -> new Platform(name, spoken));
    }

    private static Optional<String> dialect(String name, Section keys) {
        Optional<Setting> dialect = keys.find("dialect");
        return dialect.isPresent() ? dialect.get().name(NameRule.PLATFORM) : Optional.of(name);
    }

    List<Platform> platforms() {
        return new ArrayList<>(platforms.keySet());
    }

    /** Whether all of them could be read, so that a dialect which none of them speaks is certainly a mistake. */
    boolean isComplete() {
        return complete;
    }

    /** Where the file names this platform. */
    Setting setting(Platform platform) {
        return platforms.get(platform);
    }
}
