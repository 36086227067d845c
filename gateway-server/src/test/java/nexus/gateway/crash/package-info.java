/**
 * The gateway's process dies at each point of the crash table; the next one must do what the table says, and the whole
 * journal must replay to the same outputs.
 *
 * <p>{@link nexus.gateway.crash.CrashingGateway} is the process that dies, {@link nexus.gateway.crash.CrashScene} the
 * platforms and the NEXUS around it, which outlive it.
 */
package nexus.gateway.crash;
