package nexus.replay;

import java.nio.file.Path;
import nexus.gateway.router.Router;

/** Journals of many records, for tests in other packages. */
public final class Days {
    private Days() {}

    /** A day of so many ticks; every hundredth is followed by an order and its fill. Returns the last record's sequence. */
    public static long write(Path dataFolder, int ticks) throws Exception {
        try (JournalScript script = new JournalScript(dataFolder)) {
            script.run("one", Router.VERSION).recovery(0, 0, null).connect();
            for (int i = 0; i < ticks; i++) {
                script.tick(16_000 + i % 100);
                if (i % 100 == 50) {
                    script.signal("order-" + i).fill("order-" + i);
                }
            }
            script.checkpoint();
            return script.lastSequence();
        }
    }
}
