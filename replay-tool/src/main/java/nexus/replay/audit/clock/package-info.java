/** What the journal says of the gateway's clock. Start with {@link nexus.replay.audit.clock.ClockBook}. */
package nexus.replay.audit.clock;
