/**
 * What the commands have in common: options, times, progress, exit codes, one record as one line.
 *
 * <p>Sees the journal; no router, no other command. Start with {@link nexus.replay.command.DataOption}.
 */
package nexus.replay.command;
