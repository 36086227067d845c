package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each check: what it lets pass at its limit, and what it says beyond. */
class PreTradeChecksTest {
    private RiskScene scene;

    private void open(String risk) {
        scene = new RiskScene("risk:\n" + risk.indent(2));
    }

    @AfterEach
    void replaysAndRestores() {
        scene.assertReplaysAndRestores();
    }

    private static void assertTaken(Map<?, ?> answer) {
        assertThat(answer.get("type")).as("%s", answer).isEqualTo("SIGNAL_ACK");
    }

    private static void assertRefused(Map<?, ?> answer, String code, String scope, Object limit, Object observed) {
        assertThat(answer.get("type")).as("%s", answer).isEqualTo("REJECT");
        assertThat(answer.get("code")).isEqualTo(code);
        assertThat(answer.get("scope")).isEqualTo(scope);
        assertNumber(answer.get("limit"), limit);
        assertNumber(answer.get("observed"), observed);
        assertThat((String) answer.get("reason")).isNotBlank();
    }

    private static void assertNumber(Object actual, Object expected) {
        if (expected instanceof Number number) {
            assertThat(((Number) actual).doubleValue()).isEqualTo(number.doubleValue());
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void orderQuantity() {
        open("global: {maxOrderQuantity: 2.5}");
        assertTaken(scene.signal("BUY", 2.5, "platforms", List.of("c")));
        assertRefused(scene.onA("BUY", 3), "RISK_MAX_ORDER_QUANTITY", "global", 2.5, 3);
    }

    @Test
    void ofSeveralScopesAllApply() {
        open(
                "global: {maxOrderQuantity: 5}\nplatforms: {a: {maxOrderQuantity: 4, symbols: {NQ: {maxOrderQuantity: 2}}}}\n"
                        + "symbols: {NQ: {maxOrderQuantity: 3}}");
        assertTaken(scene.onA("BUY", 2));
        assertRefused(scene.onA("BUY", 3), "RISK_MAX_ORDER_QUANTITY", "platforms.a.symbols.NQ", 2, 3);
        assertRefused(scene.onA("BUY", 4), "RISK_MAX_ORDER_QUANTITY", "symbols.NQ", 3, 4);
        assertRefused(scene.onA("BUY", 5), "RISK_MAX_ORDER_QUANTITY", "platforms.a", 4, 5);
        assertRefused(scene.onA("BUY", 6), "RISK_MAX_ORDER_QUANTITY", "global", 5, 6);
    }

    @Test
    void orderNotional() {
        open("symbols: {NQ: {maxOrderNotional: 800000}}");
        assertRefused(scene.onA("BUY", 2), "RISK_NO_VALUE", "symbols.NQ", 800_000, null);
        scene.price(20_000);
        assertTaken(scene.onA("BUY", 2));
        assertRefused(scene.onA("BUY", 3), "RISK_MAX_ORDER_NOTIONAL", "symbols.NQ", 800_000, 1_200_000);
        // Its own price counts where it brings one.
        assertRefused(
                scene.onA("BUY", 2, "order_type", "LIMIT", "limit_price", 20_000.25),
                "RISK_MAX_ORDER_NOTIONAL",
                "symbols.NQ",
                800_000,
                800_010);
        // Another platform of the same instrument's prices will do where there is none of its own.
        assertTaken(scene.signal("BUY", 2, "platforms", List.of("b")));
    }

    @Test
    void priceAge() {
        open("global: {maxPriceAge: 5 s}");
        assertRefused(scene.onA("BUY", 1), "RISK_NO_PRICE", "global", 5_000, null);
        scene.price(20_000);
        scene.pass(5_000);
        assertTaken(scene.onA("BUY", 1));
        scene.pass(1);
        assertRefused(scene.onA("BUY", 1), "RISK_MAX_PRICE_AGE", "global", 5_000, 5_001);
    }

    @Test
    void priceCollar() {
        open("global: {priceCollar: 1 %}");
        assertRefused(
                scene.onA("BUY", 1, "order_type", "LIMIT", "limit_price", 20_000), "RISK_NO_PRICE", "global", 1, null);
        scene.price(20_000);
        assertTaken(scene.onA("BUY", 1, "order_type", "LIMIT", "limit_price", 20_200));
        assertTaken(scene.onA("SELL", 1, "order_type", "LIMIT", "limit_price", 19_800));
        assertRefused(
                scene.onA("BUY", 1, "order_type", "LIMIT", "limit_price", 20_200.5),
                "RISK_PRICE_COLLAR",
                "global",
                1,
                1.0025);
        assertRefused(
                scene.onA("SELL", 1, "order_type", "STOP_LIMIT", "limit_price", 20_000, "stop_price", 19_000),
                "RISK_PRICE_COLLAR",
                "global",
                1,
                5);
        assertTaken(scene.onA("BUY", 1));
    }

    @Test
    void priceOnTick() {
        open("global: {maxOrderQuantity: 9}");
        assertTaken(scene.onA("BUY", 1, "order_type", "LIMIT", "limit_price", 20_000.75));
        assertRefused(
                scene.onA("BUY", 1, "order_type", "LIMIT", "limit_price", 20_000.8),
                "RISK_PRICE_TICK",
                "symbols.NQ",
                0.25,
                20_000.8);
        assertRefused(
                scene.onA("BUY", 1, "order_type", "STOP", "stop_price", 0.1),
                "RISK_PRICE_TICK",
                "symbols.NQ",
                0.25,
                0.1);
    }

    @Test
    void positionAndWhatMayComeOfIt() {
        open("symbols: {NQ: {maxPosition: 4}}");
        assertTaken(scene.onA("BUY", 3));
        scene.fill(1, "s1", 2, 20_000);
        // Two held, one working, and one on another platform makes four.
        assertTaken(scene.signal("BUY", 1, "platforms", List.of("b")));
        assertRefused(scene.onA("BUY", 1), "RISK_MAX_POSITION", "symbols.NQ", 4, 5);
        // The other side has its own worst case: two held are sold before it begins.
        assertTaken(scene.onA("SELL", 6));
        assertRefused(scene.onA("SELL", 1), "RISK_MAX_POSITION", "symbols.NQ", 4, 5);
        // What will not be filled any more gives room again.
        scene.input(
                nexus.journal.message.RecordKind.PLATFORM_IN,
                2,
                Map.of("type", "ORDER_REJECT", "order_id", "s2", "reason", "no"));
        assertTaken(scene.onA("BUY", 1));
        // Nobody knows what became of it: it counts.
        scene.control("{\"type\":\"PEER_DOWN\",\"source\":1,\"reason\":\"gone\"}");
        assertRefused(scene.signal("BUY", 1, "platforms", List.of("b")), "RISK_MAX_POSITION", "symbols.NQ", 4, 5);
    }

    @Test
    void positionOfAPlatformAndInAllAddsUpWhateverTheSide() {
        open("global: {maxPosition: 5}\nplatforms: {a: {maxPosition: 3}}");
        assertTaken(scene.onA("BUY", 2));
        assertTaken(scene.onA("SELL", 1, "symbol", "ES"));
        assertRefused(scene.onA("SELL", 1, "symbol", "ES"), "RISK_MAX_POSITION", "platforms.a", 3, 4);
        // The larger side of what works on one symbol counts.
        assertTaken(scene.onA("SELL", 2));
        assertTaken(scene.signal("SELL", 2, "platforms", List.of("b")));
        assertRefused(scene.signal("SELL", 1, "platforms", List.of("b")), "RISK_MAX_POSITION", "global", 5, 6);
    }

    @Test
    void whatShrinksAPositionPassesThoughItIsTooLarge() {
        open("symbols: {NQ: {maxPosition: 9}}");
        assertTaken(scene.onA("BUY", 8));
        scene.fill(1, "s1", 8, 20_000);
        assertThat(scene.operator(
                                "LIMIT", "scope", "symbols.NQ", "limit", "maxPosition", "value", "3", "reason", "less")
                        .get("ok"))
                .isEqualTo(true);
        assertTaken(scene.onA("SELL", 4));
        assertRefused(scene.onA("BUY", 1), "RISK_MAX_POSITION", "symbols.NQ", 3, 9);
    }

    @Test
    void aPositionWhoseSideNobodyKnowsCountsOnBoth() {
        open("symbols: {NQ: {maxPosition: 3}}");
        scene.fill(1, "strange", 2, 20_000);
        assertRefused(scene.onA("BUY", 2), "RISK_MAX_POSITION", "symbols.NQ", 3, 4);
        assertRefused(scene.onA("SELL", 2), "RISK_MAX_POSITION", "symbols.NQ", 3, 4);
        assertTaken(scene.onA("SELL", 1));
    }

    @Test
    void grossExposure() {
        open("global: {maxGrossExposure: 1000000}");
        scene.price(20_000);
        assertTaken(scene.onA("BUY", 1));
        // ES has no price, but nothing of it is held until now.
        assertRefused(scene.onA("SELL", 1, "symbol", "ES"), "RISK_NO_VALUE", "global", 1_000_000, null);
        scene.tick(1, "ES1", 6_000);
        assertTaken(scene.onA("SELL", 2, "symbol", "ES"));
        assertRefused(scene.onA("BUY", 1), "RISK_MAX_GROSS_EXPOSURE", "global", 1_000_000, 1_400_000);
        // The other side of the same symbol does not make it more.
        assertTaken(scene.onA("SELL", 1));
    }

    @Test
    void dailyLoss() {
        open("global: {maxDailyLoss: 1000}");
        scene.price(20_000);
        assertTaken(scene.onA("BUY", 2));
        scene.fill(1, "s1", 2, 20_000);
        scene.price(19_975);
        assertTaken(scene.onA("BUY", 1));
        scene.price(19_974);
        assertRefused(scene.onA("BUY", 1), "RISK_MAX_DAILY_LOSS", "global", 1_000, 1_040);
        assertTaken(scene.onA("SELL", 2));
    }

    @Test
    void signalRate() {
        open("global: {maxSignalsPerSecond: 2, maxSignalsPerMinute: 3}");
        assertTaken(scene.signal("BUY", 1));
        scene.pass(400);
        assertTaken(scene.signal("BUY", 1));
        scene.pass(599);
        assertRefused(scene.signal("BUY", 1), "RISK_MAX_SIGNALS_PER_SECOND", "global", 2, 3);
        scene.pass(1);
        assertTaken(scene.signal("BUY", 1));
        scene.pass(30_000);
        assertRefused(scene.signal("BUY", 1), "RISK_MAX_SIGNALS_PER_MINUTE", "global", 3, 4);
        scene.pass(30_000);
        assertTaken(scene.signal("BUY", 1));
    }

    @Test
    void orderRateCountsEachPlatformsOrder() {
        open("global: {maxOrdersPerSecond: 2}\nplatforms: {a: {maxOrdersPerMinute: 1}}");
        Map<?, ?> answer = scene.signal("BUY", 1);
        assertThat(answer.get("platforms")).isEqualTo(List.of("a", "b"));
        assertThat(((Map<?, ?>) ((List<?>) answer.get("skipped")).get(0)).get("code"))
                .isEqualTo("RISK_MAX_ORDERS_PER_SECOND");
        scene.pass(1_000);
        assertThat(scene.signal("BUY", 1).get("platforms")).isEqualTo(List.of("b", "c"));
        scene.pass(1_000);
        assertRefused(scene.onA("BUY", 1), "RISK_MAX_ORDERS_PER_MINUTE", "platforms.a", 1, 2);
    }

    @Test
    void duplicateContent() {
        open("global: {duplicateWindow: 500 ms}");
        assertTaken(scene.onA("BUY", 1));
        assertTaken(scene.onA("BUY", 2));
        assertTaken(scene.onA("SELL", 1));
        assertTaken(scene.signal("BUY", 1, "platforms", List.of("b")));
        scene.pass(499);
        assertRefused(scene.onA("BUY", 1), "RISK_DUPLICATE_WINDOW", "global", 500, 499);
        scene.pass(1);
        assertTaken(scene.onA("BUY", 1));
        scene.pass(2_000);
        scene.clock();
        assertTaken(scene.onA("BUY", 1));
    }

    @Test
    void confidence() {
        open("symbols: {NQ: {minConfidence: 0.7}}");
        assertTaken(scene.onA("BUY", 1, "confidence", 0.7));
        assertRefused(scene.onA("BUY", 1, "confidence", 0.69), "RISK_MIN_CONFIDENCE", "symbols.NQ", 0.7, 0.69);
        assertRefused(scene.onA("BUY", 1), "RISK_MIN_CONFIDENCE", "symbols.NQ", 0.7, null);
        assertThat(scene.onA("BUY", 1, "confidence", "high").get("code")).isEqualTo("BAD_VALUE");
        assertTaken(scene.onA("BUY", 1, "symbol", "ES"));
    }

    @Test
    void session() {
        // The run begins on Tuesday, 2023-11-14, at 22:13:20 UTC: 16:13:20 in Chicago.
        open("sessions: {cme: {timeZone: America/Chicago, days: Tue, open: 17:00, close: 16:00, symbols: NQ}}");
        Map<?, ?> answer = scene.onA("BUY", 1);
        assertRefused(
                answer,
                "RISK_SESSION_CLOSED",
                "symbols.NQ",
                "cme Tue 17:00–16:00 America/Chicago",
                "Tue 2023-11-14 16:13:20");
        assertTaken(scene.onA("BUY", 1, "symbol", "ES"));
        scene.pass(47 * 60_000L);
        assertTaken(scene.onA("BUY", 1));
    }

    @Test
    void age() {
        open("global: {maxOrderQuantity: 9}");
        double now = RouterRun.START_NANOS / 1e9;
        assertTaken(scene.onA("BUY", 1, "timestamp", now - 10));
        assertRefused(scene.onA("BUY", 1, "timestamp", now - 11), "STALE_SIGNAL", null, 10_000, 11_000);
    }

    /** One signal that breaks everything, mended step by step: what is said first is what comes first. */
    @Test
    void theOrderIsFixed() {
        open("""
                global:
                  maxOrderQuantity: 3
                  maxOrderNotional: 1000000
                  maxPriceAge: 5 s
                  priceCollar: 1 %
                  maxPosition: 2
                  maxGrossExposure: 500000
                  maxDailyLoss: 100
                  maxSignalsPerSecond: 0
                  maxOrdersPerSecond: 0
                  duplicateWindow: 1 s
                  minConfidence: 0.5
                sessions:
                  cme: {timeZone: America/Chicago, days: Tue, open: 17:00, close: 16:00, symbols: NQ}
                """);
        scene.price(20_000);
        scene.operator("HALT", "reason", "x");
        scene.control("{\"type\":\"PEER_DOWN\",\"source\":1,\"reason\":\"gone\"}");
        double old = RouterRun.START_NANOS / 1e9 - 100;
        Object[] bad = {"order_type", "LIMIT", "limit_price", 30_000.1, "timestamp", old};
        assertThat(scene.onA("BUY", 4, bad).get("code")).isEqualTo("HALTED");
        scene.operator("RESUME_TRADING", "reason", "x");
        assertThat(scene.onA("BUY", 4, bad).get("code")).isEqualTo("NO_PLATFORM");
        assertThat(scene.onA("BUY", 4, "symbol", "XX").get("code")).isEqualTo("NO_PLATFORM");
        scene.platform(1, "a", "cancel");
        assertThat(scene.onA("BUY", 4, "symbol", "XX").get("code")).isEqualTo("UNKNOWN_SYMBOL");
        assertThat(scene.onA("BUY", 4, bad).get("code")).isEqualTo("RISK_SESSION_CLOSED");
        scene.pass(47 * 60_000L);
        assertThat(scene.onA("BUY", 4, bad).get("code")).isEqualTo("RISK_PRICE_TICK");
        Object[] onTick = {"order_type", "LIMIT", "limit_price", 30_000, "timestamp", old};
        assertThat(scene.onA("BUY", 4, onTick).get("code")).isEqualTo("RISK_MAX_ORDER_QUANTITY");
        assertThat(scene.onA("BUY", 3, onTick).get("code")).isEqualTo("RISK_MAX_ORDER_NOTIONAL");
        Object[] cheaper = {"order_type", "LIMIT", "limit_price", 15_000, "timestamp", old};
        assertThat(scene.onA("BUY", 3, cheaper).get("code")).isEqualTo("RISK_MAX_PRICE_AGE");
        scene.price(16_000);
        assertThat(scene.onA("BUY", 3, cheaper).get("code")).isEqualTo("RISK_PRICE_COLLAR");
        Object[] near = {"order_type", "LIMIT", "limit_price", 16_000, "timestamp", old};
        assertThat(scene.onA("BUY", 3, near).get("code")).isEqualTo("RISK_MAX_POSITION");
        assertThat(scene.onA("BUY", 2, near).get("code")).isEqualTo("RISK_MAX_GROSS_EXPOSURE");
        assertThat(scene.onA("BUY", 1, near).get("code")).isEqualTo("RISK_MAX_SIGNALS_PER_SECOND");
        scene.run()
                .configure(RiskScene.normalForm(
                        "risk: {global: {maxOrdersPerSecond: 0, duplicateWindow: 1 s, minConfidence: 0.5}}"));
        assertThat(scene.onA("BUY", 1, near).get("code")).isEqualTo("RISK_MAX_ORDERS_PER_SECOND");
        scene.run().configure(RiskScene.normalForm("risk: {global: {duplicateWindow: 1 s}}"));
        assertTaken(scene.onA("BUY", 1));
        scene.run()
                .configure(RiskScene.normalForm(
                        "risk: {global: {duplicateWindow: 1 s}, symbols: {NQ: {minConfidence: 0.5}}}"));
        assertThat(scene.onA("BUY", 1).get("code")).isEqualTo("RISK_DUPLICATE_WINDOW");
        assertThat(scene.onA("BUY", 2, "timestamp", old).get("code")).isEqualTo("RISK_MIN_CONFIDENCE");
        assertThat(scene.onA("BUY", 2, "timestamp", old, "confidence", 1).get("code"))
                .isEqualTo("STALE_SIGNAL");
    }

    @Test
    void bestEffortSkipsWhoCannotAndSaysWhy() {
        open("platforms: {b: {maxOrderQuantity: 1}}");
        Map<?, ?> answer = scene.signal("BUY", 2, "platforms", List.of("a", "b"));
        assertThat(answer.get("platforms")).isEqualTo(List.of("a"));
        Map<?, ?> skipped = (Map<?, ?>) ((List<?>) answer.get("skipped")).get(0);
        assertThat(skipped.get("platform")).isEqualTo("b");
        assertRefused(withType(skipped), "RISK_MAX_ORDER_QUANTITY", "platforms.b", 1, 2);
        assertThat(scene.outputs("ORDER")).hasSize(1);
    }

    private static Map<?, ?> withType(Map<?, ?> skipped) {
        Map<Object, Object> copy = new java.util.LinkedHashMap<>(skipped);
        copy.put("type", "REJECT");
        copy.put("reason", "as in the reject");
        return copy;
    }

    @Test
    void allOrNoneSendsNothingUnlessAllCan() {
        open("platforms: {b: {maxPosition: 1}}\nsymbols: {NQ: {maxPosition: 5}}\npartialPolicy: all-or-none");
        Map<?, ?> answer = scene.signal("BUY", 2, "platforms", List.of("a", "b"));
        assertRefused(answer, "RISK_ALL_OR_NONE", "platforms.b", 1, 2);
        assertThat(((List<?>) answer.get("skipped"))).hasSize(1);
        assertThat(scene.outputs("ORDER")).isEmpty();
        // What was considered for a does not count.
        assertTaken(scene.signal("BUY", 1, "platforms", List.of("a", "b")));
        assertTaken(scene.onA("BUY", 3));
        assertRefused(scene.onA("BUY", 1), "RISK_MAX_POSITION", "symbols.NQ", 5, 6);
        scene.control("{\"type\":\"PEER_DOWN\",\"source\":3,\"reason\":\"gone\"}");
        Map<?, ?> down = scene.signal("SELL", 1);
        assertThat(down.get("code")).isEqualTo("RISK_ALL_OR_NONE");
        assertThat(down.toString()).contains("PLATFORM_DOWN");
    }

    @Test
    void theFirstPlatformsOfASignalUseUpWhatTheyShare() {
        open("symbols: {NQ: {maxPosition: 2}}");
        Map<?, ?> answer = scene.signal("BUY", 1);
        assertThat(answer.get("platforms")).isEqualTo(List.of("a", "b"));
        assertThat(((Map<?, ?>) ((List<?>) answer.get("skipped")).get(0)).get("code"))
                .isEqualTo("RISK_MAX_POSITION");
    }

    @Test
    void whatWasCheckedIsInTheAcknowledgement() {
        open("global: {maxOrderQuantity: 5, maxSignalsPerSecond: 9}\nsymbols: {NQ: {maxPosition: 7}}");
        Map<?, ?> answer = scene.onA("BUY", 2);
        assertThat(answer.get("checks").toString())
                .isEqualTo("[{limits=[maxSignalsPerSecond global, 9, 1]},"
                        + " {platform=a, limits=[maxOrderQuantity global, 5, 2, maxPosition symbols.NQ, 7, 2]}]");
    }

    @Test
    void withoutRiskNothingOfItIsThere() {
        scene = new RiskScene("");
        Map<?, ?> answer = scene.onA("BUY", 1_000_000, "order_type", "LIMIT", "limit_price", 0.1);
        assertTaken(answer);
        assertThat(answer.containsKey("checks")).isFalse();
    }
}
