package nexus.adapters.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that break, begin anew, are refused, and have gaps: nothing is sent late, nothing is told twice or lost. */
class FixSessionTest {
    @TempDir
    Path folder;

    private StrictFixServer server;
    private FixStage stage;

    @BeforeEach
    void open() throws IOException {
        server = new StrictFixServer();
        stage = new FixStage(folder, server.port());
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
        server.close();
        assertThat(server.violations()).isEmpty();
    }

    private void report(String ref, String fields) throws IOException {
        server.send("8", "37=O" + ref + "|11=" + ref + "|55=1001|54=1|38=5|" + fields);
    }

    private void dropAndAwaitDown() throws IOException {
        server.drop();
        Eventually.await("noticed", () -> !stage.adapter.isUp());
    }

    @Test
    void anOrderWhileDownIsRejectedAndNeverSent() throws IOException {
        stage.up();
        server.accept(false);
        dropAndAwaitDown();
        stage.order("D1", "5");
        assertThat(stage.event())
                .startsWith("reject D1: the FIX session CLIENT -> SERVER at 127.0.0.1:")
                .contains("is not logged on: the connection was lost");
        server.accept(true);
        stage.awaitUp();
        stage.order("D2", "5");
        assertThat(server.next("D").text(11)).isEqualTo("D2");
    }

    @Test
    void aResendRequestGetsGapsAndNoOrder() throws IOException {
        stage.up();
        stage.order("G1", "5");
        int number = server.next("D").number(34);
        report("G1", "17=G|150=0|39=0|14=0|151=5|6=0");
        assertThat(stage.event()).isEqualTo("ack G1");
        for (int from : new int[] {1, number}) {
            server.askResend(from);
            FixMessage gap = server.nextAdmin("4");
            assertThat(gap.text(123)).isEqualTo("Y");
            assertThat(gap.number(34)).isEqualTo(from);
            assertThat(server.next("H").text(11)).isEqualTo("G1");
            report("G1", "17=0|150=I|39=0|14=0|151=5|6=0");
            assertThat(stage.event()).isEqualTo("status G1 WORKING 0");
        }
        // It goes on where it was; the server would complain of any other number, and of an order sent again.
        stage.awaitUp();
        stage.order("G2", "5");
        assertThat(server.next("D").text(11)).isEqualTo("G2");
        assertThat(server.hasArrived()).isFalse();
    }

    @Test
    void anOrderThatAFillCoversIsAskedFor() throws IOException {
        stage.up();
        stage.order("C1", "5");
        int number = server.next("D").number(34);
        server.askResend(number);
        assertThat(server.nextAdmin("4").number(34)).isEqualTo(number);
        assertThat(server.next("H").text(11)).isEqualTo("C1");
        report("C1", "17=0|150=I|39=8|103=5|14=0|151=0|6=0");
        assertThat(server.next("H").text(11)).isEqualTo("C1");
        report("C1", "17=0|150=I|39=8|103=5|14=0|151=0|6=0");
        assertThat(stage.event()).isEqualTo("reject C1: the counterparty has never seen it");
    }

    @Test
    void anExecutionMissedInTheBreakIsResentAndToldOnce() throws IOException {
        stage.up();
        stage.order("M1", "5");
        server.next("D");
        report("M1", "17=1|150=0|39=0|14=0|151=5|6=0");
        report("M1", "17=2|150=F|39=1|32=2|31=10|14=2|151=3|6=10");
        assertThat(stage.events(2)).containsExactly("ack M1", "fill M1 2@10 M1/2 PARTIALLY_FILLED");
        dropAndAwaitDown();
        // Sent into the break: the client misses number after number.
        server.skip(1);
        FixMessage request = server.nextAdmin("2");
        int missed = request.number(7);
        server.resend("8", missed, "37=OM1|11=M1|55=1001|54=1|38=5|17=3|150=F|39=2|32=3|31=11|14=5|151=0|6=10.6");
        server.resend("4", missed + 1, "123=Y|36=" + (missed + 2));
        assertThat(stage.event()).isEqualTo("fill M1 3@11 M1/3 FILLED");
        stage.awaitUp();
        // Below what is expected, as a repeat: nothing.
        server.resend("8", missed, "37=OM1|11=M1|55=1001|54=1|38=5|17=3|150=F|39=2|32=3|31=11|14=5|151=0|6=10.6");
        stage.ask("M1");
        assertThat(stage.event()).isEqualTo("status M1 FILLED 5");
    }

    @Test
    void numbersThatBeginAnewLoseNoExecution() throws IOException {
        stage.withSession(s -> new FixSessionSettings(
                        s.host(),
                        s.port(),
                        "CLIENT",
                        "SERVER",
                        "CLIENTSUB",
                        "TRADE",
                        "me",
                        "secret-word",
                        30,
                        true,
                        null,
                        null))
                .up();
        assertThat(server.lastLogon().toString())
                .contains("|141=Y|", "|50=CLIENTSUB|", "|57=TRADE|", "|553=me|", "|554=secret-word|");
        stage.order("N1", "5");
        server.next("D");
        report("N1", "17=1|150=0|39=0|14=0|151=5|6=0");
        assertThat(stage.event()).isEqualTo("ack N1");
        dropAndAwaitDown();
        stage.awaitUp();
        assertThat(server.lastLogon().number(34)).isEqualTo(1);
        assertThat(server.next("H").text(11)).isEqualTo("N1");
        report("N1", "17=0|150=I|39=4|14=2|151=0|6=10.25");
        assertThat(stage.events(3))
                .containsExactly(
                        "fill N1 2@10.25 N1/~2 PARTIALLY_FILLED",
                        "canceled N1: canceled at the counterparty",
                        "status N1 CANCELED 2");
    }

    @Test
    void restartGoesOnWithTheNumbersAndAsks() throws IOException {
        stage.up();
        stage.order("S1", "5");
        server.next("D");
        report("S1", "17=1|150=F|39=1|32=2|31=10|14=2|151=3|6=10");
        assertThat(stage.events(2)).containsExactly("ack S1", "fill S1 2@10 S1/1 PARTIALLY_FILLED");
        server.drop();
        stage.adapter.close();
        server.skip(1);
        stage.start();
        assertThat(stage.event()).isEqualTo("fill S1 2@10 S1/1 PARTIALLY_FILLED");
        int missed = server.nextAdmin("2").number(7);
        server.resend("8", missed, "37=OS1|11=S1|55=1001|54=1|38=5|17=1|150=F|39=1|32=2|31=10|14=2|151=3|6=10");
        server.resend("4", missed + 1, "123=Y|36=" + (missed + 2));
        server.next("H");
        report("S1", "17=0|150=I|39=1|14=2|151=3|6=10");
        report("S1", "17=2|150=F|39=2|32=3|31=12|14=5|151=0|6=11.2");
        assertThat(stage.events(2)).containsExactly("status S1 PARTIALLY_FILLED 2", "fill S1 3@12 S1/2 FILLED");
        stage.order("S1", "5");
        assertThat(stage.event()).isEqualTo("status S1 FILLED 5");
        assertThat(server.hasArrived()).isFalse();
    }

    @Test
    void anOrderThatDiedWithTheConnectionIsSettledByTheAnswer() throws IOException {
        stage.up();
        stage.order("L1", "5");
        FixMessage lost = server.next("D");
        server.lose();
        server.accept(false);
        dropAndAwaitDown();
        stage.ask("L1");
        server.accept(true);
        stage.awaitUp();
        FixMessage gap = server.nextAdmin("4");
        assertThat(gap.number(34)).isEqualTo(lost.number(34));
        assertThat(gap.number(36)).isGreaterThan(lost.number(34));
        assertThat(server.next("H").text(11)).isEqualTo("L1");
        report("L1", "17=0|150=I|39=8|103=5|14=0|151=0|6=0|58=unknown order");
        assertThat(stage.event()).isEqualTo("reject L1: the counterparty has never seen it: unknown order");
    }

    @Test
    void anAnswerThatOvertookTheOrderIsAskedForAgain() throws IOException {
        stage.up();
        stage.order("V1", "5");
        server.next("D");
        stage.ask("V1");
        server.next("H");
        report("V1", "17=0|150=I|39=8|103=5|14=0|151=0|6=0|58=unknown order");
        assertThat(server.next("H").text(11)).isEqualTo("V1");
        report("V1", "17=1|150=0|39=0|14=0|151=5|6=0");
        assertThat(stage.events(2)).containsExactly("ack V1", "status V1 WORKING 0");
        // It had taken it: that it knows it no more proves nothing.
        stage.ask("V1");
        server.next("H");
        report("V1", "17=0|150=I|39=8|103=5|14=0|151=0|6=0|58=unknown order");
        stage.awaitSaid("no longer knows order V1, which it had taken");
    }

    @Test
    void refusedLogonSaysWhyAndWaitsLonger() throws IOException {
        server.refuse("bad password");
        stage.start();
        stage.awaitSaid("not logged on: CLIENT -> SERVER at 127.0.0.1:" + server.port() + ": bad password");
        stage.order("B1", "5");
        assertThat(stage.event()).endsWith("is not logged on: bad password");
        server.refuse(null);
        stage.awaitUp();
        assertThat(stage.adapter.status().toString()).contains("is logged on");
        noSecretIn(folder);
    }

    private void noSecretIn(Path where) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(where)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).anyMatch(file -> file.toString().endsWith("senderseqnums"));
        assertThat(files).allSatisfy(file -> assertThat(read(file)).doesNotContain("secret-word"));
        assertThat(stage.said).noneMatch(line -> line.contains("secret-word"));
        assertThat(FixStage.session(1, "A", "B").toString()).doesNotContain("secret-word");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLogHasNoPassword() {
        assertThat(MaskedLog.mask(
                        "8=FIX.4.4\u000135=A\u0001553=me\u0001554=secret-word\u0001925=other\u000110=1\u0001"))
                .isEqualTo("8=FIX.4.4|35=A|553=me|554=***|925=***|10=1|");
    }

    @Test
    void aSilentCounterpartyGetsNoOrder() throws IOException {
        stage.withSession(s -> new FixSessionSettings(
                        s.host(), s.port(), "CLIENT", "SERVER", "", "", "", "", 1, false, null, null))
                .up();
        assertThat(server.lastLogon().text(554)).isNull();
        server.mute(true);
        Eventually.await("silence noticed", () -> !stage.adapter.isUp());
        stage.order("Q1", "5");
        assertThat(stage.event()).startsWith("reject Q1: the FIX session CLIENT -> SERVER");
        server.mute(false);
    }

    @Test
    void noStatusRequestsAreTaken() throws IOException {
        stage.up();
        stage.order("U1", "5");
        server.next("D");
        report("U1", "17=1|150=0|39=0|14=0|151=5|6=0");
        assertThat(stage.event()).isEqualTo("ack U1");
        stage.ask("U1");
        int number = server.next("H").number(34);
        server.send("j", "45=" + number + "|372=H|380=3|58=Unsupported Message Type");
        stage.awaitSaid("takes no OrderStatusRequest");
        stage.ask("U1");
        stage.awaitSaid("order U1 stays as it is known here");
        stage.cancel("U1");
        number = server.next("F").number(34);
        server.send("j", "45=" + number + "|372=F|380=3|58=Unsupported Message Type");
        assertThat(stage.event()).isEqualTo("status U1 WORKING 0");
    }
}
