/**
 * What the journal says of the gateway's wall clock, for all who report it. Start with {@link
 * nexus.replay.clock.ClockBook}. Sees records only.
 */
package nexus.replay.clock;
