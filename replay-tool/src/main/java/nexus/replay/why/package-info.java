/**
 * The command {@code why}: everything that happened because of one signal, as a timeline. {@link
 * nexus.replay.why.IdSearch} finds the records that name the id, {@link nexus.replay.why.Course} lets the router say what
 * it made of them, {@link nexus.replay.why.Stories} puts both together. Start with {@link nexus.replay.why.WhyCommand}.
 */
package nexus.replay.why;
