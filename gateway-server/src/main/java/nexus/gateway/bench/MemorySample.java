package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * This process's memory at one moment, in bytes.
 *
 * @param tick how many ticks had been sent
 * @param heapBytes of the heap in use, after a full collection
 * @param committedBytes of the heap, in use or not
 * @param residentBytes in memory that is no mapped file, the heap included; -1 where the system does not say
 */
record MemorySample(long tick, long heapBytes, long committedBytes, long residentBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ANONYMOUS = "RssAnon:";
    private static final long KIB = 1_024;

    /** Collects garbage, which stops everything, and looks. */
    static MemorySample take(long tick) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long committed = runtime.totalMemory();
        return new MemorySample(tick, committed - runtime.freeMemory(), committed, anonymousBytes());
    }

    private static long anonymousBytes() {
        try {
            List<String> lines = Files.exists(STATUS) ? Files.readAllLines(STATUS) : List.of();
            for (String line : lines) {
                if (line.startsWith(ANONYMOUS)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
                }
            }
            return -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
