package nexus.replay.report;

import java.util.Map;
import nexus.journal.message.Code;

/**
 * What NEXUS asked for. The maps are in the order of {@link Code}, platforms by name.
 *
 * @param received SIGNALs, duplicates and refused ones among them
 * @param accepted those that became at least one order
 * @param refused those that became none, by why
 * @param skipped orders that were not made of a signal, because one platform could not take it: by platform, then why
 * @param otherRefusals REJECTs to NEXUS for anything else: cancels, sends that a socket refused, executions that came twice
 */
public record SignalCounts(
        long received,
        long accepted,
        Map<Code, Long> refused,
        Map<String, Map<Code, Long>> skipped,
        Map<Code, Long> otherRefusals) {}
