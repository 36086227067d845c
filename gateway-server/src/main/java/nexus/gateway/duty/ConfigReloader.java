package nexus.gateway.duty;

import nexus.config.ConfigException;
import nexus.config.GatewayConfig;

/** Reads the configuration again when an operator asks for it. */
@FunctionalInterface
public interface ConfigReloader {
    /**
     * Reads it.
     *
     * @throws ConfigException if it cannot be used; nothing changes then
     */
    GatewayConfig load() throws ConfigException;
}
