package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nexus.config.GatewayConfig;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The long run, short: three days with few ticks. What is right here is right at any speed. */
@Timeout(120)
class SimulatedRunTest {
    private static final int TICKS = 300_000;
    private static final int ORDERS = 2_000;
    private static final int DAYS = 3;
    /** In the middle, and when all ticks are sent but not all orders answered. */
    private static final int RESTARTS = 2;

    @TempDir
    Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger("nexus");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    void daysOfTradingLeaveRightBooksAndAJournalThatReplaysToTheSame() throws IOException {
        SimulatedResult result = run(new SimulatedRun.Plan(TICKS, ORDERS, DAYS, RESTARTS, 3, 1_000_000, 20261122));

        assertThat(result.problems()).as("seed %d", result.seed()).isEmpty();
        assertThat(result.ticks()).isEqualTo(TICKS);
        assertThat(result.ticksForwarded()).isBetween(TICKS / 2L, TICKS - 1L);
        assertThat(result.orders()).isEqualTo(ORDERS);
        assertThat(result.fills()).isGreaterThan(ORDERS);
        assertThat(result.fillsTold()).isBetween(result.fills() * 9 / 10, result.fills());
        assertThat(result.nexusSessions()).isGreaterThan(10L * DAYS);
        assertThat(result.memory()).hasSize(3).allMatch(sample -> sample.heapBytes() > 0);
        assertThat(result.tickTimes()).hasSizeBetween(9, 11);
        assertThat(alarms()).as("seed %d", result.seed()).allMatch(text -> text.contains("ALARM order in doubt"));
        // The newest three, and a series of older ones that grows with the journal.
        assertThat(snapshots()).isBetween(3L, 4 + result.records() / 500_000);
        assertThat(dayFiles()).isEqualTo(2 + 3 + 1);
        assertThat(replayed()).isGreaterThanOrEqualTo(result.records());
    }

    @Test
    void aSingleTickNeedsNoOrders() throws IOException {
        SimulatedResult result = run(new SimulatedRun.Plan(1, 0, 1, 0, 0, 1_000_000, 1));
        assertThat(result.problems()).isEmpty();
        assertThat(result.ticks()).isEqualTo(1);
        assertThat(result.orders()).isZero();
    }

    @Test
    void aFolderWithAJournalIsLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("journal"));
        assertThatThrownBy(() -> SimulatedRun.of(folder, 10, 0, 1, 1)
                        .run(line -> assertThat(line).isEmpty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty data folder");
    }

    private SimulatedResult run(SimulatedRun.Plan plan) throws IOException {
        GatewayConfig config = SimulatedRun.config(1 << 20, 100_000, TimeUnit.DAYS.toMillis(1));
        List<String> progress = new ArrayList<>();
        SimulatedResult result = new SimulatedRun(folder, plan, config, Settings.small()).run(progress::add);
        assertThat(progress).isNotEmpty();
        return result;
    }

    private List<String> alarms() {
        return log.list.stream()
                .filter(event -> event.getLevel().levelStr.equals("ERROR"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private long snapshots() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            return files.count();
        }
    }

    private long dayFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        }
    }

    /** Replays all; returns how many records there are. */
    private long replayed() {
        Replay replay = new Replay(new Router());
        JournalRecord record = new JournalRecord();
        long records = 0;
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(record)) {
                replay.accept(record);
                records++;
            }
        }
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.pending()).isEmpty();
        return records;
    }
}
