package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the router notes waits a little for the log, but not for the gateway's end. */
class RouterNotesTest {
    @TempDir
    Path folder;

    @Test
    void reachTheLogWhileTheGatewayRuns() throws Exception {
        Logger logger = (Logger) RouterLog.GATEWAY;
        Lines lines = new Lines();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(lines);
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));

            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TestPeer.DEADLINE_MILLIS);
            while (lines.texts.stream().noneMatch(text -> text.contains("platform registered: nt8"))) {
                assertThat(System.nanoTime() - deadline)
                        .as(lines.texts.toString())
                        .isNegative();
                Thread.onSpinWait();
            }
        } finally {
            logger.detachAppender(lines);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            texts.add(event.getFormattedMessage());
        }
    }
}
