/**
 * Sierra Chart's {@code .scid} files, followed as they grow.
 *
 * <p>Reads files and nothing else; knows no DTC. Start with {@link nexus.adapters.sierra.scid.ScidTail}.
 */
package nexus.adapters.sierra.scid;
