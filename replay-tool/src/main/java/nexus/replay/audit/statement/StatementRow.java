package nexus.replay.audit.statement;

import java.math.BigDecimal;

/**
 * One execution as the broker states it.
 *
 * @param line where it stands, from 1
 * @param execId null if the statement does not say
 * @param orderId the broker's or ours; null if the statement does not say
 * @param symbol the platform's
 * @param quantity in the platform's units, negative if sold; never 0
 * @param fee positive if it was charged; null if the statement does not say
 * @param currency of the fee; null if nobody says
 * @param timeNanos since the epoch; null if the statement does not say
 */
record StatementRow(
        long line,
        String execId,
        String orderId,
        String symbol,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal fee,
        String currency,
        Long timeNanos) {}
