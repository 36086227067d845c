package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.PlayedGateway;
import nexus.adapters.link.PushedClock;
import nexus.adapters.link.TimeInForce;

/** An adapter between a gateway and a NinjaTrader that are both played by hand. */
final class NinjaTraderStage implements AutoCloseable {
    static final String NQ = "NQ 03-25";
    /** Configured here, but NinjaTrader has no such instrument. */
    static final String UNKNOWN_THERE = "CL 01-25";
    /** How long the adapter waits for NinjaTrader. */
    static final int SILENCE_SECONDS = 10;

    final PushedClock clock = new PushedClock();
    final List<String> said = new CopyOnWriteArrayList<>();
    final PlayedGateway gateway = new PlayedGateway();
    final Path platformFolder;
    AtiSimulator nt;
    NinjaTraderAdapter adapter;
    String connection = "";
    private final Path folder;

    NinjaTraderStage(Path folder) throws IOException {
        this.folder = folder;
        this.platformFolder = folder.resolve("NinjaTrader 8");
        this.nt = new AtiSimulator(platformFolder, clock.time().monotonicNanos());
    }

    /** Starts the adapter and lets the gateway take it. */
    NinjaTraderStage start() throws IOException {
        adapter = NinjaTraderAdapter.open(
                LinkSettings.of(gateway.endpoint(), "nt8"),
                new NinjaTraderSettings(
                        platformFolder,
                        "Sim101",
                        connection,
                        2,
                        SILENCE_SECONDS * 1_000,
                        TimeInForce.DAY,
                        List.of(
                                NinjaTraderSymbol.of(NQ, new BigDecimal("0.25")),
                                NinjaTraderSymbol.of(UNKNOWN_THERE, new BigDecimal("0.01")))),
                folder.resolve("adapter"),
                said::add,
                clock.time());
        adapter.start();
        gateway.takeRegistration();
        return this;
    }

    /** The same, and waits until both sides are there. */
    NinjaTraderStage up() throws IOException {
        start();
        awaitUp();
        return this;
    }

    void awaitUp() {
        Eventually.await("up: " + adapter.status() + nt.violations, adapter::isUp);
    }

    void restart() throws IOException {
        adapter.close();
        up();
    }

    void buy(String ref, String quantity) {
        gateway.marketOrder(ref, NQ, "BUY", quantity);
    }

    /** Waits until something was said that holds these words. */
    void awaitSaid(String words) {
        Eventually.await("said: " + words + " in " + said, () -> said.stream().anyMatch(line -> line.contains(words)));
    }

    long countSaid(String words) {
        return said.stream().filter(line -> line.contains(words)).count();
    }

    @Override
    public void close() throws IOException {
        if (adapter != null) {
            adapter.close();
        }
        nt.close();
        gateway.close();
        if (!nt.violations.isEmpty()) {
            throw new AssertionError("what the client did wrong: " + nt.violations);
        }
    }
}
