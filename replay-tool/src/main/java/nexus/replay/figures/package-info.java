/**
 * What reports have in common: how figures are worded and put in tables, curves of bounded length, latencies. Start with
 * {@link nexus.replay.figures.Words}.
 */
package nexus.replay.figures;
