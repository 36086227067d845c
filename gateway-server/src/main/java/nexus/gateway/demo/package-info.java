/**
 * {@code gateway demo}: the whole system on one machine in half a minute, killed in the middle. The only package of the
 * server that sees the adapters' simulated side; it runs the gateway as users do, as a process of its own.
 *
 * <p>Start with {@link nexus.gateway.demo.Demo}.
 */
package nexus.gateway.demo;
