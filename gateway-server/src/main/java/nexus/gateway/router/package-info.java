/**
 * The router: a pure, deterministic state machine over the journal's inputs.
 *
 * <p>Sees records, messages and router configuration; no socket, file, clock, thread, logger, random or static state.
 * Start with {@link nexus.gateway.router.Router}, then {@code PlatformInputs} and {@code NexusInputs}.
 */
package nexus.gateway.router;
