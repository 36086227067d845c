/**
 * The running gateway: takes what the sockets bring, journals it, routes it, journals what comes of it, sends that. One
 * thread does all of it and never blocks; a second one, the follower, proves it right from the journal.
 *
 * <p>Reads no message but the gateway's own records, operators' requests, and the type of a frame where the disk is
 * short. Start with {@link nexus.gateway.duty.Gateway}, then {@code DutyCycle}, {@code Sequencer} and {@code
 * OutputDispatcher}; {@code Recovery} is the start, {@code Follower} the proof.
 */
package nexus.gateway.duty;
