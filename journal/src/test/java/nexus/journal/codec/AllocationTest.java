package nexus.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int WARM_UP = 50_000;
    private static final int MESSAGES = 100_000;

    private final MapReader reader = new MapReader();
    private final MapReader nested = new MapReader();
    private final MapWriter tick = new MapWriter(16);
    private final MapWriter forwarded = new MapWriter(16);

    @Test
    void aTickIsWrittenReadAndForwardedWithoutAllocation() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        pass(WARM_UP);
        threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        pass(MESSAGES);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated / MESSAGES).as("bytes a message").isZero();
    }

    private void pass(int messages) {
        for (int i = 0; i < messages; i++) {
            write();
            assertThatIsNull(reader.wrap(tick.buffer(), tick.offset(), tick.length()));
            nested.wrapMap(reader, reader.find(Keys.DATA));
            forwarded.reset(4).beginMap().put(Keys.SEQ, nested.longValue(nested.find(Keys.VOLUME)));
            for (int field = 0; field < reader.size(); field++) {
                forwarded.copyField(reader, field);
            }
            forwarded.endMap();
        }
    }

    private static void assertThatIsNull(String reason) {
        if (reason != null) {
            throw new AssertionError(reason);
        }
    }

    private void write() {
        tick.reset(8).beginMap().put(Keys.TYPE, "MARKET_DATA").put(Keys.PLATFORM, "nt8");
        tick.beginMap(Keys.DATA).put(Keys.SYMBOL, "NQ 03-25").put(Keys.PRICE, 16250.5);
        tick.put(Keys.VOLUME, 3).put(Keys.TIMESTAMP, 1.7e9).endMap().endMap();
    }
}
