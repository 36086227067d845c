package nexus.replay.report;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import nexus.replay.command.Moment;

/**
 * What a report is about.
 *
 * @param from where it begins; empty: at the journal's first record. What is held then is carried in at its average price
 * @param to where it ends; empty: at the journal's last record
 * @param multipliers what one point of one universal unit is worth, by universal symbol; goes before
 *     what the configuration says
 */
public record ReportOptions(Optional<Moment> from, Optional<Moment> to, Map<String, BigDecimal> multipliers) {
    public ReportOptions {
        multipliers = Map.copyOf(multipliers);
    }

    /** The whole journal, with the configured multipliers. */
    public static ReportOptions all() {
        return new ReportOptions(Optional.empty(), Optional.empty(), Map.of());
    }

    /** The same, with these multipliers. */
    public ReportOptions withMultipliers(Map<String, BigDecimal> values) {
        return new ReportOptions(from, to, values);
    }
}
