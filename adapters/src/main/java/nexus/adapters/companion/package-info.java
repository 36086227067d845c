/**
 * The adapter for platforms that run a companion of ours inside: MetaTrader 5's EA and whatever else speaks
 * docs/companion-protocol.md over TCP.
 *
 * <p>Start with {@link nexus.adapters.companion.CompanionAdapter}, the thread and what it works with; {@link
 * nexus.adapters.companion.CompanionPort} is the socket, {@link nexus.adapters.companion.CompanionVenue} what is said.
 */
package nexus.adapters.companion;
