package nexus.adapters.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders on a session that stands: what is sent, and what is made of what comes back. */
class FixOrdersTest {
    @TempDir
    static Path folder;

    private static StrictFixServer server;
    private static FixStage stage;
    private static int orders;

    @BeforeAll
    static void up() throws IOException {
        server = new StrictFixServer();
        stage = new FixStage(folder, server.port()).up();
    }

    @AfterAll
    static void down() throws IOException {
        stage.close();
        server.close();
    }

    @AfterEach
    void clientDidRight() {
        assertThat(server.violations()).isEmpty();
    }

    /** A working order; its ref. */
    private static String working() throws IOException {
        String ref = "R" + ++orders;
        stage.order(ref, "5");
        server.next("D");
        report(ref, "17=N" + ref + "|150=0|39=0|14=0|151=5|6=0");
        assertThat(stage.event()).isEqualTo("ack " + ref);
        return ref;
    }

    private static void report(String ref, String fields) throws IOException {
        server.send("8", "37=O" + ref + "|11=" + ref + "|55=1001|54=1|38=5|" + fields);
    }

    @Test
    void everyKindOfOrder() throws IOException {
        stage.order("K1", "5");
        FixMessage market = server.next("D");
        assertThat(market.toString())
                .contains("|11=K1|", "|1=ACC1|", "|21=1|", "|22=8|", "|48=4711|", "|55=1001|", "|54=1|", "|38=5|")
                .contains("|40=1|", "|59=0|")
                .doesNotContain("|44=", "|99=");
        stage.order("K2", "SELL", "LIMIT", "21000.30", null, "GTC");
        // Never towards the market: a sell limit goes up to the step.
        assertThat(server.next("D").toString()).contains("|54=2|", "|40=2|", "|44=21000.50|", "|59=1|");
        stage.order("K3", "BUY", "STOP", null, "21000.25", "IOC");
        assertThat(server.next("D").toString()).contains("|40=3|", "|99=21000.25|", "|59=3|");
        stage.order("K4", "BUY", "STOP_LIMIT", "21001", "21000.50", "FOK");
        assertThat(server.next("D").toString()).contains("|40=4|", "|44=21001.00|", "|99=21000.50|", "|59=4|");
    }

    @Test
    void partialFillsAndOneThatComesTwice() throws IOException {
        String ref = working();
        report(ref, "17=E1|150=F|39=1|32=2|31=21000.25|14=2|151=3|6=21000.25");
        report(ref, "17=E1|150=F|39=1|32=2|31=21000.25|14=2|151=3|6=21000.25|97=Y");
        report(ref, "17=E2|150=F|39=2|32=3|31=21000.50|14=5|151=0|6=21000.4");
        assertThat(stage.events(2))
                .containsExactly(
                        "fill " + ref + " 2@21000.25 " + ref + "/E1 PARTIALLY_FILLED",
                        "fill " + ref + " 3@21000.5 " + ref + "/E2 FILLED");
    }

    @Test
    void execTypeAloneIsNoExecution() throws IOException {
        String ref = "R" + ++orders;
        stage.order(ref, "5");
        server.next("D");
        // As QuickFIX/J's executor has it: 2 in both, the quantity in one only.
        report(ref, "17=X1|150=2|39=0|14=0|151=5|6=0");
        report(ref, "17=X2|150=2|39=2|32=5|31=12.3|14=5|151=0|6=12.3");
        assertThat(stage.events(2)).containsExactly("ack " + ref, "fill " + ref + " 5@12.3 " + ref + "/X2 FILLED");
    }

    @Test
    void executionUnderAPendingCancel() throws IOException {
        String ref = working();
        report(ref, "17=P1|150=6|39=6|32=0|14=0|151=5|6=0");
        report(ref, "17=P2|150=F|39=6|32=1|31=21000|14=1|151=4|6=21000");
        // Echoes the last execution, and is none.
        report(ref, "17=P3|150=6|39=6|32=1|31=21000|14=1|151=4|6=21000");
        report(ref, "17=P4|150=4|39=4|32=0|14=1|151=0|6=21000");
        assertThat(stage.events(2))
                .containsExactly(
                        "fill " + ref + " 1@21000 " + ref + "/P2 PARTIALLY_FILLED",
                        "canceled " + ref + ": canceled at the counterparty");
    }

    @Test
    void rejected() throws IOException {
        String ref = "R" + ++orders;
        stage.order(ref, "5");
        server.next("D");
        report(ref, "17=J1|150=8|39=8|14=0|151=0|6=0|103=3|58=exceeds limit");
        assertThat(stage.event())
                .isEqualTo("reject " + ref + ": the counterparty rejects it: exceeds limit (OrdRejReason 3)");
    }

    @Test
    void canceled() throws IOException {
        String ref = working();
        stage.cancel(ref);
        FixMessage cancel = server.next("F");
        assertThat(cancel.text(41)).isEqualTo(ref);
        assertThat(cancel.text(37)).isEqualTo("O" + ref);
        server.send(
                "8",
                "37=O" + ref + "|17=C1|150=4|39=4|11=" + cancel.text(11) + "|41=" + ref
                        + "|55=1001|54=1|38=5|14=0|151=0|6=0");
        assertThat(stage.event()).isEqualTo("canceled " + ref + ": canceled at the counterparty");
    }

    @Test
    void cancelRefusedAndAskedWhereItStands() throws IOException {
        String ref = working();
        stage.cancel(ref);
        FixMessage first = server.next("F");
        server.send("9", "37=O" + ref + "|11=" + first.text(11) + "|41=" + ref + "|39=0|434=1|102=0|58=too late");
        stage.awaitSaid("order " + ref + " is not canceled: too late (CxlRejReason 0)");
        FixMessage question = server.next("H");
        assertThat(question.text(11)).isEqualTo(ref);
        report(ref, "17=0|150=I|39=0|14=0|151=5|6=0");
        assertThat(stage.event()).isEqualTo("status " + ref + " WORKING 0");
        stage.cancel(ref);
        assertThat(server.next("F").text(11)).isNotEqualTo(first.text(11));
    }

    @Test
    void businessRejectOfAnOrder() throws IOException {
        String named = "R" + ++orders;
        stage.order(named, "5");
        server.next("D");
        server.send("j", "372=D|379=" + named + "|380=0|58=market closed");
        assertThat(stage.event())
                .isEqualTo("reject " + named + ": the counterparty rejects it: market closed (BusinessRejectReason 0)");
        String numbered = "R" + ++orders;
        stage.order(numbered, "5");
        int number = server.next("D").number(34);
        server.send("3", "45=" + number + "|372=D|371=21|373=2|58=tag 21 is not for you");
        assertThat(stage.event())
                .isEqualTo("reject " + numbered + ": the counterparty rejects it: tag 21 is not for you (tag 21)");
    }

    @Test
    void statusTellsWhatWasMissedOnce() throws IOException {
        String ref = working();
        stage.ask(ref);
        server.next("H");
        report(ref, "17=0|150=I|39=1|14=3|151=2|6=100.5");
        assertThat(stage.events(2))
                .containsExactly(
                        "fill " + ref + " 3@100.5 " + ref + "/~3 PARTIALLY_FILLED",
                        "status " + ref + " PARTIALLY_FILLED 3");
        // What was missed comes after all, then something new.
        report(ref, "17=M1|150=F|39=1|32=1|31=100|14=1|151=4|6=100|97=Y");
        report(ref, "17=M2|150=F|39=1|32=2|31=100.75|14=3|151=2|6=100.5|97=Y");
        report(ref, "17=M3|150=F|39=2|32=2|31=101|14=5|151=0|6=100.7");
        assertThat(stage.event()).isEqualTo("fill " + ref + " 2@101 " + ref + "/M3 FILLED");
    }

    @Test
    void aStatusIsNoExecutionThoughItEchoesOne() throws IOException {
        String ref = working();
        report(ref, "17=S1|150=F|39=1|32=2|31=50|14=2|151=3|6=50");
        assertThat(stage.event()).isEqualTo("fill " + ref + " 2@50 " + ref + "/S1 PARTIALLY_FILLED");
        stage.ask(ref);
        server.next("H");
        report(ref, "17=S9|150=I|39=1|32=2|31=50|14=2|151=3|6=50");
        assertThat(stage.event()).isEqualTo("status " + ref + " PARTIALLY_FILLED 2");
    }

    @Test
    void endsOfOtherKinds() throws IOException {
        String expired = working();
        report(expired, "17=A1|150=C|39=C|14=0|151=0|6=0|58=end of day");
        assertThat(stage.event()).isEqualTo("canceled " + expired + ": expired: end of day");
        String smaller = working();
        report(smaller, "17=A2|150=F|39=2|32=2|31=7|14=2|151=0|6=7");
        assertThat(stage.events(2))
                .containsExactly(
                        "fill " + smaller + " 2@7 " + smaller + "/A2 PARTIALLY_FILLED",
                        "canceled " + smaller + ": made smaller at the counterparty, and filled with 2");
    }

    @Test
    void changedByHandUnderAnotherName() throws IOException {
        String ref = working();
        server.send("8", "37=O" + ref + "|11=manual|17=B1|150=F|39=2|55=1001|54=1|38=5|32=5|31=9|14=5|151=0|6=9");
        assertThat(stage.event()).isEqualTo("fill " + ref + " 5@9 " + ref + "/B1 FILLED");
    }

    @Test
    void ofNoOrderOfOursAndUnreadable() throws IOException {
        server.send("8", "37=Z|11=stranger|17=Z1|150=F|39=2|55=1001|54=1|38=5|32=5|31=9|14=5|151=0|6=9");
        String ref = working();
        report(ref, "17=Z2|150=F|32=5|31=9|14=5|151=0|6=9");
        stage.awaitSaid("field=39 in 8=FIX.4.4|");
        report(ref, "17=Z4|150=F|39=2|32=five|31=9|14=5|151=0|6=9");
        stage.awaitSaid("five");
        report(ref, "17=Z3|150=H|39=0|32=5|31=9|14=0|151=5|6=9|58=bust");
        stage.awaitSaid("takes back or changes execution Z3 of order " + ref);
    }

    @Test
    void comesAgainAndOffItsStep() {
        stage.gateway.sendOrder(stage.peer, "Q1", FixStage.NQ, "1.5");
        assertThat(stage.event()).startsWith("reject Q1: quantity 1.5 of NQH25 is no multiple");
        stage.gateway.sendOrder(stage.peer, "Q2", "XX", "1");
        assertThat(stage.event()).startsWith("reject Q2: the platform has no symbol XX");
        assertThat(server.hasArrived()).isFalse();
    }
}
