package nexus.bookmap;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A Bookmap that is none, as a process: it ticks and fills, for {@code bin/gateway conformance --platform bookmap --symbol
 * ES --run …}, which kills it and starts it again. One argument: the home folder with the settings file.
 */
final class StubBookmap {
    private StubBookmap() {}

    public static void main(String[] args) {
        StubHost host = new StubHost(Path.of(args[0]));
        host.answersCancels(true);
        host.attach("ES", 0.25, 1);
        for (int level = 16_000; ; level = 16_000 + (level + 1) % 100) {
            host.trade("ES", System.currentTimeMillis() * 1_000_000, level, 1, level % 2 == 0);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
