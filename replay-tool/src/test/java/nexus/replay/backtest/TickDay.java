package nexus.replay.backtest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A day of trades at random: bursts in the same millisecond, pauses, sizes from 0 on. The same seed gives the same day. */
public final class TickDay {
    private static final long START_MILLIS = 1_381_104_000_000L;

    private TickDay() {}

    /** One line of the file. */
    public record Trade(long millis, BigDecimal price, int size) {}

    public static List<Trade> trades(long seed, int count) {
        Random random = new Random(seed);
        List<Trade> trades = new ArrayList<>();
        long millis = START_MILLIS;
        int tenths = 13_130;
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(1_000);
            millis += kind < 600 ? 0 : kind < 990 ? random.nextInt(400) : random.nextInt(20_000);
            tenths += random.nextInt(3) - 1;
            trades.add(new Trade(millis, BigDecimal.valueOf(tenths, 1), random.nextInt(6)));
        }
        return trades;
    }

    public static Path write(Path file, List<Trade> trades) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("ts_ms,contract,price,size\n");
            for (Trade trade : trades) {
                out.write(trade.millis() + ",201312," + trade.price().toPlainString() + "," + trade.size() + "\n");
            }
        }
        return file;
    }
}
