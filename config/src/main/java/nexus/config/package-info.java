/**
 * The configuration: one tree of validated records, and its loader. An error names file, line, key, value and rule.
 *
 * <p>Sees nothing of ours and no socket. Start with {@link nexus.config.GatewayConfig}; keys, units, ranges and
 * defaults are explained in the commented {@code config/gateway.yaml}, which {@link nexus.config.DefaultFile} holds too.
 * {@link nexus.config.Settings} has every default and range; {@link nexus.config.NormalForm} is what the journal keeps.
 */
package nexus.config;
