package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The simulator by itself, for trying an adapter by hand and for the conformance suite: fills market orders at once. Says
 * what the client did wrong. Argument: the folder that stands for {@code Documents\NinjaTrader 8}.
 */
final class AtiSimulatorMain {
    private AtiSimulatorMain() {}

    /** {@code FOLDER}. */
    public static void main(String[] arguments) throws IOException {
        try (AtiSimulator simulator = new AtiSimulator(Path.of(arguments[0]), System::nanoTime)) {
            simulator.fillsMarketOrders = true;
            int told = 0;
            while (!Thread.interrupted()) {
                for (; told < simulator.violations.size(); told++) {
                    System.out.println("wrong: " + simulator.violations.get(told));
                }
                LockSupport.parkNanos(100_000_000);
            }
        }
    }
}
