package nexus.replay.why;

import java.util.List;

/**
 * All that is to be said.
 *
 * @param id what was asked for
 * @param reached the last record that the router has seen, 0 if it could not be asked
 * @param reachedNanos its time
 * @param isComplete whether it went as far as there was something to see; else damage stopped it
 * @param isEnd whether that is the last record of what was read
 * @param end what that is called: "the journal's end"
 * @param remarks what could not be read or known
 */
record Answer(
        String id,
        List<Story> stories,
        long reached,
        long reachedNanos,
        boolean isComplete,
        boolean isEnd,
        String end,
        List<String> remarks) {}
