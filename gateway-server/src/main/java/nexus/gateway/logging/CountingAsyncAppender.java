package nexus.gateway.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands events to a thread of its own and never waits: an event that finds the queue full is dropped, whatever its
 * level, and counted. The count goes into the log itself once half of the queue is free again.
 */
public final class CountingAsyncAppender extends AsyncAppender {
    private final AtomicLong dropped = new AtomicLong();

    /** Set up by Logback, which sets the queue's length next. */
    public CountingAsyncAppender() {
        setNeverBlock(true);
        // Logback would begin to drop INFO at four fifths.
        setDiscardingThreshold(0);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (getRemainingCapacity() == 0) {
            dropped.incrementAndGet();
            return;
        }
        if (dropped.get() > 0 && getRemainingCapacity() > getQueueSize() / 2) {
            report(dropped.getAndSet(0));
        }
        super.append(event);
    }

    private void report(long count) {
        LoggerContext context = (LoggerContext) getContext();
        Logger logger = context.getLogger(CountingAsyncAppender.class);
        super.append(new LoggingEvent(
                CountingAsyncAppender.class.getName(),
                logger,
                Level.WARN,
                count + " log lines were dropped: what takes them was too slow",
                null,
                null));
    }

    /** Events dropped since the last time that the count went into the log. */
    public long dropped() {
        return dropped.get();
    }
}
