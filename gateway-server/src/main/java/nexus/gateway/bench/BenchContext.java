package nexus.gateway.bench;

import java.nio.file.Path;
import java.util.function.Consumer;
import nexus.gateway.programs.Programs;

/**
 * What every measurement is given.
 *
 * @param programs starts clients and gateways as processes of their own
 * @param workFolder an empty folder for this measurement, removed afterwards
 * @param quick fewer and shorter rounds: shows that it works, and roughly what comes out
 * @param progress takes one line about what is being done
 */
record BenchContext(Programs programs, Path workFolder, boolean quick, Consumer<String> progress) {
    /** One of two values, by whether this run is quick. */
    int pick(int full, int quickValue) {
        return quick ? quickValue : full;
    }
}
