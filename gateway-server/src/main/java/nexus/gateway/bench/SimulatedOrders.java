package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * The books of a simulated run: which signals NEXUS gave, what was to come of each order, and what platform and NEXUS
 * have seen of it. Both sides write here what they saw; {@link #problems} compares.
 *
 * <p>A signal for {@link #BOTH} makes an order on each platform, any other one on {@link #FIRST} only. A quantity is a
 * multiple of two, so that its halves are whole. Orders are numbered from 0 in the order of their signals.
 */
final class SimulatedOrders {
    /** The platform that speaks all of the protocol. */
    static final String FIRST = "nt8";
    /** A v0 platform. */
    static final String SECOND = "mt5";

    static final String BOTH = "NQ";

    private static final String[] SYMBOLS = {BOTH, "ES", "GC"};
    private static final int MAX_PROBLEMS = 20;
    private static final int SIGNALS_OF_A_KIND = 100;

    private final Random random;
    private final int orders;
    private final int[] firstOrder;
    private final Ending[] endings;
    private final byte[] quantities;
    private final byte[] received;
    private final byte[] reported;
    private final byte[] told;
    private final byte[] lost;
    private final byte[] toldInSum;
    private final String[] lastStatus;
    private final BitSet acknowledged = new BitSet();
    private final BitSet acknowledgementLost = new BitSet();
    private final List<String> found = new ArrayList<>();
    private int signals;
    private int asked;
    private long problems;

    /** What a platform does with an order. */
    enum Ending {
        FILLED(2),
        FILLED_IN_HALVES(2),
        /** Filled, and the same report comes twice. */
        FILLED_AND_REPEATED(2),
        REJECTED(0),
        /** Half filled, the rest canceled by NEXUS. */
        CANCELED(1);

        /** How many halves are filled in the end. */
        final int halves;

        Ending(int halves) {
            this.halves = halves;
        }
    }

    /** A signal to give. */
    record Signal(int number, String symbol, int quantity, boolean isToBeCanceled) {}

    SimulatedOrders(int orders, Random random) {
        this.orders = orders;
        this.random = random;
        firstOrder = new int[orders];
        endings = new Ending[orders];
        quantities = new byte[orders];
        received = new byte[orders];
        reported = new byte[orders];
        told = new byte[orders];
        lost = new byte[orders];
        toldInSum = new byte[orders];
        lastStatus = new String[orders];
    }

    /** The id of a signal, and of its orders. */
    static String orderId(int signal) {
        return "S" + signal;
    }

    /** The number in such an id. */
    static int signal(String orderId) {
        return Integer.parseInt(orderId.substring(1));
    }

    /** The id of an execution. */
    static String executionId(int order, int part) {
        return order + "-" + part;
    }

    /** The part in such an id. */
    static int part(String executionId) {
        return Integer.parseInt(executionId.substring(executionId.indexOf('-') + 1));
    }

    /** How many orders come of the signals given so far. */
    int asked() {
        return asked;
    }

    boolean isAllAsked() {
        return asked == orders;
    }

    /** Makes up the next signal; there must be one left. */
    Signal next() {
        String symbol = asked + 1 < orders ? SYMBOLS[random.nextInt(SYMBOLS.length)] : SYMBOLS[1];
        int quantity = 2 * (1 + random.nextInt(3));
        firstOrder[signals] = asked;
        int count = symbol.equals(BOTH) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            endings[asked] = ending(count == 1);
            quantities[asked++] = (byte) quantity;
        }
        boolean canceled = endings[asked - 1] == Ending.CANCELED;
        return new Signal(signals++, symbol, quantity, canceled);
    }

    private Ending ending(boolean cancelable) {
        int drawn = random.nextInt(SIGNALS_OF_A_KIND);
        if (drawn < 4) {
            return Ending.REJECTED;
        }
        if (drawn < 7) {
            return Ending.FILLED_AND_REPEATED;
        }
        if (drawn < 10 && cancelable) {
            return Ending.CANCELED;
        }
        return drawn < 22 ? Ending.FILLED_IN_HALVES : Ending.FILLED;
    }

    /** The number of an order; -1, and a problem, if that signal was never given. */
    int order(int signal, String platform) {
        if (signal < 0 || signal >= signals) {
            problem("an order of the signal " + signal + ", which was never given");
            return -1;
        }
        return firstOrder[signal] + (platform.equals(SECOND) ? 1 : 0);
    }

    Ending ending(int order) {
        return endings[order];
    }

    int quantity(int order) {
        return quantities[order];
    }

    /** How many halves the platform has reported. */
    int reportedHalves(int order) {
        return reported[order];
    }

    /** A platform got an ORDER. */
    void received(int order) {
        if (received[order]++ != 0) {
            problem("order " + order + " was sent " + received[order] + " times");
        }
    }

    /** A platform reports executions: this many halves more. */
    void reported(int order, int halves) {
        reported[order] += (byte) halves;
    }

    /**
     * NEXUS got an execution.
     *
     * @param part 1 for the first half or the whole, 2 for the second half
     */
    void told(int order, int part) {
        if ((told[order] & part) != 0) {
            problem("NEXUS got execution " + part + " of order " + order + " twice");
        }
        told[order] |= (byte) part;
        lost[order] &= (byte) ~part;
    }

    /** An execution reached a v0 NEXUS that died before it had read it. */
    void lost(int order, int part) {
        lost[order] |= (byte) part;
    }

    /** NEXUS got where an order stands: this many halves done. */
    void toldInSum(int order, int halves, String status) {
        toldInSum[order] = (byte) Math.max(toldInSum[order], halves);
        lastStatus[order] = status;
    }

    /** NEXUS got a SIGNAL_ACK. */
    void acknowledged(int signal) {
        if (acknowledged.get(signal)) {
            problem("the acknowledgement of signal " + signal + " reached NEXUS twice");
        }
        acknowledged.set(signal);
    }

    /** As {@link #lost}, for a SIGNAL_ACK. */
    void acknowledgementLost(int signal) {
        acknowledgementLost.set(signal);
    }

    /** Notes what must not be. */
    void problem(String text) {
        problems++;
        if (found.size() < MAX_PROBLEMS) {
            found.add(text);
        }
    }

    /** Executions that platforms have reported, each counted once. */
    long fills() {
        long fills = 0;
        for (int order = 0; order < asked; order++) {
            fills += parts(order);
        }
        return fills;
    }

    /** Executions that reached NEXUS as such, each counted once. */
    long fillsTold() {
        long fills = 0;
        for (int order = 0; order < asked; order++) {
            fills += Integer.bitCount(told[order]);
        }
        return fills;
    }

    private int parts(int order) {
        return endings[order] == Ending.FILLED_IN_HALVES ? reported[order] : Math.min(1, reported[order]);
    }

    /** Orders that a platform got. */
    long ordersReceived() {
        long count = 0;
        for (int order = 0; order < asked; order++) {
            count += received[order];
        }
        return count;
    }

    /** Signals of which NEXUS was told that they became orders. */
    long acknowledgements() {
        return acknowledged.cardinality();
    }

    /** Compares everything when all has come to rest; none is what ought to be. Not all of many are named. */
    List<String> problems() {
        for (int signal = 0; signal < signals; signal++) {
            if (!acknowledged.get(signal) && !acknowledgementLost.get(signal)) {
                problem("signal " + signal + " was never acknowledged");
            }
        }
        for (int order = 0; order < asked; order++) {
            check(order);
        }
        List<String> all = new ArrayList<>(found);
        if (problems > all.size()) {
            all.add("and " + (problems - all.size()) + " more");
        }
        return all;
    }

    private void check(int order) {
        Ending ending = endings[order];
        if (received[order] == 0) {
            problem("order " + order + " was never sent");
        } else if (reported[order] != ending.halves) {
            problem("order " + order + " (" + ending + ") was not done: " + reported[order] + " halves of "
                    + ending.halves);
        }
        int all = (1 << parts(order)) - 1;
        if ((told[order] | lost[order]) != all) {
            problem("order " + order + " (" + ending + "): NEXUS got the executions " + told[order] + ", not " + all);
        } else if (lost[order] != 0 && toldInSum[order] < reported[order]) {
            problem("order " + order + ": a lost execution is in no ORDER_STATUS");
        }
        boolean endsByStatus = ending == Ending.REJECTED || ending == Ending.CANCELED;
        if (endsByStatus && !ending.name().equals(lastStatus[order])) {
            problem("order " + order + " is " + ending + ", NEXUS was told last that it is " + lastStatus[order]);
        }
    }
}
