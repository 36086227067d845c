package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may stop trading, what passes then, what it takes to go on. */
class KillSwitchTest {
    private RiskScene scene;

    private void open(String risk) {
        scene = new RiskScene(risk.isEmpty() ? "" : "risk:\n" + risk.indent(2));
    }

    @AfterEach
    void replaysAndRestores() {
        scene.assertReplaysAndRestores();
    }

    private String level() {
        return (String) scene.status().get("trading");
    }

    private Map<?, ?> nexus(String type, String... more) {
        Map<String, Object> message = new java.util.LinkedHashMap<>(Map.of("type", type));
        for (int i = 0; i < more.length; i += 2) {
            message.put(more[i], more[i + 1]);
        }
        scene.input(RecordKind.NEXUS_IN, RiskScene.NEXUS, message);
        List<Map<?, ?>> told = scene.told("TRADING_STATUS", "REJECT");
        return told.isEmpty() ? Map.of() : told.get(told.size() - 1);
    }

    /** From each level, by each that can ask, what comes of it. */
    @ParameterizedTest
    @CsvSource({
        "RUNNING, operator REDUCE_ONLY, REDUCE_ONLY",
        "RUNNING, operator HALT, HALT",
        "REDUCE_ONLY, operator HALT, HALT",
        "REDUCE_ONLY, operator REDUCE_ONLY, REDUCE_ONLY",
        "HALT, operator REDUCE_ONLY, HALT",
        "HALT, operator HALT, HALT",
        "RUNNING, operator RESUME_TRADING, RUNNING",
        "REDUCE_ONLY, operator RESUME_TRADING, RUNNING",
        "HALT, operator RESUME_TRADING, RUNNING",
        "RUNNING, nexus REDUCE_ONLY, REDUCE_ONLY",
        "RUNNING, nexus HALT, HALT",
        "REDUCE_ONLY, nexus HALT, HALT",
        "HALT, nexus REDUCE_ONLY, HALT",
        "HALT, nexus RESUME_TRADING, HALT",
        "REDUCE_ONLY, nexus RESUME_TRADING, REDUCE_ONLY",
        "RUNNING, gateway HALT, HALT",
        "REDUCE_ONLY, gateway HALT, HALT",
        "HALT, gateway HALT, HALT"
    })
    void levels(String from, String asked, String to) {
        open("killSwitch: {}");
        if (!from.equals("RUNNING")) {
            scene.operator(from, "reason", "before");
        }
        String type = asked.substring(asked.indexOf(' ') + 1);
        switch (asked.substring(0, asked.indexOf(' '))) {
            case "operator" -> scene.operator(type, "reason", "asked");
            case "nexus" -> nexus(type, "reason", "asked");
            default -> scene.control("{\"type\":\"SYSTEM_HALT\",\"who\":\"disk\",\"reason\":\"full\"}");
        }
        assertThat(level()).isEqualTo(to);
        boolean changed = !from.equals(to);
        assertThat(scene.told("TRADING_STATUS")).hasSize(changed || asked.equals("nexus HALT") ? 1 : 0);
        if (changed) {
            assertThat(scene.told("TRADING_STATUS").get(0).get("level")).isEqualTo(to);
        }
    }

    @Test
    void withoutAReasonNothingStopsAndNothingResumes() {
        open("killSwitch: {}");
        assertThat(scene.operator("REDUCE_ONLY").get("ok")).isEqualTo(false);
        assertThat(nexus("HALT").get("code")).isEqualTo("MISSING_FIELD");
        assertThat(nexus("HALT", "reason", " ").get("code")).isEqualTo("BAD_VALUE");
        assertThat(level()).isEqualTo("RUNNING");
        scene.operator("REDUCE_ONLY", "reason", "x");
        assertThat(scene.operator("RESUME_TRADING").get("ok")).isEqualTo(false);
        assertThat(level()).isEqualTo("REDUCE_ONLY");
    }

    @Test
    void nexusMayNotUnlessItIsConfigured() {
        open("global: {maxPosition: 9}");
        assertThat(nexus("HALT", "reason", "x").get("code")).isEqualTo("UNKNOWN_TYPE");
        assertThat(level()).isEqualTo("RUNNING");
    }

    @Test
    void reduceOnlyPassesWhatCannotEnlarge() {
        open("");
        scene.onA("BUY", 5);
        scene.fill(1, "s1", 5, 20_000);
        scene.onA("SELL", 2);
        assertThat(scene.operator("REDUCE_ONLY", "reason", "news").get("ok")).isEqualTo(true);
        Map<?, ?> buy = scene.onA("BUY", 1);
        assertThat(buy.get("code")).isEqualTo("RISK_REDUCE_ONLY");
        assertThat(List.of(buy.get("limit"), buy.get("observed"))).isEqualTo(List.of(0, 1));
        // Two of the five are being sold already.
        Map<?, ?> tooMuch = scene.onA("SELL", 4);
        assertThat(tooMuch.get("code")).isEqualTo("RISK_REDUCE_ONLY");
        assertThat(List.of(tooMuch.get("limit"), tooMuch.get("observed"))).isEqualTo(List.of(3, 4));
        assertThat(scene.onA("SELL", 3).get("type")).isEqualTo("SIGNAL_ACK");
        // Each platform by what it holds itself.
        assertThat(scene.signal("SELL", 1, "platforms", List.of("b")).get("code"))
                .isEqualTo("RISK_REDUCE_ONLY");
        scene.run().passTime(1);
        assertThat(scene.status().get("stopped_by")).isEqualTo("anna");
        assertThat(scene.status().get("reason")).isEqualTo("news");
        scene.operator("RESUME_TRADING", "reason", "over");
        assertThat(scene.onA("BUY", 1).get("type")).isEqualTo("SIGNAL_ACK");
    }

    @Test
    void aCancelAlwaysPasses() {
        open("killSwitch: {}");
        scene.onA("BUY", 5);
        nexus("HALT", "reason", "x");
        assertThat(scene.onA("SELL", 5).get("code")).isEqualTo("HALTED");
        scene.input(RecordKind.NEXUS_IN, RiskScene.NEXUS, Map.of("type", "CANCEL", "order_id", "s1"));
        assertThat(scene.outputs("ORDER_CANCEL")).hasSize(1);
    }

    @Test
    void aHaltCancelsInTheSameInputWhereItIsToAndNamesWhatStays() {
        open("killSwitch: {cancelOnHalt: true}");
        scene.signal("BUY", 1);
        scene.onA("BUY", 1);
        scene.operator("REDUCE_ONLY", "reason", "x");
        assertThat(scene.outputs("ORDER_CANCEL")).isEmpty();
        scene.operator("HALT", "reason", "x");
        assertThat(scene.outputs("ORDER_CANCEL")).hasSize(2);
        assertThat(scene.last().notes().stream().map(RouterRun.Note::text))
                .anyMatch(text ->
                        text.contains("cannot cancel 2 orders") && text.contains("on b") && text.contains("on c"));
        assertThat(scene.told("TRADING_STATUS")).hasSize(1);
    }

    @Test
    void aBrokenLimitStopsTradingInTheSameInput() {
        open(
                "global: {maxOrderQuantity: 2}\nplatforms: {b: {maxOrderQuantity: 1}}\nonBreach: {maxOrderQuantity: halt}");
        // Platform a could have taken it: but trading is stopped by b's refusal.
        Map<?, ?> answer = scene.signal("BUY", 2, "platforms", List.of("a", "b"));
        assertThat(answer.get("code")).isEqualTo("RISK_MAX_ORDER_QUANTITY");
        assertThat(scene.outputs("ORDER")).isEmpty();
        assertThat(scene.told("TRADING_STATUS")).hasSize(1);
        assertThat(level()).isEqualTo("HALT");
        assertThat(scene.onA("BUY", 1).get("code")).isEqualTo("HALTED");
        assertThat((String) scene.status().get("stopped_by")).isEqualTo("limit maxOrderQuantity");
    }

    @Test
    void aLossStopsTradingWithoutAnOrder() {
        open("global: {maxDailyLoss: 1000}\nonBreach: {maxDailyLoss: reduce-only}");
        scene.onA("BUY", 2);
        scene.fill(1, "s1", 2, 20_000);
        scene.price(19_975);
        scene.clock();
        assertThat(level()).isEqualTo("RUNNING");
        scene.price(19_974);
        scene.clock();
        assertThat(level()).isEqualTo("REDUCE_ONLY");
        assertThat(scene.told("TRADING_STATUS")).hasSize(1);
        // Once resumed, the same breach does not stop it again; orders are refused all the same.
        scene.operator("RESUME_TRADING", "reason", "seen");
        scene.clock();
        assertThat(level()).isEqualTo("RUNNING");
        assertThat(scene.onA("BUY", 1).get("code")).isEqualTo("RISK_MAX_DAILY_LOSS");
        assertThat(level()).isEqualTo("REDUCE_ONLY");
    }

    @Test
    void nexusSilence() {
        open("killSwitch: {onNexusSilence: 5 s, silenceLevel: reduce-only}");
        scene.pass(60_000);
        scene.clock();
        assertThat(level()).as("it has never spoken").isEqualTo("RUNNING");
        nexus("HEARTBEAT");
        scene.pass(5_000);
        scene.clock();
        assertThat(level()).isEqualTo("RUNNING");
        scene.pass(1);
        scene.clock();
        assertThat(level()).isEqualTo("REDUCE_ONLY");
        scene.operator("RESUME_TRADING", "reason", "without it");
        scene.pass(60_000);
        scene.clock();
        assertThat(level()).as("until it speaks again").isEqualTo("RUNNING");
        scene.onA("BUY", 1);
        scene.control("{\"type\":\"PEER_DOWN\",\"source\":900,\"reason\":\"gone\"}");
        scene.pass(3_000);
        // A restart gives it as long again.
        scene.run().restart(false);
        scene.pass(4_000);
        scene.clock();
        assertThat(level()).isEqualTo("RUNNING");
        scene.pass(1_001);
        scene.clock();
        assertThat(level()).isEqualTo("REDUCE_ONLY");
    }

    @Test
    void itOutlivesARestartAndANewcomerIsTold() {
        open("killSwitch: {}");
        nexus("REDUCE_ONLY", "reason", "model is off");
        scene.run().restart(false);
        assertThat(level()).isEqualTo("REDUCE_ONLY");
        assertThat(scene.status().get("stopped_by")).isEqualTo("NEXUS");
        scene.control("{\"type\":\"PEER_UP\",\"source\":901,\"endpoint\":\"nexus\",\"identity\":\"00\"}");
        scene.control("{\"type\":\"NEXUS_SETTLED\",\"source\":901}");
        Map<?, ?> told = scene.told("TRADING_STATUS").get(0);
        assertThat(List.of(told.get("level"), told.get("reason"), told.get("who")))
                .isEqualTo(List.of("REDUCE_ONLY", "model is off", "NEXUS"));
    }

    @Test
    void limitsAreOnlyEverTightened() {
        open("global: {maxPosition: 10, minConfidence: 0.5}");
        assertThat(tighten("global", "maxPosition", "10").get("reason"))
                .asString()
                .contains("is 10 and can only be tightened");
        assertThat(tighten("global", "maxPosition", "11").get("ok")).isEqualTo(false);
        assertThat(tighten("global", "maxPosition", "4").get("ok")).isEqualTo(true);
        assertThat(tighten("global", "maxPosition", "5").get("ok")).isEqualTo(false);
        assertThat(tighten("global", "minConfidence", "0.4").get("ok")).isEqualTo(false);
        assertThat(tighten("symbols.NQ", "maxOrderQuantity", "3").get("ok")).isEqualTo(true);
        assertThat(tighten("symbols.XX", "maxPosition", "3").get("reason"))
                .asString()
                .contains("no symbol XX");
        assertThat(tighten("platforms.z", "maxPosition", "3").get("reason"))
                .asString()
                .contains("no platform z");
        assertThat(tighten("everywhere", "maxPosition", "3").get("reason"))
                .asString()
                .contains("must be global,");
        assertThat(tighten("global", "maxPos", "3").get("reason")).asString().contains("maxPosition");
        assertThat(tighten("global", "maxPosition", "three").get("reason"))
                .asString()
                .contains("must be a decimal");
        assertThat(tighten("symbols.NQ", "maxDailyLoss", "3").get("reason"))
                .asString()
                .contains("global only");
        assertThat(scene.operator("LIMIT", "scope", "global", "limit", "maxPosition", "value", "1")
                        .get("ok"))
                .as("without a reason")
                .isEqualTo(false);
        Map<?, ?> refused = scene.onA("BUY", 4, "confidence", 1);
        assertThat(refused.get("code")).isEqualTo("RISK_MAX_ORDER_QUANTITY");
        assertThat(refused.get("reason")).asString().contains("set by anna");
        List<?> limits = scene.limits();
        assertThat(limits).hasSize(3);
        assertThat(((Map<?, ?>) limits.get(0)).get("set_by")).isEqualTo("anna");
        assertThat(((Map<?, ?>) limits.get(0)).get("value")).isEqualTo("4");
        assertThat(((Map<?, ?>) limits.get(1)).get("set_by")).isEqualTo("file");
        // A configuration that comes into force is the only way back.
        scene.run().configure(RiskScene.normalForm("risk: {global: {maxPosition: 10}}"));
        assertThat(scene.onA("BUY", 10).get("type")).isEqualTo("SIGNAL_ACK");
        assertThat(scene.run().router().hasTightenedLimits()).isFalse();
    }

    private Map<?, ?> tighten(String scope, String limit, String value) {
        return scene.operator("LIMIT", "scope", scope, "limit", limit, "value", value, "reason", "careful");
    }

    @Test
    void aLimitHoldsWithoutAnyInTheFile() {
        open("");
        assertThat(tighten("global", "maxOrderQuantity", "1").get("ok")).isEqualTo(true);
        assertThat(scene.onA("BUY", 2).get("code")).isEqualTo("RISK_MAX_ORDER_QUANTITY");
        scene.run().restart(false);
        scene.platform(11, "a");
        scene.control("{\"type\":\"PEER_UP\",\"source\":900,\"endpoint\":\"nexus\",\"identity\":\"00\"}");
        assertThat(scene.onA("BUY", 2).get("code")).isEqualTo("RISK_MAX_ORDER_QUANTITY");
    }
}
