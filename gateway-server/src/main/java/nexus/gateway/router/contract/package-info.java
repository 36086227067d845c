/**
 * The rules of futures, computed: when a contract expires, when it rolls, which one is active, what platforms call it.
 * Pure functions of the configuration and a point in time; sees nothing of the router. Start with {@link
 * nexus.gateway.router.contract.ContractCalendar}.
 *
 * <p>Times of day come from the Java runtime's time zone data: where a country changes its daylight saving time, an
 * older runtime has it roll an hour off.
 */
package nexus.gateway.router.contract;
