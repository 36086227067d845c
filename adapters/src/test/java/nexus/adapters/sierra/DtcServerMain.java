package nexus.adapters.sierra;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import nexus.adapters.sierra.dtc.DataMessages.TradeUnbundled2;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;

/**
 * The strict server by itself, for trying an adapter by hand and for the conformance suite: ticks ten times a second and
 * fills market orders. Says what the client did wrong. Argument: the port.
 */
final class DtcServerMain {
    private DtcServerMain() {}

    /** {@code PORT}. */
    public static void main(String[] arguments) throws IOException {
        try (StrictDtcServer server = new StrictDtcServer(Integer.parseInt(arguments[0]))) {
            server.orders.fillsMarketOrders = true;
            int told = 0;
            while (!Thread.interrupted()) {
                Integer id = server.subscription("NQH25-CME");
                if (id != null) {
                    server.send(Message.of(MessageType.MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2)
                            .put(TradeUnbundled2.SYMBOL_ID, id)
                            .put(TradeUnbundled2.PRICE, 21050.25)
                            .put(TradeUnbundled2.VOLUME, 1)
                            .put(TradeUnbundled2.DATE_TIME, System.currentTimeMillis() * 1_000));
                }
                for (; told < server.violations().size(); told++) {
                    System.out.println("wrong: " + server.violations().get(told));
                }
                LockSupport.parkNanos(100_000_000);
            }
        }
    }
}
