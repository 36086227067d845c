package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.message.AlertCode;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Random executions, corrections and reports of one platform against a naive model: a position is the sum of what was
 * executed since it was last set, and a difference is an alert when it persists, and only then. The seed is printed;
 * {@code -Dpositions.seed=N} runs it again.
 */
class PositionTruthTest {
    private static final long SEED = Long.getLong("positions.seed", 20_261_123L);
    private static final long SECOND = 1_000_000_000L;
    private static final int PLATFORM = 1;
    private static final int OPERATOR = 2;
    private static final Map<String, String> SYMBOLS = Map.of("NQ", "NQ 03-25", "ES", "ES 03-25");

    static {
        System.out.println("positions: -Dpositions.seed=" + SEED);
    }

    private static int repetitions;

    private final Random random = new Random(SEED + repetitions++);
    private final RouterRun run = new RouterRun();
    private final Map<String, Model> models = new TreeMap<>();

    /** What a person with a pencil would note of one symbol. */
    private static final class Model {
        int held;
        int sides;
        Integer says;
        long differsNanos;
    }

    @RepeatedTest(20)
    void positionsAreTrueAndMismatchesPersist() {
        open();
        for (int i = 0; i < 400; i++) {
            String symbol = random.nextBoolean() ? "NQ" : "ES";
            Model model = models.get(symbol);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> execute(symbol, model);
                case 3 -> report(symbol, model, model.held);
                case 4 -> report(symbol, model, model.held + random.nextInt(5) - 2);
                case 5 -> set(symbol, model);
                default -> pass();
            }
            check();
        }
        for (int i = 0; i < 6; i++) {
            pass();
            check();
        }
        run.checkpoint();
        Replay replay = Recording.replay(run.recording().entries());
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.router().stateBytes()).isEqualTo(run.router().stateBytes());
    }

    private void open() {
        run.begin(Router.VERSION);
        try {
            run.configure(NormalForm.of(
                    ConfigLoader.load(RouterScript.resource("alerts.yaml")).router()));
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
        run.recover(false);
        SYMBOLS.keySet().forEach(symbol -> models.put(symbol, new Model()));
        platform(Map.of("type", "REGISTER", "platform", "nt8"));
    }

    private void platform(Map<String, ?> message) {
        stored(run.input(RecordKind.PLATFORM_IN, 0, PLATFORM, Json.toMessagePack(message)));
    }

    private void stored(Step step) {
        step.outputs().forEach(run::store);
        RestoredState.assertRestores(run.router(), step.sequence());
    }

    private void execute(String symbol, Model model) {
        int quantity = 1 + random.nextInt(3);
        int sign = random.nextInt(3) - 1;
        Map<String, Object> fill = new TreeMap<>();
        fill.put("type", "ORDER_FILL");
        fill.put("order_id", "by hand");
        fill.put("symbol", SYMBOLS.get(symbol));
        fill.put("filled_qty", quantity);
        fill.put("fill_price", 100);
        if (sign != 0) {
            fill.put("side", sign > 0 ? "BUY" : "SELL");
        }
        platform(fill);
        model.held += sign * quantity;
        model.sides += sign == 0 ? quantity : 0;
        agreesAt(model);
    }

    private void report(String symbol, Model model, int quantity) {
        platform(Map.of("type", "POSITION", "symbol", SYMBOLS.get(symbol), "quantity", quantity));
        model.says = quantity;
        if (model.differsNanos == 0 && quantity != model.held) {
            model.differsNanos = run.timeNanos();
        }
        agreesAt(model);
    }

    private void set(String symbol, Model model) {
        int quantity = random.nextInt(9) - 4;
        stored(run.input(
                RecordKind.OPERATOR_IN,
                0,
                OPERATOR,
                Json.toMessagePack(Map.of(
                        "type",
                        "POSITION_SET",
                        "symbol",
                        symbol,
                        "platform",
                        "nt8",
                        "quantity",
                        quantity,
                        "price",
                        100,
                        "reason",
                        "looked"))));
        model.held = quantity;
        model.sides = 0;
        model.differsNanos = 0;
    }

    private static void agreesAt(Model model) {
        if (model.says != null && model.says == model.held) {
            model.differsNanos = 0;
        }
    }

    private void pass() {
        run.passTime(SECOND);
        stored(run.control(RecordKind.CONTROL, "{\"type\":\"CLOCK\"}"));
    }

    private void check() {
        RouterState state = RouterState.ofBytes(run.router().stateBytes());
        models.forEach((symbol, model) -> {
            assertThat(state.book.held("nt8", symbol, null)).isEqualByComparingTo(BigDecimal.valueOf(model.held));
            Position position = state.book.position("nt8", symbol, null);
            assertThat(position.sideUnknown).isEqualByComparingTo(BigDecimal.valueOf(model.sides));
            long differs = model.differsNanos == 0 ? 0 : run.timeNanos() - model.differsNanos;
            boolean counts = position.stated != null && position.stated.mismatch;
            boolean told = state.alerts.isActive(AlertCode.POSITION_MISMATCH, "nt8/" + symbol);
            if (model.differsNanos != 0 && differs >= 4 * SECOND) {
                assertThat(told).as("told after %d ns", differs).isTrue();
            }
            if (counts) {
                assertThat(differs).as("persists").isGreaterThanOrEqualTo(SECOND);
                assertThat(told).as("what counts is told").isTrue();
            }
            if (model.differsNanos == 0) {
                assertThat(counts).as("no difference").isFalse();
            }
        });
    }
}
