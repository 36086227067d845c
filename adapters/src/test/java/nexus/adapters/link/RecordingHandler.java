package nexus.adapters.link;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what a link hands over. */
final class RecordingHandler implements PlatformHandler {
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** What happened so far, in order. */
    List<String> events() {
        return events;
    }

    @Override
    public void order(OrderRequest order) {
        events.add("order " + order.ref());
    }

    @Override
    public void cancel(String ref) {
        events.add("cancel " + ref);
    }

    @Override
    public void statusRequest(String ref) {
        events.add("status? " + ref);
    }

    @Override
    public void orderRepeated(OrderRequest order) {
        events.add("again " + order.ref());
    }

    @Override
    public void linkUp() {
        events.add("up");
    }

    @Override
    public void linkDown(String reason) {
        events.add("down");
    }

    @Override
    public void refused(String code, String reason) {
        events.add("refused " + code);
    }

    @Override
    public void linkEnded(String reason) {
        events.add("ended: " + reason);
    }
}
