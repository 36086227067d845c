package nexus.bookmap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import velox.api.layer1.data.ExecutionInfo;
import velox.api.layer1.data.InstrumentInfo;
import velox.api.layer1.data.OrderCancelParameters;
import velox.api.layer1.data.OrderInfoBuilder;
import velox.api.layer1.data.OrderInfoUpdate;
import velox.api.layer1.data.OrderSendParameters;
import velox.api.layer1.data.OrderStatus;
import velox.api.layer1.data.OrderType;
import velox.api.layer1.data.OrderUpdateParameters;
import velox.api.layer1.data.SimpleOrderSendParameters;
import velox.api.layer1.data.TradeInfo;
import velox.api.layer1.simplified.Api;
import velox.api.layer1.simplified.InitialState;

/**
 * As much of Bookmap as an add-on meets: it attaches it to instruments, calls it on one data thread of its own, tells
 * every instance of every order, and names orders in executions by its own id alone.
 */
final class StubHost implements AutoCloseable {
    /** What it does with an order by itself. */
    enum Habit {
        /** PENDING_SUBMIT, WORKING; unless it has a limit also one execution for all, and FILLED. */
        FILLS,
        /** PENDING_SUBMIT, WORKING. */
        WORKS,
        /** PENDING_SUBMIT, REJECTED. */
        REJECTS,
        /** Nothing at all. */
        SILENT,
        /** Throws, as where the user has not allowed the add-on to trade. */
        THROWS
    }

    private final ExecutorService dataThread = Executors.newSingleThreadExecutor();
    private final Map<String, NexusAddon> attached = new HashMap<>();
    private final List<SimpleOrderSendParameters> sent = new CopyOnWriteArrayList<>();
    private final List<String> canceled = new CopyOnWriteArrayList<>();
    private final Map<String, SimpleOrderSendParameters> byId = new HashMap<>();
    private volatile Habit habit = Habit.FILLS;
    private volatile boolean answersCancels;
    private int orderCount;
    private int executionCount;

    /** @param home the user's home folder, where the settings are */
    StubHost(Path home) {
        System.setProperty("user.home", home.toString());
    }

    void habit(Habit next) {
        habit = next;
    }

    /** Whether it cancels by itself what it is asked to. */
    void answersCancels(boolean does) {
        answersCancels = does;
    }

    /** What was given to it, in order. */
    List<SimpleOrderSendParameters> sent() {
        return sent;
    }

    /** The ids of the orders that it was asked to cancel. */
    List<String> canceled() {
        return canceled;
    }

    /** Attaches a new instance of the add-on. */
    NexusAddon attach(String alias, double pips, double sizeMultiplier) {
        NexusAddon addon = new NexusAddon();
        InstrumentInfo info = new InstrumentInfo(alias, "CME", "FUT", pips, 50, alias, true, sizeMultiplier);
        onDataThread(() -> addon.initialize(alias, info, new HostApi(), new InitialState()));
        attached.put(alias, addon);
        return addon;
    }

    /** The instance of an instrument. */
    NexusAddon addon(String alias) {
        return attached.get(alias);
    }

    /** Has the data thread do something, and waits until it is done. */
    void onDataThread(Runnable call) {
        try {
            dataThread.submit(call).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    void trade(String alias, long epochNanos, double level, int size, boolean isBidAggressor) {
        NexusAddon addon = attached.get(alias);
        onDataThread(() -> {
            addon.onTimestamp(epochNanos);
            addon.onTrade(level, size, new TradeInfo(false, isBidAggressor));
        });
    }

    /** Tells every instance of an order that it was sent. */
    void update(String id, OrderStatus status, int filled) {
        SimpleOrderSendParameters order = byId.get(id);
        tell(new OrderInfoBuilder(order.alias, id, order.isBuy, OrderType.MKT, order.clientId, false)
                .setStatus(status)
                .setFilled(filled)
                .setUnfilled(order.size - filled)
                .setAverageFillPrice(filled == 0 ? Double.NaN : 100.25)
                .build());
    }

    /** Tells every instance of any order. */
    void tell(OrderInfoUpdate update) {
        onDataThread(() -> everyone().forEach(addon -> addon.onOrderUpdated(update)));
    }

    /** Tells every instance of an execution; the id is new. */
    String execute(String id, int size, double price) {
        executionCount++;
        execute(id, size, price, "X" + executionCount);
        return "X" + executionCount;
    }

    /** Tells every instance of an execution. */
    void execute(String id, int size, double price, String executionId) {
        ExecutionInfo execution = new ExecutionInfo(id, size, price, executionId, 1, true);
        onDataThread(() -> everyone().forEach(addon -> addon.onOrderExecuted(execution)));
    }

    private List<NexusAddon> everyone() {
        return new ArrayList<>(attached.values());
    }

    /** Waits until so many orders were given to it. */
    void awaitSent(int count) {
        Eventually.await(count + " orders", () -> sent.size() >= count);
        // Behind whatever the data thread does with the last.
        onDataThread(() -> {});
    }

    void detach(String alias) {
        NexusAddon addon = attached.remove(alias);
        onDataThread(addon::stop);
    }

    @Override
    public void close() {
        List.copyOf(attached.keySet()).forEach(this::detach);
        dataThread.shutdown();
    }

    private final class HostApi implements Api {
        @Override
        public void sendOrder(OrderSendParameters parameters) {
            Habit now = habit;
            if (now == Habit.THROWS) {
                throw new IllegalStateException("trading is not enabled");
            }
            SimpleOrderSendParameters order = (SimpleOrderSendParameters) parameters;
            dataThread.execute(() -> take(order, now));
            sent.add(order);
        }

        @Override
        public void updateOrder(OrderUpdateParameters parameters) {
            String id = ((OrderCancelParameters) parameters).orderId;
            canceled.add(id);
            if (answersCancels) {
                dataThread.execute(() -> tellAll(byId.get(id), id, OrderStatus.CANCELLED, 0));
            }
        }
    }

    private void take(SimpleOrderSendParameters order, Habit now) {
        orderCount++;
        String id = "B" + orderCount;
        byId.put(id, order);
        if (now == Habit.SILENT) {
            return;
        }
        tellAll(order, id, OrderStatus.PENDING_SUBMIT, 0);
        if (now == Habit.REJECTS) {
            tellAll(order, id, OrderStatus.REJECTED, 0);
            return;
        }
        tellAll(order, id, OrderStatus.WORKING, 0);
        if (now == Habit.FILLS && Double.isNaN(order.limitPrice)) {
            executionCount++;
            ExecutionInfo execution = new ExecutionInfo(id, order.size, 100.25, "X" + executionCount, 1, true);
            everyone().forEach(addon -> addon.onOrderExecuted(execution));
            tellAll(order, id, OrderStatus.FILLED, order.size);
        }
    }

    private void tellAll(SimpleOrderSendParameters order, String id, OrderStatus status, int filled) {
        OrderInfoUpdate update = new OrderInfoBuilder(
                        order.alias, id, order.isBuy, OrderType.MKT, order.clientId, false)
                .setStatus(status)
                .setFilled(filled)
                .setUnfilled(order.size - filled)
                .build();
        everyone().forEach(addon -> addon.onOrderUpdated(update));
    }
}
