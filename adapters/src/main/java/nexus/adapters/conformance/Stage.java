package nexus.adapters.conformance;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The gateway's socket, played, and all that the adapter under test has said. One thread. */
final class Stage implements AutoCloseable {
    private static final int POLL_MILLIS = 5;
    private static final long HEARTBEAT_MILLIS = 1_000;

    private final Setup setup;
    private final Consumer<String> say;
    private final List<Inbound> inbound = new ArrayList<>();
    private final String run =
            Long.toString(System.currentTimeMillis(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    private final ZMQ.Context context = ZMQ.context(1);
    private ZMQ.Socket socket;
    private byte[] identity;
    private int connections;
    private int orders;
    private int registrations;
    private int ticks;
    private String symbol;
    private BigDecimal lastPrice;
    private Process process;

    Stage(Setup setup, Consumer<String> say) {
        this.setup = setup;
        this.say = say;
        this.symbol = setup.symbol();
        this.lastPrice = setup.price();
    }

    Setup setup() {
        return setup;
    }

    /** Opens the gateway, again after {@link #shut}. */
    void open() throws IOException {
        socket = context.socket(SocketType.ROUTER);
        socket.setLinger(0);
        socket.setReceiveTimeOut(POLL_MILLIS);
        socket.setSendTimeOut(1_000);
        socket.setRouterMandatory(true);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                socket.bind(setup.endpoint());
                connections++;
                return;
            } catch (ZMQException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "cannot listen on " + setup.endpoint() + ": " + e.getMessage()
                                    + "; stop the gateway that runs there, or name another --endpoint",
                            e);
                }
            }
        }
    }

    /** The gateway is gone. */
    void shut() {
        socket.close();
        identity = null;
    }

    int registrations() {
        return registrations;
    }

    boolean isRegistered() {
        return identity != null;
    }

    int connections() {
        return connections;
    }

    /** The symbol that is traded. */
    String symbol() {
        return symbol;
    }

    int ticks() {
        return ticks;
    }

    /** Null while there is none of the adapter's present life: its platform may not be there yet. */
    BigDecimal lastPrice() {
        return lastPrice;
    }

    /** All that has come so far. */
    List<Inbound> inbound() {
        return inbound;
    }

    /** Sends; false if the adapter is not there. */
    boolean send(byte[] message) {
        if (identity == null) {
            return false;
        }
        try {
            return socket.sendMore(identity) && socket.send(message);
        } catch (ZMQException gone) {
            return false;
        }
    }

    /** Takes what comes until a condition holds; false if it did not in time. */
    boolean await(Predicate<Stage> condition, int millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.test(this)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            take();
        }
        return true;
    }

    boolean await(Predicate<Stage> condition) {
        return await(condition, setup.waitMillis());
    }

    /** Takes what comes for a while. */
    void listen(int millis) {
        await(stage -> false, millis);
    }

    private void take() {
        byte[] sender = socket.recv();
        if (sender == null) {
            return;
        }
        byte[] message = socket.recv();
        Inbound received = new Inbound(message, System.nanoTime(), connections);
        inbound.add(received);
        if (received.is(Types.REGISTER) && setup.platform().equals(received.text(Keys.PLATFORM))) {
            identity = sender;
            registrations++;
            send(registered());
        } else if (received.is(Types.MARKET_DATA)) {
            noteTick(received);
        }
    }

    private void noteTick(Inbound tick) {
        String ticking = tick.fields().dataText(Keys.SYMBOL);
        if (symbol == null) {
            symbol = ticking;
        }
        BigDecimal price = tick.fields().dataDecimal(Keys.PRICE);
        BigDecimal seen = price != null ? price : tick.fields().dataDecimal(Keys.BID);
        ticks++;
        if (ticking != null && ticking.equals(symbol) && seen != null && seen.signum() > 0) {
            lastPrice = seen;
        }
    }

    private byte[] registered() {
        return new MapWriter(64)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.REGISTERED)
                .put(Keys.PLATFORM, setup.platform())
                .put(Keys.SEQ, 1L)
                .put(Keys.HEARTBEAT_MS, HEARTBEAT_MILLIS)
                .endMap()
                .toBytes();
    }

    /** A market order under a new ref. */
    TestOrder marketOrder() {
        return order(Side.BUY, OrderType.MARKET, null);
    }

    /** A limit order that cannot fill. */
    TestOrder farOrder() {
        BigDecimal price = lastPrice.multiply(BigDecimal.ONE.subtract(setup.farBelow()));
        BigDecimal onStep = price.divideToIntegralValue(setup.priceStep()).multiply(setup.priceStep());
        return order(Side.BUY, OrderType.LIMIT, onStep);
    }

    TestOrder order(Side side, OrderType type, BigDecimal limitPrice) {
        orders++;
        String ref = run + String.format(Locale.ROOT, "%04d", orders);
        return new TestOrder(ref, "test-" + ref, symbol, side, setup.quantity(), type, limitPrice);
    }

    /** What has come about an order, of one type. */
    List<Inbound> about(TestOrder order, String type) {
        return inbound.stream()
                .filter(message -> message.is(type) && message.concerns(order))
                .toList();
    }

    /** Distinct executions of an order, by their exec_id; those without one count each. */
    BigDecimal filled(TestOrder order) {
        List<String> seen = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Inbound fill : about(order, Types.ORDER_FILL)) {
            String execId = fill.text(Keys.EXEC_ID);
            BigDecimal quantity = fill.decimal(Keys.FILLED_QTY);
            if (quantity != null && (execId == null || !seen.contains(execId))) {
                seen.add(execId);
                sum = sum.add(quantity);
            }
        }
        return sum;
    }

    boolean canRestart() {
        return !setup.program().isEmpty();
    }

    /** Starts the adapter, where a program was named. */
    void startAdapter() throws IOException {
        if (canRestart()) {
            process = new ProcessBuilder(setup.program())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            say.accept("started " + String.join(" ", setup.program()));
        }
    }

    /** Kills the adapter as a crash would, and what it has started. */
    void killAdapter() throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        identity = null;
        lastPrice = setup.price();
    }

    boolean adapterHasEnded() {
        return process != null && !process.isAlive();
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        socket.close();
        context.close();
    }
}
