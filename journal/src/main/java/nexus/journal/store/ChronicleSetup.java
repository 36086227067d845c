package nexus.journal.store;

import net.openhft.chronicle.core.Jvm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be true before the first class of Chronicle loads: no usage reports to the outside, no banner, no disk
 * monitor thread ({@link DiskGuard} is ours), and what Chronicle has to say goes to our log.
 *
 * <p>Every class of this package that names Chronicle calls {@link #ensure()} from its static initialiser.
 */
final class ChronicleSetup {
    private static final Logger LOG = LoggerFactory.getLogger("chronicle");

    static {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        Jvm.setExceptionHandlers(
                (source, message, thrown) -> LOG.error("{}: {}", source.getName(), message, thrown),
                (source, message, thrown) -> LOG.debug("{}: {}", source.getName(), message, thrown),
                null,
                null);
    }

    private ChronicleSetup() {}

    /** Returns when the above holds; costs nothing after the first call. */
    static void ensure() {
        // The work is in the static initialiser, which the first call runs.
    }
}
