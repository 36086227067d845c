package nexus.adapters.companion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import nexus.journal.message.Types;

/**
 * How long the adapter takes on loopback, with its disk: from an ORDER given to the gateway's socket to its line at a
 * companion, and from an execution's line to ORDER_FILL out of the gateway's socket; a tick likewise. Not a test: run it,
 * behind a build, from the repository's folder with
 *
 * <pre>java -cp 'adapters/target/test-classes:gateway-server/target/lib/*'
 * nexus.adapters.companion.CompanionLatency</pre>
 *
 * <p>and, if wanted, how many orders (default 5000).
 */
final class CompanionLatency {
    private CompanionLatency() {}

    /** {@code [orders]}. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
        Path folder = Files.createTempDirectory("companion-latency");
        long[] orderNanos = new long[count];
        long[] fillNanos = new long[count];
        long[] tickNanos = new long[count];
        try (CompanionStage stage = CompanionStage.start(folder, "A1", "NQ");
                FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            for (int i = 0; i < count; i++) {
                String ref = "R" + i;
                long start = System.nanoTime();
                stage.order(ref, "NQ", "1");
                companion.next("order");
                orderNanos[i] = System.nanoTime() - start;
                String execution = "{'type':'execution','ref':'" + ref + "','exec_id':'E" + i + "','platform_id':'P" + i
                        + "','quantity':1,'price':21050.25,'time_ms':1764000000000}";
                companion.send("{'type':'ack','ref':'" + ref + "','platform_id':'P" + i + "'}");
                stage.gateway.next(Types.ORDER_ACK);
                start = System.nanoTime();
                companion.send(execution);
                stage.gateway.next(Types.ORDER_FILL);
                fillNanos[i] = System.nanoTime() - start;
                start = System.nanoTime();
                companion.send("{'type':'tick','symbol':'NQ','price':21050.25,'volume':1,'time_ms':1764000000000}");
                stage.gateway.next(Types.MARKET_DATA);
                tickNanos[i] = System.nanoTime() - start;
            }
        }
        print("order to companion", orderNanos);
        print("execution to gateway", fillNanos);
        print("tick to gateway", tickNanos);
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
