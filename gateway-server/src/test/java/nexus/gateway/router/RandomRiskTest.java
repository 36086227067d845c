package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nexus.gateway.router.RouterRun.Sent;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Whatever signals, executions, cancels, rejects, disconnects, restarts and stops come in whatever order, no position
 * exceeds its limit. The model knows nothing of the router: it counts the orders that went out and what it reports itself.
 */
class RandomRiskTest {
    private static final long SEED = Long.getLong("router.seed", 20_261_123L);
    private static final Random SEEDS = new Random(SEED);
    private static final String[] PLATFORMS = {"a", "b", "c"};
    private static final int STEPS = 400;

    /** Universal units: of NQ in all, on a over its symbols, of NQ on b, of all. */
    private static final String LIMITS = """
            risk:
              global: {maxPosition: 12}
              platforms: {a: {maxPosition: 6}, b: {symbols: {NQ: {maxPosition: 3}}}}
              symbols: {NQ: {maxPosition: 7}}
            """;

    static {
        System.out.println("random risk: -Drouter.seed=" + SEED);
    }

    private final Map<String, Sold> orders = new LinkedHashMap<>();
    private final Map<String, Integer> held = new LinkedHashMap<>();
    private final int[] connections = {1, 2, 3};
    private RiskScene scene;
    private Random random;
    private int nextConnection = 10;
    private int nextSignal = 1_000;
    private int unforeseen;
    private String level;
    private boolean isRough;

    /** An order as the model knows it. Platform c has ten units for one. */
    private static final class Sold {
        final String ref;
        final String platform;
        final String symbol;
        final boolean buys;
        final int quantity;
        int filled;
        boolean ended;

        Sold(Map<?, ?> order, String platform) {
            this.ref = (String) order.get("ref");
            this.platform = platform;
            this.symbol = (String) order.get("universal_symbol");
            this.buys = order.get("side").equals("BUY");
            int units = ((Number) order.get("quantity")).intValue();
            this.quantity = platform.equals("c") ? units / 10 : units;
        }

        int leaves() {
            return ended ? 0 : Math.max(0, quantity - filled);
        }
    }

    /** Executions that no order allows may exceed a limit, but by no more than they are. */
    @RepeatedTest(30)
    void noPositionExceedsItsLimit() {
        random = new Random(SEEDS.nextLong());
        isRough = random.nextBoolean();
        scene = new RiskScene(LIMITS);
        level = "RUNNING";
        for (int i = 0; i < STEPS; i++) {
            act();
            assertWithinLimits(false, unforeseen);
            assertModelAgrees();
        }
        scene.run().checkpoint();
        List<Recording.Entry> entries = scene.run().recording().entries();
        assertThat(Recording.replay(entries).firstDivergence()).isEmpty();
        assertRestoresAnywhere(entries);
    }

    private void act() {
        switch (random.nextInt(isRough ? 20 : 17)) {
            case 0, 1, 2, 3, 4, 5, 6 -> signal();
            case 7, 8, 9, 10 -> fill();
            case 11, 12 -> end();
            case 13 -> disconnect();
            case 14 -> stopOrResume();
            case 15 -> restart();
            case 16 -> scene.clock();
            case 17 -> overfill();
            case 18 -> lateFill();
            default -> strangersFill();
        }
    }

    private void signal() {
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("type", "SIGNAL");
        signal.put("symbol", random.nextInt(3) == 0 ? "ES" : "NQ");
        signal.put("side", random.nextBoolean() ? "BUY" : "SELL");
        signal.put("quantity", 1 + random.nextInt(5));
        signal.put("order_id", "r" + nextSignal++);
        if (random.nextBoolean()) {
            signal.put("platforms", List.of(PLATFORMS[random.nextInt(3)]));
        }
        boolean dies = random.nextInt(12) == 0;
        Step step = scene.run().input(RecordKind.NEXUS_IN, 0, RiskScene.NEXUS, Json.toMessagePack(signal));
        for (Sent sent : step.outputs()) {
            boolean isLost = dies && (sent.role() == Output.Role.ORDER || sent.role() == Output.Role.NEXUS_EVENT);
            if (isLost) {
                scene.run().lose(sent);
            } else {
                scene.run().store(sent);
            }
            if (sent.role() == Output.Role.ORDER) {
                ordered(sent, isLost);
            }
        }
        if (dies) {
            scene.run().restart(false);
            comeBack();
        }
    }

    private void ordered(Sent sent, boolean isLost) {
        String platform = platformOf(sent.source());
        Sold order = new Sold(Json.parseMessage(sent.message()), platform);
        assertThat(level).as("an order while trading is halted").isNotEqualTo("HALT");
        if (level.equals("REDUCE_ONLY")) {
            assertThat(worst(order.platform, order.symbol, order.buys) + order.quantity)
                    .as("an order that enlarges while it must not")
                    .isLessThanOrEqualTo(0);
        }
        int before = unforeseen;
        orders.put(order.ref, order);
        if (level.equals("RUNNING")) {
            assertWithinLimits(true, before);
        }
        order.ended = isLost;
    }

    private String platformOf(int source) {
        for (int i = 0; i < connections.length; i++) {
            if (connections[i] == source) {
                return PLATFORMS[i];
            }
        }
        throw new AssertionError("an order to connection " + source);
    }

    /** Worst case of one side: the position and all of that side's orders. */
    private int worst(String platform, String symbol, boolean buys) {
        int sum = (buys ? 1 : -1) * held.getOrDefault(platform + symbol, 0);
        for (Sold order : orders.values()) {
            if (order.platform.equals(platform) && order.symbol.equals(symbol) && order.buys == buys) {
                sum += order.leaves();
            }
        }
        return sum;
    }

    /** @param working whether orders that may still be filled count */
    private void assertWithinLimits(boolean working, int excess) {
        int all = 0;
        int onA = 0;
        for (String symbol : List.of("NQ", "ES")) {
            int buys = 0;
            int sells = 0;
            for (String platform : PLATFORMS) {
                int long_ = working ? worst(platform, symbol, true) : held.getOrDefault(platform + symbol, 0);
                int short_ = working ? worst(platform, symbol, false) : -held.getOrDefault(platform + symbol, 0);
                buys += long_;
                sells += short_;
                int larger = Math.max(long_, short_);
                all += larger;
                onA += platform.equals("a") ? larger : 0;
                if (platform.equals("b") && symbol.equals("NQ")) {
                    assertThat(larger).as("NQ on b").isLessThanOrEqualTo(3 + excess);
                }
            }
            if (symbol.equals("NQ")) {
                assertThat(Math.max(buys, sells)).as("NQ").isLessThanOrEqualTo(7 + excess);
            }
        }
        assertThat(onA).as("on a").isLessThanOrEqualTo(6 + excess);
        assertThat(all).as("in all").isLessThanOrEqualTo(12 + excess);
    }

    /** Else the model would prove nothing. */
    private void assertModelAgrees() {
        scene.run()
                .router()
                .positions()
                .forEach(position -> assertThat(position.quantity().intValueExact())
                        .as("position of %s on %s", position.symbol(), position.platform())
                        .isEqualTo(held.getOrDefault(position.platform() + position.symbol(), 0)));
    }

    private Sold anOrder(boolean ended) {
        List<Sold> some =
                orders.values().stream().filter(order -> order.ended == ended).toList();
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }

    private void fill() {
        Sold order = anOrder(false);
        if (order != null && order.leaves() > 0) {
            report(order, 1 + random.nextInt(order.leaves()));
            order.ended = order.filled == order.quantity;
        }
    }

    private void overfill() {
        Sold order = anOrder(false);
        if (order != null) {
            int beyond = 1 + random.nextInt(2);
            unforeseen += beyond;
            report(order, order.leaves() + beyond);
            order.ended = true;
        }
    }

    private void lateFill() {
        Sold order = anOrder(true);
        if (order != null) {
            unforeseen++;
            report(order, 1);
        }
    }

    private void strangersFill() {
        unforeseen++;
        boolean buys = random.nextBoolean();
        count("b", "NQ", buys, 1);
        scene.input(
                RecordKind.PLATFORM_IN,
                connections[1],
                Map.of(
                        "type",
                        "ORDER_FILL",
                        "order_id",
                        "by hand",
                        "symbol",
                        "NQ1",
                        "side",
                        buys ? "BUY" : "SELL",
                        "filled_qty",
                        1,
                        "fill_price",
                        1));
    }

    private void report(Sold order, int quantity) {
        order.filled += quantity;
        count(order.platform, order.symbol, order.buys, quantity);
        int units = order.platform.equals("c") ? quantity * 10 : quantity;
        String symbol = order.symbol.equals("ES") ? "ES1" : order.platform.equals("c") ? "NAS" : "NQ1";
        scene.input(
                RecordKind.PLATFORM_IN,
                connection(order),
                Map.of(
                        "type",
                        "ORDER_FILL",
                        "ref",
                        order.ref,
                        "symbol",
                        symbol,
                        "filled_qty",
                        units,
                        "fill_price",
                        20_000));
    }

    private void count(String platform, String symbol, boolean buys, int quantity) {
        held.merge(platform + symbol, buys ? quantity : -quantity, Integer::sum);
    }

    private int connection(Sold order) {
        return connections[List.of(PLATFORMS).indexOf(order.platform)];
    }

    private void end() {
        Sold order = anOrder(false);
        if (order == null) {
            return;
        }
        String type = new String[] {"ORDER_CANCELED", "ORDER_REJECT", "ORDER_ACK"}[random.nextInt(3)];
        order.ended = !type.equals("ORDER_ACK");
        scene.input(RecordKind.PLATFORM_IN, connection(order), Map.of("type", type, "ref", order.ref));
    }

    private void disconnect() {
        int i = random.nextInt(3);
        scene.control("{\"type\":\"PEER_DOWN\",\"source\":" + connections[i] + ",\"reason\":\"gone\"}");
        if (random.nextBoolean()) {
            signal();
        }
        connect(i);
    }

    private void connect(int i) {
        connections[i] = nextConnection++;
        scene.platform(connections[i], PLATFORMS[i]);
    }

    private void restart() {
        scene.run().restart(random.nextInt(4) == 0);
        comeBack();
    }

    private void comeBack() {
        scene.control(
                "{\"type\":\"PEER_UP\",\"source\":" + RiskScene.NEXUS + ",\"endpoint\":\"nexus\",\"identity\":\"00\"}");
        scene.control("{\"type\":\"NEXUS_SETTLED\",\"source\":" + RiskScene.NEXUS + "}");
        for (int i = 0; i < PLATFORMS.length; i++) {
            connect(i);
        }
    }

    private void stopOrResume() {
        String type = new String[] {"HALT", "REDUCE_ONLY", "RESUME_TRADING", "RESUME_TRADING"}[random.nextInt(4)];
        boolean done = (boolean) scene.operator(type, "reason", "at random").get("ok");
        if (done) {
            level = type.equals("RESUME_TRADING") ? "RUNNING" : type;
        }
    }

    /** Restored behind some record, it goes on as if nothing had been. */
    private void assertRestoresAnywhere(List<Recording.Entry> entries) {
        List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cuts.add(random.nextInt(entries.size()));
        }
        for (int cut : cuts) {
            Router before = new Router();
            entries.subList(0, cut).forEach(entry -> before.route(entry.toRecord(), new Recording.Silent()));
            Router restored = RestoredState.assertRestores(before, cut);
            entries.subList(cut, entries.size())
                    .forEach(entry -> restored.route(entry.toRecord(), new Recording.Silent()));
            assertThat(restored.stateBytes()).isEqualTo(scene.run().router().stateBytes());
        }
    }
}
