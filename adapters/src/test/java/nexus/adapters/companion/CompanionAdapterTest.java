package nexus.adapters.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nexus.adapters.link.Eventually;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter; companion and gateway are played. */
class CompanionAdapterTest {
    @TempDir
    Path folder;

    private CompanionStage stage;

    @BeforeEach
    void begin() throws IOException {
        stage = CompanionStage.start(folder, "A1", "NQ");
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private static String execution(String ref, String execId, String quantity) {
        return "{'type':'execution','ref':'" + ref + "','exec_id':'" + execId + "','platform_id':'77','quantity':"
                + quantity + ",'price':100.25,'time_ms':1764000000123}";
    }

    @Test
    void anOrderFromAckToTheLastExecution() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            stage.order("R1", "NQ", "SELL", "3", "STOP_LIMIT", "100.1", "100.6", "GTC");
            // Prices are on the step, never more aggressive than asked.
            assertThat(companion.next())
                    .isEqualTo("{\"type\":\"order\",\"ref\":\"R1\",\"symbol\":\"NQ\",\"side\":\"SELL\",\"quantity\":3,"
                            + "\"order_type\":\"STOP_LIMIT\",\"limit_price\":100.25,\"stop_price\":100.50,"
                            + "\"time_in_force\":\"GTC\"}");
            companion.send("{'type':'ack','ref':'R1','platform_id':77}");
            companion.send(execution("R1", "E1", "1"));
            companion.send(execution("R1", "E1", "1"));
            companion.send(execution("R1", "E2", "'2'"));
            assertThat(stage.events(3))
                    .containsExactly("ack R1 77", "fill R1 1@100.25 E1 PARTIALLY_FILLED", "fill R1 2@100.25 E2 FILLED");
        }
    }

    @Test
    void anExecutionBeforeTheAckIsTheAck() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            stage.order("R1", "NQ", "1");
            companion.next("order");
            companion.send(execution("R1", "E1", "1"));
            companion.send("{'type':'ack','ref':'R1','platform_id':'77'}");
            assertThat(stage.events(2)).containsExactly("ack R1 77", "fill R1 1@100.25 E1 FILLED");
            stage.ask("R1");
            assertThat(stage.event()).isEqualTo("status R1 FILLED 1");
        }
    }

    @Test
    void anExecutionWithoutRefIsOfTheOrderThatThePlatformNames() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            stage.order("R1", "NQ", "1");
            companion.next("order");
            companion.send("{'type':'ack','ref':'R1','platform_id':'77'}");
            String line = "{'type':'execution','exec_id':'E%s','platform_id':'%s','quantity':1,'price':1}";
            companion.send(String.format(line, 1, 78));
            companion.send(String.format(line, 2, 77));
            assertThat(stage.events(2)).containsExactly("ack R1 77", "fill R1 1@1 E2 FILLED");
        }
    }

    @Test
    void linesMayComeInPieces() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            byte[] bytes = "{\"type\":\"tick\",\"symbol\":\"NQ\",\"price\":1e2,\"volume\":2,\"note\":\"Ä\"}\r\n"
                    .getBytes(StandardCharsets.UTF_8);
            for (byte b : bytes) {
                companion.sendBytes(new byte[] {b});
            }
            assertThat(stage.gateway.next(Types.MARKET_DATA).fields().dataDecimal(Keys.PRICE))
                    .isEqualByComparingTo("100");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[1]",
                "{'type':'tick'",
                "{'symbol':'NQ','price':1}",
                "{'type':7}",
                "{'type':'tick','type':'tick','symbol':'NQ','price':1}",
                "{'type':'tick','symbol':'NQ','price':1e999999999}",
                "{'type':'tick','symbol':'NQ','price':1e99999999999999}",
                "{'type':'tick','symbol':'NQ','price':NaN}",
                "{'type':'tick','symbol':'NQ','price':'1e999999999'}",
                "{'type':'tick','symbol':'NQ'}",
                "{'type':'tick','price':1}",
                "{'type':'new','list':[1,[2]],'group':{'a':{}},'none':null}",
                "{'type':'execution','ref':'R9','exec_id':'E1','quantity':1,'price':1}",
                "{'type':'execution','ref':'R1','quantity':1,'price':1}",
                "{'type':'execution','ref':'R1','exec_id':'E1','quantity':-1,'price':1}",
                "{'type':'ack'}",
                "{'type':'ack','ref':'R9'}",
                "{'type':'reject','ref':'R9','reason':'x'}",
                "{'type':'canceled','ref':7}",
                "{'type':'status','ref':'R9','status':'FILLED'}",
                "{'type':'status'}",
                "{'type':'position','symbol':'NQ'}",
                "{'type':'position','quantity':1}",
                "{'type':'symbol','known':true}",
                "{'type':'log'}"
            })
    void rubbishChangesNothing(String line) throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            stage.order("R1", "NQ", "1");
            companion.next("order");
            companion.send(line);
            companion.send("{'type':'ack','ref':'R1','platform_id':'77'}");
            assertThat(stage.event()).isEqualTo("ack R1 77");
        }
    }

    @Test
    void whatCannotBeReadIsCounted() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            companion.send("{");
            companion.sendBytes(new byte[] {'{', '"', (byte) 0xff, '"', '}', '\n'});
            Eventually.await(
                    "counted: " + stage.adapter.status(),
                    () -> stage.adapter.status().stream().anyMatch(line -> line.startsWith("2 lines")));
        }
    }

    @Test
    void aLineWithoutEndIsTheEndOfTheConnection() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            companion.sendBytes(new byte[64 * 1024 + 1]);
            assertThat(companion.next()).isNull();
            stage.awaitSaid("a line of more than 64 KiB");
        }
    }

    @Test
    void withoutACompanionOrdersAreRejectedAndNeverSentLate() throws IOException {
        stage.order("R1", "NQ", "1");
        assertThat(stage.event()).isEqualTo("reject R1: no companion is connected: start the companion");
        try (FakeCompanion companion = FakeCompanion.greet(stage.port())) {
            stage.order("R2", "NQ", "1");
            assertThat(stage.event()).startsWith("reject R2: the companion is being asked");
            companion.send("{'type':'resynced'}");
            stage.up();
            stage.order("R3", "NQ", "1");
            assertThat(FakeCompanion.field(companion.next("order"), "ref")).isEqualTo("R3");
        }
    }

    @Test
    void whoHasNotSaidHelloIsNotHeard() throws IOException {
        try (FakeCompanion companion = FakeCompanion.connect(stage.port())) {
            companion.send("{'type':'tick','symbol':'NQ','price':7}");
            companion.send("{'type':'resynced'}");
            stage.order("R1", "NQ", "1");
            assertThat(stage.event()).startsWith("reject R1: ");
            companion.hello("");
            companion.next("subscribe");
            companion.send("{'type':'tick','symbol':'NQ','price':8}");
            assertThat(stage.gateway.next(Types.MARKET_DATA).fields().dataDecimal(Keys.PRICE))
                    .isEqualByComparingTo("8");
        }
    }

    @Test
    void anotherAccountOrProtocolIsRefusedAndThatIsSaidOnce() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (FakeCompanion companion = FakeCompanion.connect(stage.port())) {
                companion.send("{'type':'hello','protocol':1,'account':777}");
                assertThat(companion.next()).isNull();
            }
        }
        assertThat(stage.countSaid("it trades account 777, configured is A1")).isEqualTo(1);
        try (FakeCompanion companion = FakeCompanion.connect(stage.port())) {
            companion.send("{'type':'hello','protocol':2,'account':'A1'}");
            assertThat(companion.next()).isNull();
        }
        stage.awaitSaid("install the companion that came with this adapter");
        stage.order("R1", "NQ", "1");
        assertThat(stage.event()).startsWith("reject R1: ");
    }

    @Test
    void whatIsAskedForBeginsWithTheOldestOrderOrTheLastExecution() throws IOException {
        long before = System.currentTimeMillis();
        long overlap = 60_000;
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            stage.order("R1", "NQ", "9");
            companion.next("order");
            companion.send("{'type':'execution','ref':'R1','exec_id':'E1','quantity':1,'price':1,'time_ms':"
                    + (before + 3_600_000) + "}");
            assertThat(stage.event()).startsWith("ack R1");
            assertThat(stage.event()).startsWith("fill R1");
        }
        try (FakeCompanion companion = FakeCompanion.connect(stage.port())) {
            companion.hello("");
            companion.next("subscribe");
            assertThat(sinceMillis(companion.next("resync")))
                    .as("the order is open, though its last execution is later")
                    .isBetween(before - overlap, System.currentTimeMillis() - overlap);
            companion.send("{'type':'canceled','ref':'R1','reason':'by hand'}");
            assertThat(stage.event()).startsWith("canceled R1");
        }
    }

    private static long sinceMillis(String resync) {
        return Long.parseLong(FakeCompanion.field(resync, "since_ms"));
    }

    @Test
    void aNewCompanionReplacesTheOld() throws IOException {
        try (FakeCompanion old = FakeCompanion.settled(stage.port())) {
            stage.up();
            try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
                assertThat(old.next()).isNull();
                stage.awaitSaid("another companion has connected");
                stage.up();
                stage.order("R1", "NQ", "1");
                companion.next("order");
            }
        }
    }

    @Test
    void whoConnectsAndIsNoCompanionDisturbsNobody() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port());
                FakeCompanion silent = FakeCompanion.connect(stage.port())) {
            stage.up();
            for (String noHello : List.of("GET / HTTP/1.1", "{'type':'execution','ref':'R1'}", "\0\0\0")) {
                try (FakeCompanion stranger = FakeCompanion.connect(stage.port())) {
                    stranger.send(noHello);
                    assertThat(stranger.next()).isNull();
                }
            }
            assertThat(silent.next()).as("others came before it said hello").isNull();
            stage.order("R1", "NQ", "1");
            companion.next("order");
            companion.send("{'type':'reject','ref':'R1','reason':'no'}");
            assertThat(stage.event()).isEqualTo("reject R1: no");
        }
        assertThat(stage.countSaid("another companion has connected")).isZero();
        // Where nobody is, a silent one holds the place until a companion says hello.
        try (FakeCompanion silent = FakeCompanion.connect(stage.port());
                FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            assertThat(silent.next()).isNull();
            stage.up();
            stage.order("R2", "NQ", "1");
            companion.next("order");
        }
    }

    @Test
    void aPlatformThatTakesNoOrdersIsAskedAnewWhenItDoes() throws IOException {
        try (FakeCompanion companion = FakeCompanion.connect(stage.port())) {
            companion.hello("press the button");
            companion.next("subscribe");
            companion.send("{'type':'symbol','symbol':'NQ','known':true}");
            companion.next("resync");
            companion.send("{'type':'resynced'}");
            stage.order("R1", "NQ", "1");
            assertThat(stage.event()).isEqualTo("reject R1: press the button");
            companion.send("{'type':'heartbeat','why_closed':'press the button'}");
            companion.send("{'type':'heartbeat','why_closed':''}");
            companion.next("resync");
            companion.send("{'type':'resynced'}");
            stage.up();
            stage.order("R2", "NQ", "0.123");
            companion.next("order");
            companion.send("{'type':'heartbeat','why_closed':'and again'}");
            stage.awaitSaid("no orders now: and again");
            stage.order("R3", "NQ", "1");
            assertThat(stage.event()).isEqualTo("reject R3: and again");
        }
    }

    @Test
    void whatWasSentBeforeTheConnectionBrokeIsAskedFor() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            stage.order("R1", "NQ", "3");
            stage.order("R2", "NQ", "1");
            companion.next("order");
            companion.next("order");
        }
        stage.awaitSaid("the companion is gone");
        stage.adapter.close();
        stage.open();
        try (FakeCompanion companion = FakeCompanion.greet(stage.port())) {
            companion.send(execution("R1", "E1", "1"));
            companion.send("{'type':'resynced'}");
            assertThat(companion.next()).isEqualTo("{\"type\":\"status\",\"ref\":\"R1\",\"platform_id\":\"77\"}");
            assertThat(companion.next()).isEqualTo("{\"type\":\"status\",\"ref\":\"R2\"}");
            // It knows of one execution more than it has told.
            companion.send("{'type':'status','ref':'R1','status':'CANCELED','filled':2}");
            companion.next("resync");
            companion.send(execution("R1", "E1", "1"));
            companion.send(execution("R1", "E2", "1"));
            companion.send("{'type':'resynced'}");
            companion.send("{'type':'status','ref':'R2','status':'UNKNOWN','filled':0}");
            companion.send("{'type':'canceled','ref':'R1','reason':'by hand'}");
            stage.awaitSaid("order R2 is not found on the platform and stays in doubt");
            assertThat(stage.events(5))
                    .containsExactly(
                            "ack R1 77",
                            "fill R1 1@100.25 E1 PARTIALLY_FILLED",
                            "fill R1 1@100.25 E2 PARTIALLY_FILLED",
                            "status R1 PARTIALLY_FILLED 2",
                            "canceled R1: by hand");
        }
    }

    @Test
    void cancelsAndTheirEnds() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            stage.order("R1", "NQ", "3");
            companion.next("order");
            companion.send("{'type':'ack','ref':'R1','platform_id':'77'}");
            assertThat(stage.event()).isEqualTo("ack R1 77");
            stage.cancel("R1");
            assertThat(companion.next()).isEqualTo("{\"type\":\"cancel\",\"ref\":\"R1\",\"platform_id\":\"77\"}");
            companion.send("{'type':'canceled','ref':'R1','reason':'by us'}");
            companion.send("{'type':'canceled','ref':'R1','reason':'again'}");
            // Money moved: also after the end.
            companion.send(execution("R1", "E1", "1"));
            assertThat(stage.events(2)).containsExactly("canceled R1: by us", "fill R1 1@100.25 E1 PARTIALLY_FILLED");
            stage.cancel("R1");
            assertThat(stage.event()).isEqualTo("status R1 CANCELED 1");
        }
    }

    @Test
    void positionsOfWhatIsTradedAreToldLate() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            companion.send("{'type':'position','symbol':'ES','quantity':4,'average_price':1}");
            companion.send("{'type':'position','symbol':'NQ','quantity':2,'average_price':1}");
            companion.send("{'type':'position','symbol':'NQ','quantity':-3,'average_price':2}");
            var position = stage.gateway.next(Types.POSITION).fields();
            assertThat(position.text(Keys.SYMBOL)).isEqualTo("NQ");
            assertThat(position.decimal(Keys.QUANTITY)).isEqualByComparingTo("-3");
        }
    }

    @Test
    void aTickWithoutTimeIsOfNow() throws IOException {
        try (FakeCompanion companion = FakeCompanion.settled(stage.port())) {
            stage.up();
            companion.send("{'type':'tick','symbol':'NQ','bid':1,'bid_size':5}");
            var tick = stage.gateway.next(Types.MARKET_DATA).fields();
            assertThat(tick.dataDecimal(Keys.BID_SIZE)).isEqualByComparingTo("5");
            double seconds = tick.dataDecimal(Keys.TIMESTAMP).doubleValue();
            assertThat(Math.abs(seconds - System.currentTimeMillis() / 1e3)).isLessThan(60);
        }
    }
}
