/** The commands {@code ls} and {@code dump}: the journal as it is, without a router. */
package nexus.replay.records;
