package nexus.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CountingAsyncAppenderTest {
    private static final int QUEUE = 8;

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("test");
    private final CountingAsyncAppender async = new CountingAsyncAppender();
    private final StuckAppender stuck = new StuckAppender();

    private void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        stuck.setContext(context);
        stuck.start();
        async.setContext(context);
        async.setQueueSize(QUEUE);
        async.addAppender(stuck);
        async.start();
        logger.addAppender(async);
    }

    @AfterEach
    void stop() {
        stuck.release.countDown();
        context.stop();
    }

    @Test
    void dropsAndCountsWhatFindsTheQueueFullAndSaysSoLater() throws Exception {
        start();
        logger.info("taken");
        assertThat(stuck.entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < QUEUE + 5; i++) {
            logger.info("line " + i);
        }
        assertThat(async.dropped()).isEqualTo(5);

        stuck.release.countDown();
        await(QUEUE + 1);
        logger.info("after");
        await(QUEUE + 3);

        List<String> lines = List.copyOf(stuck.lines);
        assertThat(lines).startsWith("taken", "line 0").endsWith("after");
        assertThat(lines.get(lines.size() - 2)).startsWith("5 log lines were dropped");
        assertThat(async.dropped()).isZero();
    }

    private void await(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (stuck.lines.size() < count) {
            assertThat(System.nanoTime()).as("lines: " + stuck.lines).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Takes one line and then stands still until released, as a full disk or a paused console does. */
    private static final class StuckAppender extends AppenderBase<ILoggingEvent> {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lines.add(event.getFormattedMessage());
        }
    }
}
