package nexus.adapters.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.LinkSettings;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a companion may do wrong, and what may happen to its connection; the gateway is played too. */
class CompanionAdapterTest {
    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private FakeGateway gateway;
    private CompanionAdapter adapter;
    private Received peer;
    private Companion companion;

    @BeforeEach
    void begin() throws IOException {
        gateway = FakeGateway.forPlatforms();
        adapter = CompanionAdapter.open(
                LinkSettings.of(gateway.endpoint(), "qt"),
                new CompanionSettings(0, "", List.of("NQ", "ES"), "start it"),
                folder.resolve("qt"),
                said::add);
        adapter.start();
        peer = gateway.takeRegistration();
    }

    @AfterEach
    void end() throws IOException {
        if (companion != null) {
            companion.close();
        }
        adapter.close();
        gateway.close();
    }

    private void connect() throws IOException {
        companion = new Companion(adapter.port());
        companion.say("{'type':'hello','protocol':1,'client':'c','version':'1','account':'A','why_closed':''}");
        assertThat(companion.hear("subscribe")).contains("[\"NQ\",\"ES\"]");
        companion.hear("resync");
        companion.say("{'type':'symbol','symbol':'NQ','known':true,'price_step':0.25,'quantity_step':1}");
        companion.say("{'type':'symbol','symbol':'ES','known':false}");
        companion.say("{'type':'resynced'}");
        Eventually.await("up, " + said, adapter::isUp);
    }

    private void order(String ref) {
        gateway.sendOrder(peer, ref, "NQ", "3");
    }

    private String rejection() {
        return gateway.next(Types.ORDER_REJECT).fields().text(Keys.REASON);
    }

    @Test
    void ordersWaitForNothing() throws IOException {
        companion = new Companion(adapter.port());
        companion.say("{'type':'hello','protocol':1,'client':'c','version':'1','account':'A','why_closed':''}");
        companion.hear("resync");
        order("R1");
        assertThat(rejection()).contains("what happened meanwhile");
        companion.say("{'type':'symbol','symbol':'NQ','known':true}");
        companion.say("{'type':'resynced'}");
        Eventually.await("up", adapter::isUp);
        companion.say("{'type':'heartbeat','why_closed':'algo trading is off: press the button'}");
        Eventually.await("closed", () -> !adapter.isUp());
        order("R2");
        assertThat(rejection()).isEqualTo("algo trading is off: press the button");
        companion.say("{'type':'heartbeat','why_closed':''}");
        Eventually.await("up again", adapter::isUp);
        order("R3");
        assertThat(companion.hear("order")).contains("\"ref\":\"R3\"", "\"quantity\":3", "\"side\":\"BUY\"");
        gateway.sendOrder(peer, "R4", "ES", "1");
        assertThat(rejection()).contains("ES");
    }

    @Test
    void anExecutionThatComesFirstOrTwiceIsToldOnce() throws IOException {
        connect();
        order("R1");
        companion.hear("order");
        String execution = "{'type':'execution','ref':'R1','exec_id':7,'platform_id':'P1','symbol':'NQ','side':'BUY',"
                + "'quantity':'1','price':16250.25,'time_ms':1764000000123}";
        companion.say(execution);
        companion.say(execution);
        companion.say("{'type':'ack','ref':'R1','platform_id':'P1'}");
        companion.say(execution.replace("'exec_id':7", "'exec_id':8"));
        Received first = gateway.next(Types.ORDER_FILL);
        assertThat(first.fields().text(Keys.EXEC_ID)).isEqualTo("7");
        assertThat(first.fields().decimal(Keys.FILL_PRICE)).isEqualByComparingTo("16250.25");
        assertThat(first.fields().decimal(Keys.TIMESTAMP)).isEqualByComparingTo(new BigDecimal("1764000000.123"));
        assertThat(gateway.next(Types.ORDER_FILL).fields().text(Keys.EXEC_ID)).isEqualTo("8");
    }

    @Test
    void whatIsNotFoundStaysInDoubtAndWhatIsMissingIsFetched() throws IOException {
        connect();
        order("R1");
        companion.hear("order");
        gateway.send(peer, Types.ORDER_STATUS_REQUEST, map -> map.put(Keys.REF, "R1"));
        companion.hear("status");
        companion.say("{'type':'status','ref':'R1','status':'UNKNOWN','filled':0}");
        Eventually.await("doubt, " + said, () -> said.stream().anyMatch(line -> line.contains("stays in doubt")));
        gateway.send(peer, Types.ORDER_STATUS_REQUEST, map -> map.put(Keys.REF, "R1"));
        companion.hear("status");
        companion.say("{'type':'status','ref':'R1','status':'FILLED','filled':3,'average_price':10}");
        companion.hear("resync");
        companion.say("{'type':'execution','ref':'R1','exec_id':'x','quantity':3,'price':10,'time_ms':1}");
        companion.say("{'type':'resynced'}");
        assertThat(gateway.next(Types.ORDER_FILL).fields().decimal(Keys.FILLED_QTY))
                .isEqualByComparingTo("3");
        Received status = gateway.next(Types.ORDER_STATUS);
        assertThat(status.fields().text(Keys.STATUS)).isEqualTo("FILLED");
        assertThat(status.fields().decimal(Keys.CUM_QTY)).isEqualByComparingTo("3");
    }

    @Test
    void rubbishIsLeftOutAndTheRestGoesOn() throws IOException {
        connect();
        companion.say("nothing like JSON");
        companion.say("[1,2]");
        companion.say("{'type':'tick','type':'tick'}");
        companion.say("{'no':'type'}");
        companion.say("{'type':'tick','symbol':'NQ'}");
        companion.say("{'type':'never heard of','deep':{'er':[1,{'x':2}]}}");
        companion.say("{'type':'execution','ref':'R9','exec_id':'x','quantity':1,'price':1}");
        companion.say(
                "{'type':'tick','symbol':'NQ','time_ms':1764000000123,'price':1.25,'volume':2,'aggressor':'SELL'}");
        Received tick = gateway.next(Types.MARKET_DATA);
        assertThat(tick.fields().dataDecimal(Keys.PRICE)).isEqualByComparingTo("1.25");
        assertThat(tick.fields().dataText(Keys.AGGRESSOR)).isEqualTo("SELL");
        assertThat(adapter.isUp()).isTrue();
    }

    @Test
    void anEndlessLineEndsTheConnection() throws IOException {
        connect();
        companion.raw("x".repeat(70_000));
        Eventually.await("gone, " + said, () -> !adapter.isUp());
        assertThat(said).anyMatch(line -> line.contains("64 KiB"));
        connect();
    }

    @Test
    void aNewCompanionReplacesTheOldAndAnotherVersionIsRefused() throws IOException {
        connect();
        Companion old = companion;
        connect();
        assertThat(old.isEnded()).isTrue();
        try (Companion newer = new Companion(adapter.port())) {
            newer.say("{'type':'hello','protocol':2,'client':'c','version':'1','account':'A'}");
            assertThat(newer.isEnded()).isTrue();
        }
        order("R1");
        assertThat(rejection()).contains("version 2");
    }

    @Test
    void silenceEndsTheConnection() throws IOException {
        connect();
        companion.hear("heartbeat");
        // The companion says nothing more; the adapter hangs up after 5 s.
        Eventually.await("gone, " + said, () -> !adapter.isUp());
        assertThat(said).anyMatch(line -> line.contains("nothing was heard of it for 5 s"));
    }

    /** A companion's side of the socket. */
    private static final class Companion implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        Companion(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
        }

        void say(String line) throws IOException {
            raw(line.replace('\'', '"') + "\n");
        }

        void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** The next line of a type. */
        String hear(String type) throws IOException {
            String line = in.readLine();
            while (!line.contains("\"type\":\"" + type + "\"")) {
                line = in.readLine();
            }
            return line;
        }

        boolean isEnded() throws IOException {
            try {
                String line = in.readLine();
                while (line != null) {
                    line = in.readLine();
                }
                return true;
            } catch (SocketException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
