package nexus.adapters.nexus;

/**
 * What came of a strategy's signals so far. One signal is one order on each platform that took it.
 *
 * @param ticks of all symbols
 * @param signals sent
 * @param acknowledged signals that were taken
 * @param refused signals that were not
 * @param unanswered signals of which nothing was heard
 * @param orders of all platforms
 * @param filled orders
 * @param ended orders that ended otherwise: canceled, rejected, abandoned
 * @param inDoubt orders of which the gateway does not know whether they were sent
 * @param open orders that may still be filled
 * @param fills counted once each
 * @param fillsTwice fills told a second time, by {@code exec_id} or {@code seq}, without being flagged as repeated
 * @param eventsTwice other order events told a second time, by {@code seq}
 * @param fillsMissing orders of which the gateway counts more executed than was told in fills
 */
public record Tally(
        long ticks,
        int signals,
        int acknowledged,
        int refused,
        int unanswered,
        int orders,
        int filled,
        int ended,
        int inDoubt,
        int open,
        int fills,
        int fillsTwice,
        int eventsTwice,
        int fillsMissing) {}
