package nexus.gateway.router;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** Shows alerts to operators. Reads only. */
final class AlertReport {
    private static final int MAX_ALERTS = 200;
    private static final Key ALERTS = Key.of("alerts");
    private static final Key WORST = Key.of("worst_alert");
    private static final Key TOTAL = Key.of("total");

    private static final Key OVER_SINCE_NS = Key.of("over_since_ns");

    /** What is over, and only watched for its return, last; the worse first; among equals the older. */
    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(AlertReport::isOver)
            .thenComparing(alert -> alert.code.level())
            .thenComparing(alert -> alert.sinceNanos);

    private AlertReport() {}

    static void alerts(RouterState state, MapWriter map) {
        if (!state.alerts.isOn()) {
            map.put(Keys.TEXT, "alerts are only logged: the configuration does not switch them on (alerts.toNexus)");
        }
        Collection<Alert> active = state.alerts.active();
        List<Alert> shown =
                active.stream().sorted(WORST_FIRST).limit(MAX_ALERTS).toList();
        if (active.size() > shown.size()) {
            map.put(TOTAL, active.size());
        }
        map.beginArray(ALERTS, shown.size());
        for (Alert alert : shown) {
            map.beginMap();
            AlertMessages.put(state, map, alert);
            if (isOver(alert)) {
                map.put(OVER_SINCE_NS, alert.endedNanos);
            }
            map.endMap();
        }
    }

    private static boolean isOver(Alert alert) {
        return alert.endedNanos != 0;
    }

    /** How many there are, and the worst; nothing where alerts are only logged. */
    static void summary(RouterState state, MapWriter map) {
        if (!state.alerts.isOn()) {
            return;
        }
        map.put(ALERTS, state.alerts.active().size());
        Optional<Alert> worst = state.alerts.active().stream().min(WORST_FIRST);
        worst.ifPresent(alert -> map.put(WORST, alert.key() + ": " + alert.text));
    }
}
