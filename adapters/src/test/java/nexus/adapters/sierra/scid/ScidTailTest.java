package nexus.adapters.sierra.scid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nexus.adapters.link.Side;
import nexus.adapters.link.Tick;
import nexus.adapters.orders.Steps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScidTailTest {
    private static final long NOW = 1_763_900_000_000_000L;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Tick> ticks = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("NQH25-CME.scid");
    }

    private boolean all(Tick tick) {
        ticks.add(tick);
        return told.add(tick.price().toPlainString());
    }

    private ScidTail tail(Path memory) {
        Steps steps = new Steps(new BigDecimal("0.25"), null);
        return new ScidTail(file, "NQ", BigDecimal.ONE, () -> steps, memory, said::add);
    }

    private ScidTail resuming() {
        return tail(folder.resolve("place"));
    }

    @Test
    void beginsAtTheEndAndFollows() throws IOException {
        ScidTail tail = tail(null);
        assertThat(tail.pass(this::all)).isZero();
        assertThat(said.toString()).contains("is not there").contains("1 Tick");
        try (ScidWriter writer = ScidWriter.create(file)) {
            writer.trade(NOW, 100);
            assertThat(tail.pass(this::all)).isZero();
            writer.trade(NOW + 1, 100.25, 2, 0);
            writer.trade(NOW + 2, 100.5, 0, 3);
            assertThat(tail.pass(this::all)).isEqualTo(2);
            assertThat(tail.pass(this::all)).isZero();
        }
        assertThat(ticks)
                .containsExactly(
                        tick("100.25", "2", NOW + 1, "100.00", "100.50", Side.SELL),
                        tick("100.50", "3", NOW + 2, "100.25", "100.75", Side.BUY));
    }

    private static Tick tick(String price, String volume, long micros, String bid, String ask, Side aggressor) {
        return new Tick(
                "NQ",
                new BigDecimal(price),
                new BigDecimal(volume),
                micros * 1_000,
                new BigDecimal(bid),
                new BigDecimal(ask),
                null,
                null,
                aggressor);
    }

    @Test
    void halfARecordWaitsForItsRest() throws IOException {
        ScidTail tail = tail(null);
        try (ScidWriter writer = ScidWriter.create(file)) {
            tail.pass(this::all);
            byte[] record = writer.record(NOW, 0, 100, 0, 1).array();
            writer.append(ByteBuffer.wrap(record, 0, 17));
            tail.pass(this::all);
            writer.append(ByteBuffer.wrap(record, 17, 23));
            assertThat(tail.pass(this::all)).isEqualTo(1);
            // Room that is made before it is written.
            long end = Files.size(file);
            writer.append(ByteBuffer.allocate(40));
            assertThat(tail.pass(this::all)).isZero();
            Files.write(
                    file, rewritten(end, writer.record(NOW + 1, 0, 101, 0, 1).array()));
            assertThat(tail.pass(this::all)).isEqualTo(1);
        }
        assertThat(told).containsExactly("100.00", "101.00");
    }

    private byte[] rewritten(long at, byte[] record) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(record, 0, bytes, (int) at, record.length);
        return bytes;
    }

    @Test
    void partsOfASplitTradeAreTrades() throws IOException {
        ScidTail tail = tail(null);
        try (ScidWriter writer = ScidWriter.create(file)) {
            tail.pass(this::all);
            writer.append(writer.record(NOW, ScidWriter.FIRST_PART, 100, 0, 1));
            writer.append(writer.record(NOW, 0, 100.25, 0, 1));
            writer.append(writer.record(NOW, ScidWriter.LAST_PART, 100.5, 0, 1));
            assertThat(tail.pass(this::all)).isEqualTo(3);
        }
    }

    @Test
    void barsAreRefused() throws IOException {
        ScidTail tail = tail(null);
        try (ScidWriter writer = ScidWriter.create(file)) {
            tail.pass(this::all);
            writer.append(writer.record(NOW, 99, 100, 5, 7));
            assertThat(tail.pass(this::all)).isZero();
            writer.trade(NOW, 100);
            assertThat(tail.pass(this::all)).isZero();
        }
        assertThat(said.toString()).contains("holds bars").contains("Intraday Data Storage Time Unit to 1 Tick");
    }

    @Test
    void otherLengthsAndOldTimesAreRead() throws IOException {
        ScidTail tail = tail(null);
        try (ScidWriter writer = ScidWriter.create(file, 64, 48, true)) {
            writer.trade(NOW, 99);
            tail.pass(this::all);
            writer.trade(NOW + 1_000_000, 100);
            assertThat(tail.pass(this::all)).isEqualTo(1);
        }
        assertThat(told).containsExactly("100.00");
        assertThat(ticks.get(0).epochNanos() / 1_000).isBetween(NOW + 999_990, NOW + 1_000_010);
    }

    @Test
    void whatIsNoScidFileIsToldOnce() throws IOException {
        Files.write(file, new byte[100]);
        ScidTail tail = tail(null);
        tail.pass(this::all);
        tail.pass(this::all);
        assertThat(said).containsExactly(file + " cannot be read: is no .scid file");
    }

    @Test
    void aFileWrittenAnewGoesOnBehindTheLastTrade() throws IOException {
        ScidTail tail = tail(null);
        try (ScidWriter writer = ScidWriter.create(file)) {
            tail.pass(this::all);
            writer.trade(NOW, 100);
            writer.trade(NOW + 5, 101);
            writer.trade(NOW + 5, 102);
            assertThat(tail.pass(this::all)).isEqualTo(3);
        }
        try (ScidWriter writer = ScidWriter.create(file)) {
            // Shorter at first, in the end longer than before.
            assertThat(tail.pass(this::all)).isZero();
            writer.trade(NOW - 9, 98);
            writer.trade(NOW - 1, 99);
            writer.trade(NOW, 100);
            assertThat(tail.pass(this::all)).isZero();
            writer.trade(NOW + 5, 101);
            writer.trade(NOW + 5, 102);
            writer.trade(NOW + 5, 103);
            assertThat(tail.pass(this::all)).isEqualTo(1);
            writer.trade(NOW + 3, 104);
            assertThat(tail.pass(this::all)).as("times may go back again").isEqualTo(1);
        }
        assertThat(told).containsExactly("100.00", "101.00", "102.00", "103.00", "104.00");
    }

    @Test
    void aLongerFileWithAnotherPastIsAnewToo() throws IOException {
        ScidTail tail = tail(null);
        try (ScidWriter writer = ScidWriter.create(file)) {
            tail.pass(this::all);
            writer.trade(NOW, 100);
            tail.pass(this::all);
        }
        try (ScidWriter writer = ScidWriter.create(file)) {
            for (int i = 9; i >= 0; i--) {
                writer.trade(NOW - i, 100);
            }
            writer.trade(NOW + 1, 101);
            assertThat(tail.pass(this::all)).isEqualTo(1);
        }
        assertThat(told).containsExactly("100.00", "101.00");
    }

    @Test
    void whatIsNotTakenComesAgain() throws IOException {
        ScidTail tail = tail(null);
        try (ScidWriter writer = ScidWriter.create(file)) {
            tail.pass(this::all);
            for (int i = 0; i < 3_000; i++) {
                writer.trade(NOW + i, 100 + i);
            }
            int[] calls = new int[1];
            for (int pass = 0; pass < 3_000 && told.size() < 3_000; pass++) {
                tail.pass(tick -> ++calls[0] % 7 != 0 && all(tick));
            }
        }
        assertThat(told).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void aRestartGoesOnWhereItRemembers() throws IOException {
        try (ScidWriter writer = ScidWriter.create(file)) {
            writer.trade(NOW, 99);
            resuming().pass(this::all);
            writer.trade(NOW, 100);
            ScidTail first = resuming();
            assertThat(first.pass(this::all)).isEqualTo(1);
            writer.trade(NOW, 101);
            first.pass(this::all);
            writer.trade(NOW, 102);
            ScidTail second = resuming();
            assertThat(second.pass(this::all)).isEqualTo(1);
            writer.trade(NOW + 7, 103);
            assertThat(resuming().pass(this::all)).isEqualTo(1);
        }
        assertThat(told).containsExactly("100.00", "101.00", "102.00", "103.00");
    }

    @Test
    void nothingIsLostOrTwiceWhateverHappens() throws IOException {
        long seed = Long.getLong("adapters.seed", 20_261_123L);
        System.out.println("ScidTailTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> written = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        ScidWriter writer = ScidWriter.create(file);
        writer.trade(NOW, 1);
        written.add(new double[] {0, 1});
        ScidTail tail = resuming();
        tail.pass(this::all);
        writer.trade(NOW, 2);
        written.add(new double[] {0, 2});
        wanted.add("2.00");
        tail.pass(this::all);
        long time = 0;
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(10)) {
                case 0 -> tail = resuming();
                case 1 -> {
                    writer.close();
                    writer = ScidWriter.create(file);
                    int cut = random.nextInt(written.size() + 1);
                    for (int i = 0; i < written.size(); i++) {
                        if (i == cut) {
                            tail.pass(this::all);
                        }
                        writer.trade(NOW + (long) written.get(i)[0], written.get(i)[1]);
                    }
                }
                case 2, 3, 4 -> tail.pass(this::all);
                default -> {
                    time += random.nextInt(3);
                    double price = written.size() + 1;
                    writer.trade(NOW + time, price);
                    written.add(new double[] {time, price});
                    wanted.add(new BigDecimal(price).setScale(2).toPlainString());
                }
            }
        }
        tail.pass(this::all);
        writer.close();
        assertThat(told).isEqualTo(wanted);
    }
}
