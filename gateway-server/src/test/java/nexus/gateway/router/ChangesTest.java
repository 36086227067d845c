package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.journal.message.Code;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps accounts behind the router sees of each input; no NEXUS is connected but the one that speaks. */
class ChangesTest {
    private static final int NEXUS = 900;

    private final RouterRun run = new RouterRun();

    @BeforeEach
    void open() {
        RouterConfig.Mapping mapping =
                new RouterConfig.Mapping("NQ", "d", "NAS100", new BigDecimal("2"), new BigDecimal("0.1"), true);
        List<RouterConfig.Platform> platforms =
                List.of(new RouterConfig.Platform("a", "d"), new RouterConfig.Platform("b", "d"));
        run.begin(Router.VERSION);
        run.configure(NormalForm.of(RouterConfig.of(platforms, List.of(mapping))));
        run.recover(false);
        platform(Map.of("type", "REGISTER", "platform", "a"));
    }

    @Test
    void aTickIsThereUntilTheNextInput() {
        platform(Map.of("type", "MARKET_DATA", "data", Map.of("symbol", "NAS100", "bid", 10, "ask", 11)));

        assertThat(changes().isTick()).isTrue();
        assertThat(changes().tickPlatform()).isEqualTo("a");
        assertThat(changes().tickSymbol()).isEqualTo("NQ");
        assertThat(changes().tickPrice()).isEqualTo(10.5);
        assertThat(run.router().prices()).extracting(PriceView::price).containsExactly(10.5);

        platform(Map.of("type", "MARKET_DATA", "data", Map.of("symbol", "NAS100")));

        assertThat(changes().isTick()).isFalse();
    }

    @Test
    void aSignalShowsItsOrdersAndWhoWasSkipped() {
        signal("1");

        assertThat(changes().orders()).singleElement().satisfies(order -> {
            assertThat(order.platform()).isEqualTo("a");
            assertThat(order.state()).isEqualTo("SENT");
            assertThat(order.platformQuantity()).isEqualByComparingTo("2");
            assertThat(order.quantity()).isEqualByComparingTo("1");
        });
        assertThat(changes().skipped()).isEqualTo(Map.of("b", Code.PLATFORM_DOWN));
        assertThat(changes().refusals()).isEmpty();

        signal("1");

        assertThat(changes().orders()).isEmpty();
        assertThat(changes().refusals()).extracting(Changes.Refused::code).containsExactly(Code.DUPLICATE_ORDER_ID);
        assertThat(run.router().orders()).hasSize(1);
    }

    @Test
    void anExecutionIsCountedOnceInUniversalUnits() {
        signal("1");
        Map<String, Object> fill = Map.of(
                "type",
                "ORDER_FILL",
                "order_id",
                "1",
                "symbol",
                "NAS100",
                "filled_qty",
                1,
                "fill_price",
                10,
                "exec_id",
                "e");
        platform(fill);

        CountedExecution execution = changes().execution().orElseThrow();
        assertThat(execution.kind()).isEqualTo(CountedExecution.Kind.REPORTED);
        assertThat(execution.side()).isEqualTo("BUY");
        assertThat(execution.quantity()).isEqualByComparingTo("0.5");
        assertThat(execution.counted()).isEqualByComparingTo("0.5");
        assertThat(changes().orders()).extracting(OrderView::state).containsExactly("PARTIALLY_FILLED");

        platform(fill);

        assertThat(changes().execution()).isEmpty();
        assertThat(changes().named()).map(OrderView::orderId).contains("1");
    }

    @Test
    void aClaimIsAnExecutionAndWhatComesBehindItIsNotCountedAgain() {
        signal("1");
        platform(Map.of(
                "type", "ORDER_STATUS", "order_id", "1", "status", "PARTIALLY_FILLED", "cum_qty", 1, "avg_price", 10));

        assertThat(changes().execution()).get().satisfies(claim -> {
            assertThat(claim.kind()).isEqualTo(CountedExecution.Kind.CLAIMED);
            assertThat(claim.counted()).isEqualByComparingTo("0.5");
        });

        platform(Map.of("type", "ORDER_FILL", "order_id", "1", "symbol", "NAS100", "filled_qty", 2, "fill_price", 10));

        assertThat(changes().execution()).get().satisfies(fill -> {
            assertThat(fill.quantity()).isEqualByComparingTo("1");
            assertThat(fill.counted()).isEqualByComparingTo("0.5");
        });
        assertThat(run.router().positions()).extracting(PositionView::quantity).containsExactly(BigDecimal.ONE);
    }

    @Test
    void itIsNoPartOfTheState() {
        signal("1");
        byte[] state = run.router().stateBytes();

        Router restored = Router.ofState(state);

        assertThat(restored.changes().orders()).isEmpty();
        assertThat(restored.stateBytes()).isEqualTo(state);
    }

    private Changes changes() {
        return run.router().changes();
    }

    private void platform(Map<String, ?> message) {
        run.input(RecordKind.PLATFORM_IN, 0, 1, Json.toMessagePack(message));
    }

    private void signal(String id) {
        run.input(
                RecordKind.NEXUS_IN,
                0,
                NEXUS,
                Json.toMessagePack(
                        Map.of("type", "SIGNAL", "symbol", "NQ", "side", "BUY", "quantity", 1, "order_id", id)));
    }
}
