/**
 * The command line {@code gateway}: options in, objects wired, one clear line out when something is wrong.
 *
 * <p>The only place where configuration, server and simulated platforms meet. Sees no router state and no socket: it
 * asks a running gateway through {@link nexus.gateway.edge.ControlClient}. Start with {@link
 * nexus.gateway.cli.GatewayCommand}.
 */
package nexus.gateway.cli;
