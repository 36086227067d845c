package nexus.gateway.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread allocates, and what the collector does meanwhile. */
final class Allocation {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long threadId = Thread.currentThread().getId();
    private final long bytesBefore = threads.getThreadAllocatedBytes(threadId);
    private final long collectionsBefore = collections();

    /** Bytes that the thread which made this object has allocated since. */
    long bytes() {
        return threads.getThreadAllocatedBytes(threadId) - bytesBefore;
    }

    /** How many collections there were in this JVM since, of any kind. */
    long collectionsSince() {
        return collections() - collectionsBefore;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
