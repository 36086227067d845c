/**
 * Seals the journal while the gateway runs: a thread that reads and signs, and one that copies the seals elsewhere. Neither
 * touches the journal, and nothing waits for them: what goes wrong is told to the duty cycle, which alerts.
 *
 * <p>What a seal is: {@link nexus.journal.seal}. Sees that and the configuration. Start with {@link
 * nexus.gateway.seal.Sealer}.
 */
package nexus.gateway.seal;
