/**
 * This installation's programs as processes of their own: what the demo and the benchmark start. Sees nothing of ours.
 *
 * <p>Start with {@link nexus.gateway.programs.Programs}.
 */
package nexus.gateway.programs;
