/**
 * The command {@code step}: a debugger over the journal. {@link nexus.replay.step.Machine} moves a router to any record
 * and shows what each record does to it; {@link nexus.replay.step.Session} is the conversation. Start with {@link
 * nexus.replay.step.Session}.
 */
package nexus.replay.step;
