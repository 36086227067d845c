/** Writes JSON, of any length, with decimals as they are. Sees nothing of ours. */
package nexus.replay.json;
