/** Calculators of the pre-trade checks: pure, and knowing nothing of orders, messages or the router. */
package nexus.gateway.router.risk;
