package nexus.adapters.fix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The counterparty's own orders: takes them, fills them when told, and knows where each stands. Its lock is the server's,
 * which holds it when it hands a message over.
 */
final class FixBook {
    /** What has become of an order. */
    static final class Order {
        final int quantity;
        int filled;
        int paid;
        boolean canceled;

        private Order(int quantity) {
            this.quantity = quantity;
        }

        boolean isOpen() {
            return !canceled && filled < quantity;
        }
    }

    private final StrictFixServer server;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private int reports;
    private boolean fillsMarketOrders;
    private String subscription;

    FixBook(StrictFixServer server) {
        this.server = server;
        server.answersBy(this::take);
    }

    Order find(String ref) {
        synchronized (server) {
            return orders.get(ref);
        }
    }

    Map<String, Order> all() {
        synchronized (server) {
            return new LinkedHashMap<>(orders);
        }
    }

    private void take(FixMessage message) {
        synchronized (server) {
            String ref = message.text(41) == null ? message.text(11) : message.text(41);
            Order order = orders.get(ref);
            switch (message.type()) {
                case "D" -> {
                    orders.put(ref, new Order(message.number(38)));
                    report(ref, "0", "");
                    if (fillsMarketOrders && message.text(40).equals("1")) {
                        fill(ref, message.number(38), 100);
                    }
                }
                case "V" -> subscription = message.text(262) + "|268=1|279=0|269=2|55=" + message.text(55);
                case "F" -> {
                    if (order == null) {
                        send("9", "37=NONE|11=" + message.text(11) + "|41=" + ref + "|39=8|434=1|102=1");
                    } else if (order.isOpen()) {
                        order.canceled = true;
                        report(ref, "4", "");
                    } else {
                        send("9", "37=O" + ref + "|11=" + message.text(11) + "|41=" + ref + "|39=2|434=1|102=0");
                    }
                }
                default -> {
                    if (order == null) {
                        send("8", "37=NONE|11=" + ref + "|17=0|150=I|39=8|103=5|55=1001|54=1|14=0|151=0|6=0");
                    } else {
                        report(ref, "I", "");
                    }
                }
            }
        }
    }

    /** Fills some of an open order, if there is one. */
    void fillAny(SplittableRandom random) {
        synchronized (server) {
            List<String> open = new ArrayList<>();
            orders.forEach((ref, order) -> {
                if (order.isOpen()) {
                    open.add(ref);
                }
            });
            if (!open.isEmpty()) {
                String ref = open.get(random.nextInt(open.size()));
                Order order = orders.get(ref);
                fill(ref, 1 + random.nextInt(order.quantity - order.filled), 100 + random.nextInt(50));
            }
        }
    }

    private void fill(String ref, int quantity, int price) {
        Order order = orders.get(ref);
        order.filled += quantity;
        order.paid += quantity * price;
        report(ref, "F", "|32=" + quantity + "|31=" + price);
    }

    void fillsMarketOrders() {
        synchronized (server) {
            fillsMarketOrders = true;
        }
    }

    /** Tells a trade of the symbol that was subscribed to last. */
    void tick(int price) {
        synchronized (server) {
            if (subscription != null && server.isConnected()) {
                send("X", "262=" + subscription + "|270=" + price + "|271=1");
            }
        }
    }

    private void report(String ref, String execType, String execution) {
        Order order = orders.get(ref);
        String status = order.canceled ? "4" : order.filled == order.quantity ? "2" : order.filled > 0 ? "1" : "0";
        send(
                "8",
                "37=O" + ref + "|11=" + ref + "|17=" + (execType.equals("I") ? "0" : "E" + ++reports) + "|150="
                        + execType + "|39=" + status + "|55=1001|54=1|38=" + order.quantity + "|14=" + order.filled
                        + "|151=" + (order.canceled ? 0 : order.quantity - order.filled) + "|6="
                        + (order.filled == 0 ? 0 : (double) order.paid / order.filled) + execution);
    }

    private void send(String type, String fields) {
        try {
            server.send(type, fields);
        } catch (IOException e) {
            // The connection broke under it: the message counts as sent, and is asked for again.
            if (server.isConnected()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
