package nexus.config;

/**
 * The whole configuration.
 *
 * @param edge what the process needs: endpoints, folders, durability. Journaled as a hash only
 * @param router what the router needs to decide. Journaled in normal form, since it can change an output
 */
public record GatewayConfig(EdgeConfig edge, RouterConfig router) {}
