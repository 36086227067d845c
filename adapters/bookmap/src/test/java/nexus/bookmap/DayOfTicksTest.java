package nexus.bookmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import nexus.bookmap.TestGateway.Message;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import velox.api.layer1.data.TradeInfo;

/** A recorded day of gold futures goes through complete. */
class DayOfTicksTest {
    private static final Path RECORDED = Path.of("shared", "data", "gc-2013-10-07-trades.csv.gz");
    private static final int MOST_ON_THE_WAY = 10_000;

    @TempDir
    private Path home;

    private static Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(RECORDED))) {
                return folder.resolve(RECORDED);
            }
        }
        return null;
    }

    @Test
    void everyTradeArrivesInOrder() throws IOException {
        Path file = find();
        Assumptions.assumeTrue(file != null, "the recorded day is not here");
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(line.split(",", -1));
            }
        }
        assertThat(rows).hasSizeGreaterThan(40_000);
        try (TestGateway gateway = TestGateway.open()) {
            Files.writeString(home.resolve(AddonSettings.FILE_NAME), "endpoint=" + gateway.endpoint() + "\n");
            try (StubHost host = new StubHost(home)) {
                NexusAddon addon = host.attach("GC", 0.1, 1);
                gateway.takeRegistration();
                Eventually.await("registered", () -> addon.link().isUp());
                Semaphore room = new Semaphore(MOST_ON_THE_WAY);
                Thread feed = new Thread(() -> host.onDataThread(() -> push(addon, rows, room)));
                feed.start();
                for (String[] row : rows) {
                    Message data = gateway.next("MARKET_DATA").map("data");
                    room.release();
                    assertThat(data.number("price")).isEqualTo(Double.parseDouble(row[2]));
                    assertThat(data.number("volume")).isEqualTo(Double.parseDouble(row[3]));
                    assertThat(data.number("timestamp")).isCloseTo(Long.parseLong(row[0]) / 1e3, within(1e-6));
                }
                assertThat(addon.link().ticksDropped()).isZero();
            }
        }
    }

    private static void push(NexusAddon addon, List<String[]> rows, Semaphore room) {
        for (String[] row : rows) {
            try {
                if (!room.tryAcquire(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody takes the ticks");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            addon.onTimestamp(Long.parseLong(row[0]) * 1_000_000);
            double level = new BigDecimal(row[2]).movePointRight(1).doubleValue();
            addon.onTrade(level, Integer.parseInt(row[3]), new TradeInfo(false, true));
        }
    }
}
