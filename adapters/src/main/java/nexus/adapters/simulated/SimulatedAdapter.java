package nexus.adapters.simulated;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import nexus.adapters.Adapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link SimulatedPlatform} as an adapter like any other. */
public final class SimulatedAdapter implements Adapter {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAdapter.class);

    private final SimulatedSettings settings;
    private final Consumer<String> say;
    private SimulatedPlatform platform;
    private String failure;

    public SimulatedAdapter(SimulatedSettings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    @Override
    public synchronized void start() {
        try {
            platform = SimulatedPlatform.open(settings, say);
        } catch (IOException e) {
            failure = e.getMessage();
        }
    }

    @Override
    public synchronized boolean isUp() {
        return platform != null && platform.isUp();
    }

    @Override
    public synchronized String endReason() {
        return platform == null ? failure : platform.endReason();
    }

    @Override
    public synchronized List<String> status() {
        return List.of(isUp() ? "the gateway is there" : "no gateway");
    }

    @Override
    public synchronized void close() {
        try {
            if (platform != null) {
                platform.close();
            }
        } catch (IOException e) {
            LOG.warn("the simulated platform did not close in order", e);
        }
    }
}
