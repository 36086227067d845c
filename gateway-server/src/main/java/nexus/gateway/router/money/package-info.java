/**
 * Conversion between currencies: exact decimals in, stated rounding out. Pure; sees nothing of the router.
 *
 * <p>Start with {@link nexus.gateway.router.money.Conversion}.
 */
package nexus.gateway.router.money;
