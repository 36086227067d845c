package nexus.replay.report;

import java.util.List;
import java.util.Map;

/**
 * What the platforms did. Each execution counts once, whether or not a NEXUS was connected.
 *
 * @param counted all of them; those that came again under their {@code exec_id} are not among them
 * @param flagged how many were not plain executions of an order, by flag; {@code CLAIMED} came by a platform's
 *     ORDER_STATUS, {@code RESOLVED} by an operator. They count like the others: money moved. {@code ADJUSTED} is no execution: an operator
 *     said what is held, so it is listed here but not counted
 * @param list the first {@value #MAX_LISTED} of the flagged ones
 */
public record ExecutionCounts(long counted, Map<String, Long> flagged, List<FlaggedExecution> list) {
    static final int MAX_LISTED = 1_000;

    public ExecutionCounts {
        list = List.copyOf(list);
    }
}
