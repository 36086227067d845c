package nexus.config;

import java.util.Map;

/** Reads who is let in, and refuses to leave a door open. */
final class SecurityReader {
    private SecurityReader() {}

    /** Where the file has a problem, the default stands in. */
    static SecurityConfig read(Section section) {
        return new SecurityConfig(
                section.find("keys").flatMap(Setting::fileName).orElse(Settings.KEYS_FOLDER),
                section.choice("curve", Settings.CURVE),
                section.find("controlToken").flatMap(Setting::fileName).orElse(Settings.CONTROL_TOKEN));
    }

    /** Reports each endpoint that anybody could reach. */
    static void refuseOpenDoors(Section section, Map<String, String> endpoints, EdgeConfig edge) {
        endpoints.forEach((key, endpoint) -> {
            if (edge.isOpenDoor(endpoint)) {
                section.find(key).ifPresent(setting -> setting.refuse(SecurityConfig.OPEN_DOOR));
            }
        });
    }
}
