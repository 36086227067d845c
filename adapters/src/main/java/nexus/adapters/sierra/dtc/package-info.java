/**
 * The DTC protocol, version 8, in binary: the messages as tables of fields, and streams cut into messages.
 *
 * <p>Bytes to values and back; no socket, clock or state of a session. Start with {@link
 * nexus.adapters.sierra.dtc.Message}; the tables are the classes that end in {@code Messages}.
 */
package nexus.adapters.sierra.dtc;
