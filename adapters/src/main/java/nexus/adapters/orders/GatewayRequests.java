package nexus.adapters.orders;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.PlatformHandler;

/** Brings what the gateway asks from the link's thread to the adapter's own. */
public final class GatewayRequests implements PlatformHandler {
    private final ConcurrentLinkedQueue<Consumer<OrderDesk>> waiting = new ConcurrentLinkedQueue<>();
    private final String platform;
    private final Consumer<String> say;
    private final Runnable wake;
    private volatile String endReason;

    /**
     * @param say takes lines for people
     * @param wake wakes the adapter's thread; safe from any other
     */
    public GatewayRequests(String platform, Consumer<String> say, Runnable wake) {
        this.platform = platform;
        this.say = say;
        this.wake = wake;
    }

    /** Hands everything that waits to the desk; how many there were. On the adapter's thread. */
    public int handTo(OrderDesk desk) {
        int count = 0;
        Consumer<OrderDesk> request;
        while ((request = waiting.poll()) != null) {
            request.accept(desk);
            count++;
        }
        return count;
    }

    /** Whether anything waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Why the link has ended for good, or null. */
    public String endReason() {
        return endReason;
    }

    private void add(Consumer<OrderDesk> request) {
        waiting.add(request);
        wake.run();
    }

    @Override
    public void order(OrderRequest order) {
        add(desk -> desk.order(order));
    }

    @Override
    public void cancel(String ref) {
        add(desk -> desk.cancel(ref));
    }

    @Override
    public void statusRequest(String ref) {
        add(desk -> desk.statusRequest(ref));
    }

    @Override
    public void linkUp() {
        say.accept(platform + ": registered at the gateway");
    }

    @Override
    public void linkDown(String reason) {
        say.accept(platform + ": gateway lost: " + reason + "; trying again");
    }

    @Override
    public void refused(String code, String reason) {
        say.accept(platform + ": the gateway refuses: " + code + ": " + reason);
    }

    @Override
    public void linkEnded(String reason) {
        endReason = reason;
        wake.run();
    }
}
