package nexus.adapters.ninjatrader;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;

/**
 * One order, followed in its file. The file holds the last state alone, so an execution is what {@code filled} has grown
 * by since what is remembered, at the price that makes the average come out; its id is the order's ref and {@code
 * filled}. What was told stays told when the file goes.
 */
final class OrderWatch {
    /** How long the average, or the quantity of an order that is FILLED, may lag behind. */
    private static final long LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int PRICE_DECIMALS = 8;
    /** Of a tick: an average is written with few digits. */
    private static final BigDecimal NEAR = new BigDecimal("0.05");

    private final String ref;
    private final long sinceNanos;
    private final Steps steps;
    private final Outgoing outgoing;
    private final OrderDesk desk;
    private final Consumer<String> say;
    private WatchedFile[] files = {};
    private OrderFile last;
    private long lastNanos;
    private OrderFile told;

    /** @param sinceNanos when it was sent, or this life began */
    OrderWatch(String ref, long sinceNanos, Steps steps, Outgoing outgoing, OrderDesk desk, Consumer<String> say) {
        this.ref = ref;
        this.sinceNanos = sinceNanos;
        this.steps = steps;
        this.outgoing = outgoing;
        this.desk = desk;
        this.say = say;
    }

    String ref() {
        return ref;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Looks for its file, unless it has one: under the name that NinjaTrader writes, or the one in its documents. */
    void find(String account) {
        if (!isPresent()) {
            files = new WatchedFile[] {
                new WatchedFile(outgoing.find(account + "_" + ref + ".txt")),
                new WatchedFile(outgoing.find(ref + ".txt"))
            };
        }
    }

    /** Whether its file was there at the last look. */
    boolean isPresent() {
        for (WatchedFile file : files) {
            if (file.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether NinjaTrader has written anything about it in this life. */
    boolean isSeen() {
        return last != null;
    }

    /** Whether the file tells where the order stands now. */
    boolean isKnown() {
        return isPresent() && last != null && last.state() != OrderFile.State.UNKNOWN;
    }

    /** Whether it must be looked at again soon to be sure. */
    boolean isUnconfirmed() {
        for (WatchedFile file : files) {
            if (file.isUnconfirmed()) {
                return true;
            }
        }
        return false;
    }

    /** Reads the file, and tells the desk what is new; whether anything was. */
    boolean pass(long nowNanos) {
        for (WatchedFile file : files) {
            String text = file.news(nowNanos);
            if (text != null) {
                outgoing.saw(file.path());
            }
            OrderFile order = text == null ? null : OrderFile.parse(text);
            if (order != null) {
                last = order;
                lastNanos = nowNanos;
            }
        }
        if (last == null || last.equals(told)) {
            return false;
        }
        StoredOrder order = desk.store().find(ref);
        BigDecimal more = last.filled().subtract(order.filled());
        boolean isFresh = nowNanos - lastNanos < LAG_NANOS;
        boolean isShort = last.state() == OrderFile.State.FILLED
                && last.filled().compareTo(order.request().quantity()) < 0;
        boolean waitsForAverage = more.signum() > 0 && last.averagePrice().signum() == 0;
        if (isFresh && waitsForAverage) {
            return false;
        }
        if (more.signum() > 0) {
            String execId = ref + "-" + last.filled().stripTrailingZeros().toPlainString();
            desk.executed(ref, execId, more, price(more, order), 0);
        }
        if (isFresh && isShort) {
            return more.signum() > 0;
        }
        told = last;
        tellState(isShort);
        return true;
    }

    /** On the tick, but for what is plainly between ticks: the average of several executions. */
    private BigDecimal price(BigDecimal more, StoredOrder order) {
        BigDecimal before = order.averagePrice() == null
                ? BigDecimal.ZERO
                : order.averagePrice().multiply(order.filled());
        BigDecimal paid = last.averagePrice().multiply(last.filled()).subtract(before);
        BigDecimal price = paid.divide(more, PRICE_DECIMALS, RoundingMode.HALF_EVEN);
        BigDecimal onTick = steps.nearestPrice(price);
        boolean isNear = steps.priceStep() != null
                && price.subtract(onTick).abs().compareTo(steps.priceStep().multiply(NEAR)) <= 0;
        return (isNear ? onTick : price).stripTrailingZeros();
    }

    private void tellState(boolean isShort) {
        switch (last.state()) {
            case WORKING -> desk.acknowledged(ref, null);
            case FILLED -> {
                if (isShort) {
                    desk.canceled(
                            ref, "NinjaTrader calls it filled with " + last.filled() + ": it was made smaller there");
                }
            }
            case CANCELED -> desk.canceled(ref, "canceled in NinjaTrader");
            case REJECTED ->
                desk.rejected(ref, "NinjaTrader has rejected it; its files do not say why: see Control Center > Log");
            case UNKNOWN -> say.accept("NinjaTrader calls the state of order " + ref + " unknown: look there");
            case ON_ITS_WAY -> {}
        }
    }
}
