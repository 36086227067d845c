package nexus.bookmap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import nexus.bookmap.StubHost.Habit;
import velox.api.layer1.data.OrderStatus;

/**
 * Measures what the add-on adds, over loopback and the stub host: an ORDER from its send until Bookmap's API has it, an
 * execution from Bookmap's data thread until the gateway's side has received the fill.
 */
final class AddonLatency {
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 5_000;

    private AddonLatency() {}

    public static void main(String[] args) throws IOException {
        Path home = Files.createTempDirectory("bookmap");
        try (TestGateway gateway = TestGateway.open()) {
            Files.writeString(home.resolve(AddonSettings.FILE_NAME), "endpoint=" + gateway.endpoint() + "\n");
            try (StubHost host = new StubHost(home)) {
                host.habit(Habit.SILENT);
                host.attach("ES", 0.25, 1);
                gateway.takeRegistration();
                long[] in = new long[MEASURED];
                long[] out = new long[MEASURED];
                for (int i = 0; i < WARM_UP + MEASURED; i++) {
                    long start = System.nanoTime();
                    gateway.order("R" + i, "ES", "BUY", 1);
                    while (host.sent().size() <= i) {
                        Thread.onSpinWait();
                    }
                    long taken = System.nanoTime();
                    host.awaitSent(i + 1);
                    host.update("B" + (i + 1), OrderStatus.WORKING, 0);
                    gateway.next("ORDER_ACK");
                    long executed = System.nanoTime();
                    host.execute("B" + (i + 1), 1, 100);
                    gateway.next("ORDER_FILL");
                    if (i >= WARM_UP) {
                        in[i - WARM_UP] = taken - start;
                        out[i - WARM_UP] = System.nanoTime() - executed;
                    }
                }
                print("ORDER in, noted on disk, given to Bookmap", in);
                print("execution out", out);
            }
        }
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %d us, p99 %d us%n",
                what, nanos[nanos.length / 2] / 1_000, nanos[nanos.length * 99 / 100] / 1_000);
    }
}
