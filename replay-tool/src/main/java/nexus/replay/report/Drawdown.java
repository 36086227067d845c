package nexus.replay.report;

import java.math.BigDecimal;

/**
 * The deepest fall of the equity from a highest point so far, looked for at each execution and each tick of what is held.
 *
 * @param amount how far it fell, 0 or more
 * @param peakNanos when it stood highest before
 * @param troughNanos when it stood lowest
 * @param recoveredNanos when it first stood as high again, 0 if it never did
 */
public record Drawdown(BigDecimal amount, long peakNanos, long troughNanos, long recoveredNanos) {}
