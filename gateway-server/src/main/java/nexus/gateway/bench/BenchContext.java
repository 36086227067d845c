package nexus.gateway.bench;

import java.nio.file.Path;
import java.util.function.Consumer;
import nexus.gateway.programs.Programs;

/**
 * What every measurement is given.
 *
 * @param programs starts clients and gateways as processes of their own
 * @param workFolder an empty folder for this measurement, removed afterwards
 * @param progress takes one line about what is being done
 */
record BenchContext(Programs programs, Path workFolder, Consumer<String> progress) {}
