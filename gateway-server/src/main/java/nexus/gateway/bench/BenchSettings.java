package nexus.gateway.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be measured, and where.
 *
 * @param home the installation
 * @param version of the build, for the report
 * @param workFolder in it a folder is made, and removed afterwards
 * @param quick fewer and shorter rounds
 * @param only ids of the measurements to run; none: all
 * @param longRun null: the measurements that take minutes; else the long run in their place
 */
public record BenchSettings(
        Path home, String version, Path workFolder, boolean quick, List<String> only, LongRunSize longRun) {}
