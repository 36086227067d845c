package nexus.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what the process needs. */
final class EdgeReader {
    private EdgeReader() {}

    /** Where the file has a problem, the default stands in; the caller throws the result away. */
    static EdgeConfig read(Section top, Problems problems) {
        Section places = top.section("endpoints");
        Map<String, String> endpoints = endpoints(places, problems);
        Section journal = top.section("journal");
        Section limits = top.section("limits");
        Section clock = top.section("clock");
        EdgeConfig edge = new EdgeConfig(
                endpoints.get("platforms"),
                endpoints.get("nexus"),
                endpoints.get("control"),
                journal.choice("durability", Settings.DURABILITY),
                (int) limits.number("maxFrame", Settings.MAX_FRAME),
                (int) limits.number("maxQueuedMessages", Settings.MAX_QUEUED_MESSAGES),
                journal.number("minFreeDisk", Settings.MIN_FREE_DISK),
                journal.number("diskReserve", Settings.DISK_RESERVE),
                (int) journal.number("snapshotRecords", Settings.SNAPSHOT_RECORDS),
                (int) journal.number("snapshotInterval", Settings.SNAPSHOT_INTERVAL),
                (int) limits.number("maxMessagesPerSecond", Settings.MAX_MESSAGES_PER_SECOND),
                (int) limits.number("maxMalformed", Settings.MAX_MALFORMED),
                SecurityReader.read(top.section("security")),
                new ClockConfig(clock.choice("source", Settings.CLOCK_SOURCE), (int)
                        clock.number("interval", Settings.CLOCK_INTERVAL)),
                SealsConfig.read(top.section("seals")));
        SecurityReader.refuseOpenDoors(places, endpoints, edge);
        return edge;
    }

    private static Map<String, String> endpoints(Section section, Problems problems) {
        int before = problems.count();
        Map<String, String> standard = new LinkedHashMap<>();
        standard.put("platforms", Settings.PLATFORM_ENDPOINT);
        standard.put("nexus", Settings.NEXUS_ENDPOINT);
        standard.put("control", Settings.CONTROL_ENDPOINT);
        Map<String, String> endpoints = new LinkedHashMap<>();
        standard.forEach((key, endpoint) ->
                endpoints.put(key, section.find(key).flatMap(Setting::endpoint).orElse(endpoint)));
        if (problems.count() == before) {
            refuseCollision(section, endpoints, "platforms", "nexus");
            refuseCollision(section, endpoints, "platforms", "control");
            refuseCollision(section, endpoints, "nexus", "control");
        }
        return endpoints;
    }

    private static void refuseCollision(Section section, Map<String, String> endpoints, String left, String right) {
        Endpoint one = Endpoint.parse(endpoints.get(left));
        Endpoint other = Endpoint.parse(endpoints.get(right));
        if (one.collidesWith(other)) {
            String named = section.find(right).isPresent() ? right : left;
            String rival = named.equals(right) ? left : right;
            section.find(named)
                    .orElseThrow()
                    .refuse("the same port as endpoints." + rival + " (" + endpoints.get(rival) + ")");
        }
    }
}
