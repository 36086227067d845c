package nexus.adapters.fix;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A counterparty to try the adapter with by hand, or by {@code bin/gateway conformance}: it fills market orders at once, lets
 * others work, ticks ten times a second, and prints what the client does wrong. Its comp ids are SERVER, the client's
 * CLIENT; without TLS.
 */
final class FixServerMain {
    private FixServerMain() {}

    /** {@code port}. */
    public static void main(String[] arguments) throws IOException {
        try (StrictFixServer server = new StrictFixServer(Integer.parseInt(arguments[0]))) {
            FixBook book = new FixBook(server);
            book.fillsMarketOrders();
            int said = 0;
            for (int tick = 0; !Thread.interrupted(); tick++) {
                book.tick(100 + tick % 5);
                LockSupport.parkNanos(100_000_000);
                for (; said < server.violations().size(); said++) {
                    System.out.println(server.violations().get(said));
                }
            }
        }
    }
}
