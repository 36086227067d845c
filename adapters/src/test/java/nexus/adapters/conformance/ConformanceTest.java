package nexus.adapters.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nexus.adapters.conformance.Result.Verdict;
import nexus.adapters.link.Fill;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;
import nexus.adapters.link.PlatformHandler;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Tick;
import nexus.adapters.simulated.SimulatedAdapter;
import nexus.adapters.simulated.SimulatedBehaviour;
import nexus.adapters.simulated.SimulatedSettings;
import nexus.adapters.simulated.SimulatedSymbol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the checks pass what is right, and fail what is planted. */
class ConformanceTest {
    private static final BigDecimal PRICE = new BigDecimal("16250.50");

    @TempDir
    Path folder;

    private String endpoint;

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            endpoint = "tcp://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void theModelAdapterHolds() throws IOException {
        SimulatedSettings settings = new SimulatedSettings(
                link(),
                List.of(new SimulatedSymbol("NQ 03-25", PRICE, new BigDecimal("0.25"))),
                null,
                50,
                1,
                new SimulatedBehaviour(20, 2, 0, 0),
                null);
        Map<String, Result> results;
        try (SimulatedAdapter adapter = SimulatedAdapter.open(settings, folder.resolve("nt8"), line -> {})) {
            adapter.start();
            results = run(Set.of());
        }
        assertThat(results.values())
                .filteredOn(result -> result.verdict() != Verdict.PASS)
                .allMatch(result ->
                        result.verdict() == Verdict.SKIP && result.detail().contains("--run"));
        assertThat(results.values().stream().filter(result -> result.verdict() == Verdict.PASS))
                .hasSize(Checks.all().size() - 3);
    }

    @Test
    void anAdapterThatExecutesARepeatedOrderFails() throws IOException {
        assertThat(faulty(new Faulty() {
                    @Override
                    public void orderRepeated(OrderRequest order) {
                        fill(order, order.quantity());
                    }
                }))
                .contains("the same order again is not executed again");
    }

    @Test
    void cumulativeQuantitiesFail() throws IOException {
        assertThat(faulty(new Faulty() {
                    @Override
                    public void order(OrderRequest order) {
                        link.ack(order.ref(), "1");
                        fill(order, order.quantity().divide(BigDecimal.valueOf(2)));
                        fill(order, order.quantity());
                    }
                }))
                .contains("a market order is filled, once");
    }

    @Test
    void anAdapterThatForgetsWhatItWasAskedFails() throws IOException {
        assertThat(faulty(new Faulty() {
                    @Override
                    public void statusRequest(String ref) {
                        link.status(ref, OrderStatus.WORKING, BigDecimal.ZERO, null);
                    }
                }))
                .contains("an ended order is answered as such", "an order it never had is UNKNOWN");
    }

    @Test
    void aLimitOrderThatIsFilledAtOnceFails() throws IOException {
        assertThat(faulty(new Faulty())).contains("a limit order works and is canceled");
    }

    @Test
    void anAdapterThatTakesItsNameBackFails() throws IOException {
        List<PlatformLink> links = new ArrayList<>();
        Faulty stubborn = new Faulty() {
            @Override
            public void linkEnded(String reason) {
                if (links.isEmpty()) {
                    PlatformLink again = PlatformLink.create(link(), this, LinkTime.system());
                    links.add(again);
                    link = again;
                    again.start();
                }
            }
        };
        Set<String> wanted =
                Set.of("registers under its name", "ticks are complete and sound", "ends when another takes its name");
        Map<String, Result> results;
        try (PlatformLink link = PlatformLink.create(link(), stubborn, LinkTime.system())) {
            stubborn.link = link;
            link.start();
            results = run(wanted);
        }
        links.forEach(PlatformLink::close);
        assertThat(results.get("ends when another takes its name").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void silenceIsTold() throws IOException {
        Map<String, Result> results = run(Set.of("registers under its name", "a market order is filled, once"));
        assertThat(results.get("registers under its name").detail()).contains(endpoint);
        assertThat(results.get("registers under its name").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(results.get("a market order is filled, once").verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void aPlatformWithoutTicksIsTriedAtAGivenPrice() throws IOException {
        Faulty silent = new Faulty() {
            @Override
            public void linkUp() {
                // No tick.
            }
        };
        Map<String, Result> results;
        try (PlatformLink link = PlatformLink.create(link(), silent, LinkTime.system())) {
            silent.link = link;
            link.start();
            results = run(
                    Set.of(
                            "registers under its name",
                            "ticks are complete and sound",
                            "a market order is filled, once"),
                    "NQ 03-25",
                    PRICE);
        }
        assertThat(results.get("ticks are complete and sound").verdict()).isEqualTo(Verdict.SKIP);
        assertThat(results.get("a market order is filled, once").verdict()).isEqualTo(Verdict.PASS);
    }

    /** The checks that an adapter fails. */
    private List<String> faulty(Faulty handler) throws IOException {
        List<String> failed = new ArrayList<>();
        try (PlatformLink link = PlatformLink.create(link(), handler, LinkTime.system())) {
            handler.link = link;
            link.start();
            run(Set.of(
                            "registers under its name",
                            "ticks are complete and sound",
                            "a market order is filled, once",
                            "the same order again is not executed again",
                            "a limit order works and is canceled",
                            "an ended order is answered as such",
                            "an order it never had is UNKNOWN"))
                    .forEach((name, result) -> {
                        if (result.verdict() == Verdict.FAIL) {
                            failed.add(name);
                        }
                    });
        }
        return failed;
    }

    private LinkSettings link() {
        return LinkSettings.of(endpoint, "nt8");
    }

    private Map<String, Result> run(Set<String> wanted) throws IOException {
        return run(wanted, null, null);
    }

    private Map<String, Result> run(Set<String> wanted, String symbol, BigDecimal price) throws IOException {
        Setup setup = new Setup(
                endpoint,
                "nt8",
                symbol,
                BigDecimal.valueOf(2),
                price,
                new BigDecimal("0.02"),
                new BigDecimal("0.25"),
                List.of(),
                1_000,
                20);
        List<Check> checks = Checks.all().stream()
                .filter(check -> wanted.isEmpty() || wanted.contains(check.name()))
                .toList();
        Map<String, Result> results = new LinkedHashMap<>();
        Conformance.run(setup, checks, line -> {}, result -> results.put(result.name(), result));
        return results;
    }

    /** Ticks once it is registered, and fills whatever comes, limits too. */
    private static class Faulty implements PlatformHandler {
        PlatformLink link;
        private int executions;

        void fill(OrderRequest order, BigDecimal quantity) {
            executions++;
            link.fill(new Fill(order.ref(), order.symbol(), quantity, PRICE, "x" + executions, null));
        }

        @Override
        public void linkUp() {
            link.marketData(Tick.trade("NQ 03-25", PRICE, BigDecimal.ONE, System.currentTimeMillis() * 1_000_000));
        }

        @Override
        public void order(OrderRequest order) {
            link.ack(order.ref(), "1");
            fill(order, order.quantity());
        }

        @Override
        public void cancel(String ref) {
            link.canceled(ref, "asked");
        }

        @Override
        public void statusRequest(String ref) {
            link.status(ref, OrderStatus.FILLED, BigDecimal.valueOf(2), PRICE);
        }
    }
}
