/**
 * The command {@code feed}: gives a NEXUS what the gateway sent, from the journal. Start with {@link
 * nexus.replay.feed.SentMessages}, which knows what was sent, then {@link nexus.replay.feed.Feed}, which sends it again.
 */
package nexus.replay.feed;
