package nexus.gateway.bench;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** What the simulated platforms say to orders, and when: as {@link SimulatedOrders} has it that each order ends. */
final class PlatformAnswers {
    /** Platform units per universal unit on the v0 platform. */
    static final int SECOND_FACTOR = 10;

    private static final int ANSWERS_PER_TURN = 64;
    private static final int LONG_DELAY_ONE_IN = 10;
    private static final int LONG_DELAY_MILLIS = 120_000;
    private static final int SHORT_DELAY_MILLIS = 500;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double FILL_PRICE = 16_250.25;

    private final SimulatedTime time;
    private final SimulatedOrders orders;
    private final Random random;
    private final PriorityQueue<Answer> answers =
            new PriorityQueue<>(Comparator.comparingLong(Answer::dueNanos).thenComparingLong(Answer::number));
    private final MapWriter map = new MapWriter(512);
    private long made;

    private enum Said {
        ACCEPTED,
        REJECTED,
        FIRST_HALF,
        SECOND_HALF,
        WHOLE,
        CANCELED,
        STATUS
    }

    /** An order as its platform knows it. */
    private record Received(int order, String orderId, String symbol, String platform) {}

    private record Answer(long dueNanos, long number, Received to, Said said) {}

    PlatformAnswers(SimulatedTime time, SimulatedOrders orders, Random random) {
        this.time = time;
        this.orders = orders;
        this.random = random;
    }

    /** Whether there is nothing left to say. */
    boolean isEmpty() {
        return answers.isEmpty();
    }

    /** A message from the gateway that concerns an order. */
    void take(String platform, String type, MapReader message) {
        String id = message.textValue(message.find(Keys.ORDER_ID));
        int order = orders.order(SimulatedOrders.signal(id), platform);
        if (order < 0) {
            return;
        }
        Received received = new Received(order, id, message.textValue(message.find(Keys.SYMBOL)), platform);
        switch (type) {
            case Types.ORDER_CANCEL -> later(received, Said.CANCELED, delayNanos());
            case Types.ORDER_STATUS_REQUEST -> later(received, Said.STATUS, 0);
            default -> {
                orders.received(order);
                int quantity = message.decimalValue(message.find(Keys.QUANTITY)).intValueExact();
                if (quantity != orders.quantity(order) * factor(platform)) {
                    orders.problem("order " + order + " on " + platform + " is of " + quantity);
                }
                decide(received);
            }
        }
    }

    private static int factor(String platform) {
        return platform.equals(SimulatedOrders.SECOND) ? SECOND_FACTOR : 1;
    }

    private void decide(Received order) {
        long after = delayNanos();
        SimulatedOrders.Ending ending = orders.ending(order.order());
        if (ending == SimulatedOrders.Ending.REJECTED) {
            later(order, Said.REJECTED, after);
            return;
        }
        later(order, Said.ACCEPTED, after);
        after += delayNanos();
        switch (ending) {
            case FILLED_IN_HALVES -> {
                later(order, Said.FIRST_HALF, after);
                later(order, Said.SECOND_HALF, after + delayNanos());
            }
            case CANCELED -> later(order, Said.FIRST_HALF, after);
            default -> later(order, Said.WHOLE, after);
        }
    }

    /** Mostly half a second at the most, sometimes two minutes. */
    private long delayNanos() {
        boolean isLong = random.nextInt(LONG_DELAY_ONE_IN) == 0;
        return (1 + random.nextInt(isLong ? LONG_DELAY_MILLIS : SHORT_DELAY_MILLIS)) * NANOS_PER_MILLI;
    }

    private void later(Received order, Said said, long afterNanos) {
        answers.add(new Answer(time.elapsedNanos() + afterNanos, made++, order, said));
    }

    /** Says what is due, each platform on its connection. Returns how much that was. */
    int sendDue(Map<String, Integer> sources, PortEvents events) {
        int sent = 0;
        while (sent < ANSWERS_PER_TURN && !answers.isEmpty() && answers.peek().dueNanos() <= time.elapsedNanos()) {
            Answer answer = answers.poll();
            int source = sources.get(answer.to().platform());
            write(answer);
            events.frame(Channel.PLATFORM, source, 0, map.buffer(), map.offset(), map.length());
            boolean twice = answer.said() == Said.WHOLE
                    && orders.ending(answer.to().order()) == SimulatedOrders.Ending.FILLED_AND_REPEATED;
            if (twice) {
                events.frame(Channel.PLATFORM, source, 0, map.buffer(), map.offset(), map.length());
            }
            sent++;
        }
        return sent;
    }

    private void write(Answer answer) {
        int half = orders.quantity(answer.to().order()) / 2;
        switch (answer.said()) {
            case ACCEPTED -> begin(Types.ORDER_ACK, answer);
            case REJECTED -> begin(Types.ORDER_REJECT, answer).put(Keys.REASON, "not today");
            case CANCELED -> begin(Types.ORDER_CANCELED, answer);
            case STATUS -> status(answer, half);
            case FIRST_HALF -> fill(answer, 1, half, "PARTIALLY_FILLED");
            case SECOND_HALF -> fill(answer, 2, half, "FILLED");
            case WHOLE -> fill(answer, 1, 2 * half, "FILLED");
        }
        map.endMap();
    }

    private MapWriter begin(String type, Answer answer) {
        return map.reset()
                .beginMap()
                .put(Keys.TYPE, type)
                .put(Keys.ORDER_ID, answer.to().orderId());
    }

    private void status(Answer answer, int half) {
        int done = orders.reportedHalves(answer.to().order());
        begin(Types.ORDER_STATUS, answer)
                .put(Keys.STATUS, done == 0 ? "WORKING" : done == 2 ? "FILLED" : "PARTIALLY_FILLED")
                .put(Keys.CUM_QTY, (long) done * half * factor(answer.to().platform()))
                .put(Keys.AVG_PRICE, FILL_PRICE);
    }

    private void fill(Answer answer, int part, int quantity, String status) {
        Received to = answer.to();
        orders.reported(to.order(), answer.said() == Said.WHOLE ? 2 : 1);
        begin(Types.ORDER_FILL, answer)
                .put(Keys.SYMBOL, to.symbol())
                .put(Keys.FILLED_QTY, (long) quantity * factor(to.platform()))
                .put(Keys.FILL_PRICE, FILL_PRICE)
                .put(Keys.STATUS, status)
                .put(Keys.EXEC_ID, SimulatedOrders.executionId(to.order(), part))
                .put(Keys.TIMESTAMP, time.wallNanos() / NANOS_PER_SECOND);
    }
}
