/**
 * Puts any adapter, in any language, through what the gateway will ask of it, and says what holds.
 *
 * <p>Plays the gateway: binds where the adapter connects, and speaks as the gateway does. Sees the link's vocabulary and
 * the codec, no platform. Start with {@link nexus.adapters.conformance.Conformance}; the checks are in {@link
 * nexus.adapters.conformance.Checks}.
 */
package nexus.adapters.conformance;
