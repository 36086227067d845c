/**
 * A platform that exists only here: it ticks, takes orders and fills them, or misbehaves on demand, and keeps account of
 * what it did.
 *
 * <p>Stands on {@link nexus.adapters.link} as every platform does. Start with {@link
 * nexus.adapters.simulated.SimulatedPlatform}; {@link nexus.adapters.simulated.SimulatedOrders} is the part that fills,
 * without thread or clock.
 */
package nexus.adapters.simulated;
