package nexus.gateway.adapter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nexus.adapters.Adapter;
import nexus.adapters.link.LinkSettings;
import nexus.gateway.adapter.AdapterKind.AdapterContext;

/** Adapters that run until told to stop. One that ends by itself is told of; the others go on. */
public final class AdapterRun implements AutoCloseable {
    private static final long POLL_NANOS = 50_000_000;
    /** An adapter that is not up by then says what it waits for. */
    private static final long FIRST_WORD_NANOS = 2_000_000_000;

    private final Map<String, Adapter> adapters;
    private final Consumer<String> say;
    private final Map<String, Boolean> wasUp = new LinkedHashMap<>();

    private AdapterRun(Map<String, Adapter> adapters, Consumer<String> say) {
        this.adapters = adapters;
        this.say = say;
    }

    /** How an adapter connects to the gateway. */
    @FunctionalInterface
    public interface Links {
        /**
         * The link of one adapter.
         *
         * @throws IOException if its keys cannot be read: one line for people
         */
        LinkSettings of(AdapterPlan plan) throws IOException;
    }

    /**
     * Makes them all, or none.
     *
     * @param say takes lines for people, from any thread
     * @throws IOException if one cannot be made: one line for people
     */
    public static AdapterRun open(List<AdapterPlan> plans, Links links, Consumer<String> say) throws IOException {
        Map<String, Adapter> adapters = new LinkedHashMap<>();
        boolean opened = false;
        try {
            for (AdapterPlan plan : plans) {
                AdapterContext context = new AdapterContext(links.of(plan), plan.folder(), say);
                adapters.put(plan.platform(), plan.opening().open(context));
            }
            opened = true;
            return new AdapterRun(adapters, say);
        } finally {
            if (!opened) {
                adapters.values().forEach(Adapter::close);
            }
        }
    }

    /**
     * Starts them and stays until told to stop, or until all have ended by themselves.
     *
     * @return those that have ended by themselves, each with the reason
     */
    public List<String> run(BooleanSupplier stop) {
        adapters.values().forEach(Adapter::start);
        Map<String, String> ended = new LinkedHashMap<>();
        long start = System.nanoTime();
        while (!stop.getAsBoolean() && ended.size() < adapters.size()) {
            adapters.forEach((name, adapter) -> {
                String reason = adapter.endReason();
                if (reason != null && ended.putIfAbsent(name, reason) == null) {
                    say.accept(name + ": ended: " + reason);
                } else if (reason == null) {
                    tellChange(name, adapter, System.nanoTime() - start > FIRST_WORD_NANOS);
                }
            });
            LockSupport.parkNanos(POLL_NANOS);
        }
        List<String> reasons = new ArrayList<>();
        ended.forEach((name, reason) -> reasons.add(name + ": " + reason));
        return reasons;
    }

    private void tellChange(String name, Adapter adapter, boolean hasHadTime) {
        boolean isUp = adapter.isUp();
        Boolean before = wasUp.get(name);
        if (before == null ? isUp || hasHadTime : before != isUp) {
            wasUp.put(name, isUp);
            say.accept(name + ": " + (isUp ? "up: " : "not up: ") + String.join("; ", adapter.status()));
        }
    }

    @Override
    public void close() {
        adapters.values().forEach(Adapter::close);
    }
}
