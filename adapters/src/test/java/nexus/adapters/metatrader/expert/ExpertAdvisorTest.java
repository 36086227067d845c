package nexus.adapters.metatrader.expert;

import static nexus.adapters.metatrader.expert.LineServer.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The EA itself, run in a terminal that is none. */
class ExpertAdvisorTest {
    private static final long NOON_MILLIS = 1_764_000_000_000L;

    @TempDir
    private static Path folder;

    private static Path program;

    private LineServer server;
    private StubTerminal terminal;

    @BeforeAll
    static void compile() throws Exception {
        program = StubTerminal.compile(folder);
    }

    @BeforeEach
    void begin() throws IOException {
        server = new LineServer();
        terminal = StubTerminal.start(program, true, server.port(), "NAS100", "US500");
        terminal.does("tick NAS100 " + NOON_MILLIS + " 100.25 100.5 0 0 6");
    }

    @AfterEach
    void end() throws IOException {
        terminal.close();
        server.close();
    }

    private static String order(String ref, String more) {
        return "{'type':'order','ref':'" + ref + "','symbol':'NAS100','side':'BUY','quantity':1.5" + more + "}";
    }

    @Test
    void saysWhoItIs() throws IOException {
        String hello = server.accept();
        assertThat(field(hello, "type")).isEqualTo("hello");
        assertThat(field(hello, "account")).isEqualTo("12345");
        assertThat(field(hello, "server")).isEqualTo("Stub-Demo");
        assertThat(field(hello, "margin_mode")).isEqualTo("netting");
        assertThat(field(hello, "why_closed")).isEmpty();
        server.send("{'type':'subscribe','symbols':['NAS100','NO SUCH']}");
        String symbol = server.next("symbol");
        assertThat(field(symbol, "known")).isEqualTo("true");
        assertThat(Double.parseDouble(field(symbol, "quantity_step"))).isEqualTo(0.1);
        String none = server.next("symbol");
        assertThat(field(none, "symbol")).isEqualTo("NO SUCH");
        assertThat(field(none, "known")).isEqualTo("false");
    }

    @Test
    void everyTickIsToldOnceAlsoManyOfOneMillisecond() throws IOException {
        server.accept();
        server.send("{'type':'subscribe','symbols':['NAS100']}");
        assertThat(field(server.next("tick"), "bid")).isEqualTo("100.25");
        List<String> ticks = new ArrayList<>();
        int count = 9_000;
        for (int i = 0; i < count; i++) {
            // Runs of up to 5,000 in one millisecond: more than are copied at once.
            long millis = NOON_MILLIS + (i < 5_000 ? 1 : i / 3);
            ticks.add("tick NAS100 " + millis + " " + (i + 0.25) + " " + (i + 0.5) + " " + i + ".75 2 "
                    + (i % 2 == 0 ? 8 + 32 : 2 + 4));
        }
        terminal.does(ticks.subList(0, 4_000));
        terminal.does(ticks.subList(4_000, count));
        for (int i = 0; i < count; i++) {
            String tick = server.next();
            assertThat(Double.parseDouble(field(tick, "bid"))).isEqualTo(i + 0.25);
            long millis = NOON_MILLIS + (i < 5_000 ? 1 : i / 3);
            assertThat(field(tick, "time_ms")).isEqualTo(String.valueOf(millis));
            assertThat(field(tick, "price")).isEqualTo(i % 2 == 0 ? i + ".75" : null);
            assertThat(field(tick, "aggressor")).isEqualTo(i % 2 == 0 ? "BUY" : null);
        }
    }

    @Test
    void aMarketOrderIsSentWithTheFillingThatTheSymbolTakesAndFilled() throws IOException {
        server.accept();
        server.send(order("R1", ""));
        assertThat(terminal.await("SEND R1"))
                .contains("action=1 type=0 symbol=NAS100 volume=1.5 price=100.5", "filling=1", "magic=770077");
        String ack = server.next();
        assertThat(field(ack, "type")).isEqualTo("ack");
        assertThat(field(ack, "ref")).isEqualTo("R1");
        assertThat(field(ack, "platform_id")).isEqualTo("1000");
        String execution = server.next();
        assertThat(field(execution, "type")).isEqualTo("execution");
        assertThat(field(execution, "ref")).isEqualTo("R1");
        assertThat(field(execution, "exec_id")).isEqualTo("500");
        assertThat(field(execution, "side")).isEqualTo("BUY");
        assertThat(Double.parseDouble(field(execution, "quantity"))).isEqualTo(1.5);
        assertThat(Double.parseDouble(field(execution, "price"))).isEqualTo(100.5);
        long millis = Long.parseLong(field(execution, "time_ms"));
        assertThat(Math.abs(millis - System.currentTimeMillis())).isLessThan(60_000);
    }

    @ParameterizedTest
    @CsvSource({"1, FOK, 0", "1, IOC, 0", "2, FOK, 1", "3, FOK, 0", "3, DAY, 1", "0, DAY, 2"})
    void fillingIsWhatTheSymbolAllows(int allowed, String timeInForce, int chosen) throws IOException {
        server.accept();
        terminal.does("filling NAS100 " + allowed);
        server.send("{'type':'status','ref':'none'}");
        server.next("status");
        server.send(order("R1", ",'time_in_force':'" + timeInForce + "'"));
        assertThat(terminal.await("SEND R1")).contains("filling=" + chosen);
    }

    @Test
    void pendingOrdersHaveTheirPricesOnTheStep() throws IOException {
        server.accept();
        terminal.does("mode work");
        server.send(order("R1", ",'order_type':'LIMIT','limit_price':99.9,'time_in_force':'GTC'"));
        server.send(order("R2", ",'order_type':'STOP','stop_price':101.1"));
        server.send(order("R3", ",'order_type':'STOP_LIMIT','stop_price':101.25,'limit_price':101.6"));
        assertThat(terminal.await("SEND R1")).contains("action=5 type=2", "price=99.75", "time=0", "filling=2");
        assertThat(terminal.await("SEND R2")).contains("action=5 type=4", "price=101.25", "time=1");
        assertThat(terminal.await("SEND R3")).contains("type=6", "price=101.25 stoplimit=101.5");
        server.send("{'type':'cancel','ref':'R1'}");
        assertThat(field(server.next("canceled"), "ref")).isEqualTo("R1");
        terminal.does("expire 1001");
        String expired = server.next("canceled");
        assertThat(field(expired, "ref")).isEqualTo("R2");
        assertThat(field(expired, "reason")).isEqualTo("expired");
        terminal.does("execute 1002 1 101.5");
        assertThat(field(server.next("execution"), "ref")).isEqualTo("R3");
        server.send("{'type':'status','ref':'R3'}");
        String status = server.next("status");
        assertThat(field(status, "status")).isEqualTo("PARTIALLY_FILLED");
        assertThat(Double.parseDouble(field(status, "filled"))).isEqualTo(1);
        assertThat(Double.parseDouble(field(status, "average_price"))).isEqualTo(101.5);
    }

    @Test
    void whatCannotBeIsRejectedWithoutAskingTheBroker() throws IOException {
        server.accept();
        terminal.does("expiration NAS100 1");
        assertThat(rejected("'symbol':'NOPE','side':'BUY','quantity':1")).contains("Ctrl+U");
        assertThat(rejected("'symbol':'NAS100','side':'HOLD','quantity':1")).contains("HOLD");
        assertThat(rejected("'symbol':'NAS100','side':'BUY','quantity':0.15")).contains("steps of 0.100", "lotStep");
        assertThat(rejected("'symbol':'NAS100','side':'BUY','quantity':0")).contains("quantity 0");
        assertThat(rejected("'symbol':'NAS100','side':'BUY','quantity':1,'order_type':'LIMIT','limit_price':99"))
                .contains("send GTC");
        assertThat(rejected("'symbol':'NAS100','side':'BUY','quantity':1,'order_type':'LIMIT','time_in_force':'GTC'"))
                .contains("without its price");
        terminal.does("algo-off");
        assertThat(rejected("'symbol':'NAS100','side':'BUY','quantity':1")).contains("press Algo Trading");
        terminal.does("offline");
        assertThat(rejected("'symbol':'NAS100','side':'BUY','quantity':1")).contains("no connection to the broker");
        assertThat(terminal.sent()).isZero();
    }

    private int attempts;

    private String rejected(String fields) throws IOException {
        attempts++;
        // What was said to the terminal is done before what comes by the socket next.
        server.send("{'type':'status','ref':'none'}");
        server.next("status");
        server.send("{'type':'order','ref':'X" + attempts + "'," + fields + "}");
        String reject = server.next("reject");
        assertThat(field(reject, "ref")).isEqualTo("X" + attempts);
        return field(reject, "reason");
    }

    @ParameterizedTest
    @CsvSource({
        "10004, DeviationPoints",
        "10014, lotStep",
        "10018, market is closed",
        "10019, not enough money",
        "10027, press Algo Trading",
        "10030, input Filling",
        "10044, may only be closed",
        "19999, Trade Server Return Codes"
    })
    void theBrokersRefusalSaysWhatToDo(int retcode, String says) throws IOException {
        server.accept();
        terminal.does("mode reject " + retcode);
        server.send("{'type':'status','ref':'none'}");
        server.next("status");
        server.send(order("R1", ""));
        assertThat(field(server.next("reject"), "reason"))
                .startsWith(retcode + ": ")
                .contains(says);
    }

    @Test
    void anExecutionThatComesBeforeTheAnswerIsTold() throws IOException {
        server.accept();
        terminal.does("deal-first");
        terminal.does("mangle broker's own");
        server.send("{'type':'status','ref':'none'}");
        server.next("status");
        server.send(order("R1", ""));
        // The comment is the broker's: only the answer tells whose the execution is.
        String ack = server.next("ack");
        assertThat(field(ack, "ref")).isEqualTo("R1");
        assertThat(field(server.next("execution"), "ref")).isEqualTo("R1");
    }

    @Test
    void anOrderWhoseCommentTheBrokerChangedIsFoundByItsTicket() throws IOException {
        server.accept();
        terminal.does("mangle broker's own");
        server.send("{'type':'status','ref':'none'}");
        server.next("status");
        server.send(order("R1", ""));
        server.next("execution");
        terminal.does("restart");
        server.accept();
        server.send("{'type':'status','ref':'R1','platform_id':'1000'}");
        assertThat(field(server.next("status"), "status")).isEqualTo("FILLED");
    }

    @Test
    void aTimeOutIsNoReject() throws IOException {
        server.accept();
        terminal.does("mode timeout");
        server.send("{'type':'status','ref':'none'}");
        server.next("status");
        server.send(order("R1", ""));
        assertThat(field(server.next(), "text")).contains("R1: in doubt: 10012");
        // It was executed all the same.
        terminal.does("execute 1000 1.5 100.5");
        String execution = server.next();
        assertThat(field(execution, "type")).isEqualTo("execution");
        assertThat(field(execution, "ref")).isEqualTo("R1");
        server.send("{'type':'status','ref':'R1'}");
        assertThat(field(server.next(), "status")).isEqualTo("FILLED");
    }

    @Test
    void anOrderThatIsExecutedInPartEndsAsCanceled() throws IOException {
        server.accept();
        terminal.does("mode partial");
        server.send("{'type':'status','ref':'none'}");
        server.next("status");
        server.send(order("R1", ""));
        assertThat(Double.parseDouble(field(server.next("execution"), "quantity")))
                .isEqualTo(0.75);
        assertThat(field(server.next(), "type")).isEqualTo("canceled");
    }

    @Test
    void theSameOrderAgainIsNotSentAgainEvenAfterTheChartWasChanged() throws IOException {
        server.accept();
        server.send(order("R1", ""));
        server.next("execution");
        server.send(order("R1", ""));
        assertThat(field(server.next("status"), "status")).isEqualTo("FILLED");
        terminal.does("restart");
        server.accept();
        server.send(order("R1", ""));
        assertThat(field(server.next("status"), "status")).isEqualTo("FILLED");
        assertThat(terminal.sent()).isEqualTo(1);
    }

    @Test
    void whatHappenedMeanwhileIsToldOnResync() throws IOException {
        server.accept();
        terminal.does("mode work");
        server.send(order("R1", ",'order_type':'LIMIT','limit_price':99,'time_in_force':'GTC'"));
        server.next("ack");
        server.send(order("R2", ",'order_type':'LIMIT','limit_price':98,'time_in_force':'GTC'"));
        server.next("ack");
        server.hangUp();
        terminal.await("disconnected");
        terminal.does("execute 1000 1 99");
        terminal.does("restart");
        terminal.does("execute 1000 0.5 99");
        server.accept();
        server.send("{'type':'resync','since_ms':" + System.currentTimeMillis() + "}");
        List<String> told = server.until("resynced");
        assertThat(told.stream().filter(line -> field(line, "type").equals("execution")))
                .extracting(line -> field(line, "ref") + " " + field(line, "exec_id"))
                .contains("R1 500", "R1 501")
                .allMatch(text -> text.startsWith("R1 "));
        assertThat(told.stream().filter(line -> field(line, "type").equals("ack")))
                .extracting(line -> field(line, "ref"))
                .containsExactly("R2");
        server.send("{'type':'status','ref':'R1'}");
        assertThat(field(server.next("status"), "status")).isEqualTo("FILLED");
    }

    @Test
    void rubbishStopsNothing() throws IOException {
        server.accept();
        server.send("");
        server.send("not JSON");
        server.send("{'type':'order','ref':");
        server.send("{'type':'new','x':[1,2],'y':null,'z':'\\u0041\\n'}");
        server.send("{'type':'status','ref':'a\\\\b'}");
        String status = server.next("status");
        assertThat(field(status, "ref")).isEqualTo("a\\\\b");
        assertThat(field(status, "status")).isEqualTo("UNKNOWN");
    }

    @Test
    void saysWhatToDoWhereConnectingIsNotAllowed() throws IOException {
        terminal.close();
        terminal = StubTerminal.start(program, false, server.port());
        assertThat(terminal.await("not allowed")).contains("Allow WebRequest for listed URL", "127.0.0.1");
    }

    @Test
    void saysOnceWhenNobodyListens() throws IOException {
        terminal.close();
        int port = server.port();
        server.close();
        terminal = StubTerminal.start(program, true, port);
        terminal.await("nobody listens");
        server = new LineServer();
        assertThat(terminal.output().stream().filter(line -> line.contains("nobody")))
                .hasSize(1);
    }
}
