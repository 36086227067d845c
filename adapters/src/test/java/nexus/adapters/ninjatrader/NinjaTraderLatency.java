package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import nexus.journal.message.Types;

/**
 * From ORDER in the gateway's socket to the instruction file taken by the simulator (which looks every 0.2 ms), and from a
 * rewritten order file to ORDER_FILL out of the gateway's socket, with files looked at every 2 ms. Not a test: run it,
 * behind a build, from the repository's folder with
 *
 * <pre>java -cp 'adapters/target/test-classes:gateway-server/target/lib/*'
 * nexus.adapters.ninjatrader.NinjaTraderLatency</pre>
 *
 * <p>and, if wanted, how many orders (default 300).
 */
final class NinjaTraderLatency {
    private NinjaTraderLatency() {}

    /** {@code [orders]}. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        Path folder = Files.createTempDirectory("ninjatrader-latency");
        long[] orderNanos = new long[count];
        long[] fillNanos = new long[count];
        try (NinjaTraderStage stage = new NinjaTraderStage(folder).up()) {
            for (int i = 0; i < count; i++) {
                String ref = "R" + i;
                long start = System.nanoTime();
                stage.buy(ref, "1");
                stage.gateway.raw().next(Types.ORDER_ACK);
                orderNanos[i] = stage.nt.takenNanos() - start;
                start = System.nanoTime();
                stage.nt.fill(ref, "1", "16250.25");
                stage.gateway.raw().next(Types.ORDER_FILL);
                fillNanos[i] = System.nanoTime() - start;
                // As after a minute: orders that have ended are not looked at any more.
                stage.clock.pushSeconds(61);
                // A pass that began before the push would take the next order for one of a minute ago.
                LockSupport.parkNanos(50_000_000);
            }
        }
        print("order to file taken", orderNanos);
        print("file to gateway", fillNanos);
    }

    private static void print(String what, long[] nanos) {
        // The first fifth warms up.
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 5, nanos.length);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%-20s p50 %,6d us  p90 %,6d us  p99 %,6d us%n",
                what,
                warm[warm.length / 2] / 1_000,
                warm[warm.length * 9 / 10] / 1_000,
                warm[warm.length * 99 / 100] / 1_000);
    }
}
