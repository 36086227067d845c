/**
 * The configuration: one tree of validated records, and its loader. An error names file, line, key, value and rule.
 *
 * <p>Sees nothing of ours and no socket. Start with {@link nexus.config.GatewayConfig}.
 */
package nexus.config;
