package nexus.replay.why;

/**
 * One line of a story.
 *
 * @param sequence the record that it comes from
 * @param timeNanos when, ns since the epoch
 * @param what the kind of event, one word
 * @param text what happened, for people
 * @param json the message as JSON, or null
 */
record Event(long sequence, long timeNanos, String what, String text, String json) {}
