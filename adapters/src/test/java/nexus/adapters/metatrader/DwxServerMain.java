package nexus.adapters.metatrader;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The fake EA by itself at its real pace, for trying an adapter or another client by hand and for the conformance suite:
 * prices change ten times a second, market orders are executed at once. Says what the client did wrong. Argument: the
 * folder that stands for {@code MQL5\Files}.
 */
final class DwxServerMain {
    private static final BigDecimal SPREAD = new BigDecimal("0.2");

    private DwxServerMain() {}

    /** {@code FOLDER}. */
    public static void main(String[] arguments) throws IOException {
        FakeTerminal terminal = new FakeTerminal();
        try (FakeDwxServer server = new FakeDwxServer(Path.of(arguments[0]), terminal, System::nanoTime, 25)) {
            server.accountName = "A name";
            int told = 0;
            for (int tick = 0; !Thread.interrupted(); tick++) {
                BigDecimal bid = new BigDecimal("16250.1").add(new BigDecimal(tick % 10).movePointLeft(1));
                server.with(all -> {
                    all.symbols.get("NAS100").bid = bid.toPlainString();
                    all.symbols.get("NAS100").ask = bid.add(SPREAD).toPlainString();
                });
                for (; told < server.dropped.size(); told++) {
                    System.out.println("wrong: " + server.dropped.get(told));
                }
                LockSupport.parkNanos(100_000_000);
            }
        }
    }
}
