package nexus.gateway.bench;

import java.io.IOException;
import java.util.List;

/** Measures one thing, warm, in several rounds; what it compares it measures in turns within the same run. */
interface Measurement {
    /** What {@code --only} calls it: a word in lower case. */
    String id();

    /**
     * Measures.
     *
     * @throws IOException if it cannot be measured: one line that says why
     */
    List<Figure> measure(BenchContext context) throws IOException, InterruptedException;
}
