package nexus.adapters.metatrader;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import nexus.adapters.link.Eventually;
import nexus.journal.message.Types;

/**
 * From ORDER in the gateway's socket to the command taken by the fake EA (which looks every 2 ms), and from a deal at the
 * terminal to ORDER_FILL out of the gateway's socket. Not a test: run it, behind a build, from the repository's folder with
 *
 * <pre>java -cp 'adapters/target/test-classes:gateway-server/target/lib/*'
 * nexus.adapters.metatrader.MetaTraderLatency</pre>
 *
 * <p>and, if wanted, how many orders (default 500).
 */
final class MetaTraderLatency {
    private MetaTraderLatency() {}

    /** {@code [orders]}. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        Path folder = Files.createTempDirectory("metatrader-latency");
        long[] orderNanos = new long[count];
        long[] fillNanos = new long[count];
        try (MetaTraderStage stage = new MetaTraderStage(folder)) {
            stage.ea.maximumOrders = Integer.MAX_VALUE;
            stage.up();
            for (int i = 0; i < count; i++) {
                String ref = "R" + i;
                long start = System.nanoTime();
                stage.buyLimit(ref, "0.1");
                stage.gateway.raw().next(Types.ORDER_ACK);
                orderNanos[i] = stage.ea.takenNanos() - start;
                Eventually.await("listed", () -> stage.terminal.orders.size() == 1);
                start = System.nanoTime();
                stage.ea.with(terminal -> {
                    terminal.executePending(terminal.ticketOf(ref), new BigDecimal("0.1"), "16000");
                    terminal.positions.clear();
                });
                stage.gateway.raw().next(Types.ORDER_FILL);
                fillNanos[i] = System.nanoTime() - start;
                stage.ea.with(terminal -> terminal.deals.clear());
            }
        }
        print("order to EA", orderNanos);
        print("deal to gateway", fillNanos);
    }

    private static void print(String what, long[] nanos) {
        // The first fifth warms up.
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 5, nanos.length);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%-16s p50 %,6d us  p90 %,6d us  p99 %,6d us%n",
                what,
                warm[warm.length / 2] / 1_000,
                warm[warm.length * 9 / 10] / 1_000,
                warm[warm.length * 99 / 100] / 1_000);
    }
}
