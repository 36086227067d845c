package nexus.adapters.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import nexus.journal.message.Types;

/**
 * How long the adapter takes on loopback, with its disk: from an ORDER given to the gateway's socket to the last byte of
 * NewOrderSingle at the counterparty, and from an ExecutionReport there to ORDER_FILL out of the gateway's socket. Not a
 * test: run it, behind a build, from the repository's folder with
 *
 * <pre>java -cp 'adapters/target/test-classes:gateway-server/target/lib/*' nexus.adapters.fix.FixLatency</pre>
 *
 * <p>and, if wanted, how many orders (default 12000: QuickFIX/J takes long to warm up).
 */
final class FixLatency {
    private FixLatency() {}

    /** {@code [orders]}. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12_000;
        Path folder = Files.createTempDirectory("fix-latency");
        long[] orderNanos = new long[count];
        long[] fillNanos = new long[count];
        try (StrictFixServer server = new StrictFixServer();
                FixStage stage = new FixStage(folder, server.port()).up()) {
            for (int i = 0; i < count; i++) {
                String ref = "R" + i;
                long start = System.nanoTime();
                stage.order(ref, "1");
                server.next("D");
                orderNanos[i] = server.takenNanos() - start;
                start = System.nanoTime();
                server.send(
                        "8",
                        "37=O" + ref + "|11=" + ref + "|17=E" + i
                                + "|150=F|39=2|55=1001|54=1|38=1|32=1|31=21050.25|14=1|151=0|6=21050.25");
                stage.gateway.next(Types.ORDER_FILL);
                fillNanos[i] = System.nanoTime() - start;
            }
            if (!server.violations().isEmpty()) {
                throw new AssertionError(server.violations().toString());
            }
        }
        print("order to counterparty", orderNanos);
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
