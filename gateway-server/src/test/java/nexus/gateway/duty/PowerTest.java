package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import nexus.config.EdgeConfig.Durability;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With durability {@code power} what matters is on the disk soon, also where nothing is sent because of it. */
class PowerTest {
    @TempDir
    Path folder;

    private volatile long lastAppended;
    private volatile long lastSynced;
    private volatile long fill;

    @Test
    void aFillThatNobodyIsThereToHearOfIsOnTheDisk() throws Exception {
        Surroundings surroundings =
                RunningGateway.surroundings(WatchedJournal::new, UnaryOperator.identity(), UnaryOperator.identity());
        try (RunningGateway gateway =
                        RunningGateway.start(RunningGateway.config(1_000, Durability.POWER), folder, surroundings);
                TestPeer platform = gateway.platform()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8", "version", "1"));
            platform.await("REGISTERED");
            platform.send(TestPeer.message(
                    "ORDER_FILL",
                    "order_id",
                    "unheard-of",
                    "symbol",
                    "NQ 03-25",
                    "filled_qty",
                    1,
                    "fill_price",
                    100.25));

            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TestPeer.DEADLINE_MILLIS);
            while (fill == 0 || lastSynced < fill) {
                assertThat(System.nanoTime() - deadline)
                        .as("fill is record %d, synced is %d", fill, lastSynced)
                        .isNegative();
                Thread.onSpinWait();
            }
            assertThat(gateway.stop()).isTrue();
        }
    }

    private final class WatchedJournal extends ForwardingJournal {
        WatchedJournal(JournalAppender journal) {
            super(journal);
        }

        @Override
        public long append(
                RecordKind kind, int flags, int source, long cause, long time, byte[] payload, int offset, int length) {
            lastAppended = super.append(kind, flags, source, cause, time, payload, offset, length);
            if (new String(payload, offset, length, StandardCharsets.ISO_8859_1).contains("unheard-of")
                    && kind == RecordKind.PLATFORM_IN) {
                fill = lastAppended;
            }
            return lastAppended;
        }

        @Override
        public void sync() throws IOException {
            super.sync();
            lastSynced = lastAppended;
        }
    }
}
