/**
 * NEXUS' side of the wire: a client that resumes where it stopped, and a small strategy that trades on what it sees and
 * keeps account of every answer.
 *
 * <p>Start with {@link nexus.adapters.nexus.NexusClient}.
 */
package nexus.adapters.nexus;
