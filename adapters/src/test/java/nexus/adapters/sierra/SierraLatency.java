package nexus.adapters.sierra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import nexus.journal.message.Types;

/**
 * How long the adapter takes on loopback, with its disk: from an ORDER given to the gateway's socket to the last byte of
 * SUBMIT_NEW_SINGLE_ORDER at the server, and from an ORDER_UPDATE at the server to ORDER_FILL out of the gateway's socket.
 * Not a test: run it, behind a build, from the repository's folder with
 *
 * <pre>java -cp 'adapters/target/test-classes:gateway-server/target/lib/*'
 * nexus.adapters.sierra.SierraLatency</pre>
 *
 * <p>and, if wanted, how many orders (default 5000).
 */
final class SierraLatency {
    private SierraLatency() {}

    /** {@code [orders]}. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
        Path folder = Files.createTempDirectory("sierra-latency");
        long[] orderNanos = new long[count];
        long[] fillNanos = new long[count];
        try (SierraStage stage = new SierraStage(folder).up()) {
            for (int i = 0; i < count; i++) {
                String ref = "R" + i;
                long start = System.nanoTime();
                stage.order(ref, "1");
                stage.gateway.next(Types.ORDER_ACK);
                orderNanos[i] = stage.server.takenNanos() - start;
                start = System.nanoTime();
                stage.server.orders.fill(ref, "1", "21050.25", true);
                stage.gateway.next(Types.ORDER_FILL);
                fillNanos[i] = System.nanoTime() - start;
            }
        }
        print("order to server", orderNanos);
        print("execution to gateway", fillNanos);
    }

    private static void print(String what, long[] nanos) {
        // The first fifth warms up.
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 5, nanos.length);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%-21s p50 %,4d us  p90 %,4d us  p99 %,4d us%n",
                what,
                warm[warm.length / 2] / 1_000,
                warm[warm.length * 9 / 10] / 1_000,
                warm[warm.length * 99 / 100] / 1_000);
    }
}
