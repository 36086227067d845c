package nexus.replay.audit.market;

/**
 * A price that others are held against.
 *
 * @param price the middle of bid and ask; without both of them, the last trade
 * @param isMid whether it is the middle
 * @param timeNanos when the last part of it was received
 */
public record Reference(double price, boolean isMid, long timeNanos) {}
