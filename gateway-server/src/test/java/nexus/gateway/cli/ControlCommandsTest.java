package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlCommandsTest {
    @TempDir
    Path folder;

    private static MapWriter ok(MapWriter map) {
        return map.put(Keys.TYPE, Types.ANSWER).put(Keys.OK, true);
    }

    @Test
    void haltSendsReasonAndSender() {
        try (AnsweringGateway gateway = new AnsweringGateway(ControlCommandsTest::ok)) {
            CommandRun halt = CommandRun.of("halt", "--reason", "Öl läuft aus", "--endpoint", gateway.endpoint());

            assertThat(gateway.request())
                    .startsWith("{\"type\":\"HALT\",\"who\":\"")
                    .endsWith("\"reason\":\"Öl läuft aus\"}");
            assertThat(halt.out()).isEqualToIgnoringNewLines("trading halted: Öl läuft aus");
            assertThat(halt.exitCode()).isZero();
        }
    }

    @Test
    void refusalIsCode1WithItsReason() {
        try (AnsweringGateway gateway =
                new AnsweringGateway(map -> map.put(Keys.OK, false).put(Keys.REASON, "the disk is full"))) {
            CommandRun resume = CommandRun.of("resume", "--reason", "x", "--endpoint", gateway.endpoint());

            assertThat(resume.err()).isEqualToIgnoringNewLines("gateway resume: refused: the disk is full");
            assertThat(resume.out()).isEmpty();
            assertThat(resume.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void resolveSendsTheFill() {
        try (AnsweringGateway gateway = new AnsweringGateway(ControlCommandsTest::ok)) {
            CommandRun resolve = CommandRun.of(
                    "resolve", "17", "--platform", "nt8", "--filled", "2@16250.5", "--endpoint", gateway.endpoint());

            assertThat(gateway.request())
                    .contains("\"type\":\"RESOLVE\"")
                    .contains("\"order_id\":\"17\",\"platform\":\"nt8\",\"filled\":[2,16250.5]");
            assertThat(resolve.exitCode()).isZero();
        }
    }

    @Test
    void positionSetSendsWhatIsHeld() {
        try (AnsweringGateway gateway = new AnsweringGateway(ControlCommandsTest::ok)) {
            CommandRun set = CommandRun.of(
                    "position",
                    "set",
                    "NQ",
                    "nt8",
                    "-2.5",
                    "--price",
                    "16250.25",
                    "--reason",
                    "from yesterday",
                    "--endpoint",
                    gateway.endpoint());

            assertThat(set.err()).isEmpty();
            assertThat(gateway.request())
                    .startsWith("{\"type\":\"POSITION_SET\",\"who\":\"")
                    .endsWith("\"symbol\":\"NQ\",\"platform\":\"nt8\",\"quantity\":-2.5,\"reason\":\"from yesterday\","
                            + "\"price\":16250.25}");
            assertThat(set.out()).isEqualToIgnoringNewLines("nt8 now holds -2.5 NQ");
        }
    }

    @Test
    void positionSetWantsAReasonAndANumber() {
        CommandRun noReason = CommandRun.of("position", "set", "NQ", "nt8", "0");
        CommandRun noNumber = CommandRun.of("position", "set", "NQ", "nt8", "flat", "--reason", "x");
        CommandRun nothing = CommandRun.of("position");

        assertThat(noReason.err()).startsWith("gateway position set: Missing required option: '--reason=TEXT'");
        assertThat(noNumber.err()).contains("flat");
        assertThat(nothing.err()).startsWith("gateway position: which command? [set");
        assertThat(List.of(noReason.exitCode(), noNumber.exitCode(), nothing.exitCode()))
                .containsOnly(2);
    }

    @Test
    void alertsAreATableTheWorstFirst() {
        try (AnsweringGateway gateway = new AnsweringGateway(map -> ok(map).beginArray(Key.of("alerts"), 1)
                .beginMap()
                .put(Keys.CODE, "PLATFORM_DOWN")
                .put(Keys.SUBJECT, "nt8")
                .put(Keys.COUNT, 2)
                .put(Keys.SINCE_NS, 1_700_000_000_000_000_000L)
                .put(Keys.REASON, "platform down: nt8: gone")
                .endMap())) {
            CommandRun alerts = CommandRun.of("alerts", "--endpoint", gateway.endpoint());

            assertThat(gateway.request()).startsWith("{\"type\":\"ALERTS\"");
            assertThat(alerts.out().lines())
                    .containsExactly(
                            "alerts:",
                            "  code           subject  count  since ns              reason",
                            "  PLATFORM_DOWN  nt8      2      2023-11-14T22:13:20Z  platform down: nt8: gone");
            assertThat(alerts.exitCode()).isZero();
        }
    }

    @Test
    void resolveWantsOneOutcome() {
        CommandRun neither = CommandRun.of("resolve", "17", "--platform", "nt8");
        CommandRun both = CommandRun.of("resolve", "17", "--platform", "nt8", "--not-sent", "--filled", "1@2");
        CommandRun unclear = CommandRun.of("resolve", "17", "--platform", "nt8", "--filled", "0@2");

        assertThat(List.of(neither.exitCode(), both.exitCode(), unclear.exitCode()))
                .containsOnly(2);
        assertThat(unclear.err()).contains("'0@2' is not QTY@PRICE");
    }

    @Test
    void statusLaysTheAnswerOut() {
        try (AnsweringGateway gateway = new AnsweringGateway(map -> ok(map).put(Key.of("halted"), false)
                .beginArray(Key.of("platform_status"), 2)
                .beginMap()
                .put(Keys.PLATFORM, "nt8")
                .put(Keys.STATUS, "UP")
                .put(Keys.TICKS, 12)
                .endMap()
                .beginMap()
                .put(Keys.PLATFORM, "mt5")
                .put(Keys.STATUS, "DOWN")
                .endMap()
                .beginMap(Key.of("counters"))
                .put(Key.of("signals"), 3)
                .endMap())) {
            CommandRun status = CommandRun.of("status", "--endpoint", gateway.endpoint());

            assertThat(status.out().lines())
                    .containsExactly(
                            "halted  no",
                            "platform status:",
                            "  platform  status  ticks",
                            "  nt8       UP      12",
                            "  mt5       DOWN",
                            "counters:",
                            "  signals  3");
        }
    }

    @Test
    void jsonIsTheAnswerAsItCame() {
        try (AnsweringGateway gateway = new AnsweringGateway(map -> ok(map).put(Key.of("open_orders"), 0))) {
            CommandRun orders = CommandRun.of("orders", "--json", "--endpoint", gateway.endpoint());

            assertThat(orders.out()).isEqualToIgnoringNewLines("{\"type\":\"ANSWER\",\"ok\":true,\"open_orders\":0}");
        }
    }

    @Test
    void silenceIsCode2AndSaysThatTheRequestMayCount() {
        try (AnsweringGateway gateway = new AnsweringGateway(null)) {
            CommandRun stop = CommandRun.of("stop", "--endpoint", gateway.endpoint());

            assertThat(stop.err())
                    .contains("no answer from " + gateway.endpoint())
                    .contains("may have been taken");
            assertThat(stop.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void theDataFolderKnowsTheEndpoint() throws Exception {
        try (AnsweringGateway gateway = new AnsweringGateway(ControlCommandsTest::ok)) {
            new EndpointFile("tcp://127.0.0.1:1", "tcp://127.0.0.1:2", gateway.endpoint(), 1).write(folder);

            assertThat(CommandRun.of("reload", "--data", folder).exitCode()).isZero();
        }
    }

    @Test
    void noGatewayIsCode2InOneLine() throws Exception {
        new EndpointFile("tcp://127.0.0.1:1", "tcp://127.0.0.1:1", "tcp://127.0.0.1:1", 1).write(folder);
        CommandRun dead = CommandRun.of("positions", "--data", folder);
        CommandRun none = CommandRun.of("positions", "--data", folder.resolve("other"));
        CommandRun nonsense = CommandRun.of("positions", "--endpoint", "nonsense");

        assertThat(dead.err()).startsWith("gateway positions: no gateway at tcp://127.0.0.1:1; nothing was sent");
        assertThat(none.err()).startsWith("gateway positions: no gateway runs on ");
        assertThat(nonsense.err()).startsWith("gateway positions: not an endpoint: nonsense");
        assertThat(List.of(dead, none, nonsense)).allSatisfy(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).hasLineCount(1);
        });
    }

    @Test
    void endpointFileIsRemovedByItsOwnerOnly() throws Exception {
        EndpointFile mine = new EndpointFile("a", "b", "c", 1);
        mine.write(folder);
        new EndpointFile("a", "b", "c", 2).remove(folder);
        assertThat(EndpointFile.read(folder)).contains(mine);
        mine.remove(folder);
        assertThat(EndpointFile.read(folder)).isEmpty();
        Files.writeString(folder.resolve(".endpoints"), "control=tcp://127.0.0.1:1\n");
        assertThat(EndpointFile.read(folder)).isEmpty();
    }
}
