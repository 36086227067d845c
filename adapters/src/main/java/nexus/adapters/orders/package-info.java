/**
 * What every adapter owes its orders: to remember them across restarts, to send none twice and none late, to tell each
 * execution once, and to answer truthfully.
 *
 * <p>Knows the link's vocabulary and no platform. Start with {@link nexus.adapters.orders.OrderDesk}; {@link
 * nexus.adapters.orders.OrderStore} is the memory below it.
 */
package nexus.adapters.orders;
