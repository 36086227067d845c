/**
 * What stands between platforms, or NEXUS, and the gateway's wire. Sees the messages and their codec, nothing else of
 * ours; one package per platform, none of which sees another's.
 *
 * <p>Start with {@link nexus.adapters.Adapter}, then {@link nexus.adapters.link} (the gateway's side), {@link
 * nexus.adapters.orders} (what an adapter remembers) and {@link nexus.adapters.simulated} (the model of a platform).
 */
package nexus.adapters;
