package nexus.adapters.metatrader;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.PlayedGateway;
import nexus.adapters.link.PushedClock;

/** An adapter between a gateway and an EA that are both played by hand. */
final class MetaTraderStage implements AutoCloseable {
    static final String NAS = "NAS100";
    static final int SILENCE_SECONDS = 5;

    final PushedClock clock = new PushedClock();
    final List<String> said = new CopyOnWriteArrayList<>();
    final PlayedGateway gateway = new PlayedGateway();
    final FakeTerminal terminal = new FakeTerminal();
    final Path filesFolder;
    final FakeDwxServer ea;
    MetaTraderAdapter adapter;
    boolean dayIsGtc;
    List<MetaTraderSymbol> symbols = List.of(
            new MetaTraderSymbol(NAS, NAS, new BigDecimal("0.1"), new BigDecimal("0.1")),
            new MetaTraderSymbol("US500", "US500.r", null, new BigDecimal("0.01")));
    private final Path folder;

    MetaTraderStage(Path folder) throws IOException {
        this.folder = folder;
        this.filesFolder = Files.createDirectories(folder.resolve("MQL5/Files"));
        this.ea = new FakeDwxServer(filesFolder, terminal, clock.time().monotonicNanos(), 2);
    }

    /** Starts the adapter and lets the gateway take it. */
    MetaTraderStage start() throws IOException {
        adapter = MetaTraderAdapter.open(
                LinkSettings.of(gateway.endpoint(), "mt5"),
                new MetaTraderSettings(
                        filesFolder, ZoneId.of("Europe/Athens"), 1, SILENCE_SECONDS * 1_000, 1_000, dayIsGtc, symbols),
                folder.resolve("adapter"),
                said::add,
                clock.time());
        adapter.start();
        gateway.takeRegistration();
        return this;
    }

    /** The same, and waits until both sides are there. */
    MetaTraderStage up() throws IOException {
        start();
        awaitUp();
        return this;
    }

    /** The EA shows itself once a second, and is greeted for half of one: both by the clock that can be pushed. */
    void awaitUp() {
        Eventually.await("up: " + adapter.status() + said, () -> {
            clock.pushMillis(20);
            return adapter.isUp();
        });
        Eventually.await("commands taken", () -> {
            clock.pushMillis(1);
            return !Files.exists(filesFolder.resolve("DWX/DWX_Commands_0.txt"))
                    && !Files.exists(filesFolder.resolve("DWX/DWX_Commands_1.txt"));
        });
    }

    void restart() throws IOException {
        adapter.close();
        up();
    }

    /** Time passes for all, in steps that leave the EA its pace, until something holds. */
    void awaitInTime(String what, BooleanSupplier condition) {
        Eventually.await(what + said, () -> {
            clock.pushMillis(50);
            return condition.getAsBoolean();
        });
    }

    void buy(String ref, String quantity) {
        gateway.marketOrder(ref, NAS, "BUY", quantity);
    }

    /** A pending order at 16000. */
    void buyLimit(String ref, String quantity) {
        gateway.order(ref, NAS, "BUY", quantity, "LIMIT", "16000", null, "GTC");
    }

    void awaitSaid(String words) {
        awaitInTime("said: " + words, () -> said.stream().anyMatch(line -> line.contains(words)));
    }

    @Override
    public void close() throws IOException {
        if (adapter != null) {
            adapter.close();
        }
        ea.close();
        gateway.close();
        if (!ea.dropped.isEmpty()) {
            throw new AssertionError("what the EA threw away: " + ea.dropped);
        }
    }
}
