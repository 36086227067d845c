package nexus.replay.audit;

import java.util.Optional;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.audit.statement.Statement;
import nexus.replay.command.Moment;

/**
 * What is audited, and how strictly.
 *
 * @param from where it begins; empty: at the journal's first record. Orders of before are carried in
 * @param to where it ends; empty: at the journal's last record
 * @param statement a broker's, to be compared with the executions
 */
public record AuditOptions(
        Optional<Moment> from, Optional<Moment> to, Thresholds thresholds, Optional<Statement> statement) {
    /** The whole journal by the usual thresholds. */
    public static AuditOptions all() {
        return new AuditOptions(Optional.empty(), Optional.empty(), Thresholds.USUAL, Optional.empty());
    }
}
