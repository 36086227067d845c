package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import nexus.adapters.link.Eventually;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.SessionMessages.Logoff;
import nexus.adapters.sierra.dtc.SessionMessages.LogonRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How sessions begin, are refused and are lost. */
class SierraSessionTest {
    @TempDir
    Path folder;

    private SierraStage stage;
    private StrictDtcServer server;

    @BeforeEach
    void open() throws IOException {
        stage = new SierraStage(folder);
        server = stage.server;
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private static UnaryOperator<SierraSettings> settings(int heartbeatSeconds, boolean asksEncoding) {
        return s -> new SierraSettings(
                s.host(),
                s.port(),
                "user1",
                "pass1",
                s.account(),
                heartbeatSeconds,
                asksEncoding,
                s.dataSource(),
                s.dataFolder(),
                s.resumesScid(),
                s.scidPollMillis(),
                s.symbols());
    }

    @Test
    void encodingIsAskedForAndCredentialsAreSent() throws IOException {
        stage.with(settings(10, true)).up();
        assertThat(server.received(MessageType.ENCODING_REQUEST)).hasSize(1);
        Message logon = server.received(MessageType.LOGON_REQUEST).get(0);
        assertThat(logon.text(LogonRequest.USERNAME)).isEqualTo("user1");
        assertThat(logon.text(LogonRequest.PASSWORD)).isEqualTo("pass1");
        assertThat(stage.said.toString()).doesNotContain("pass1");
    }

    @Test
    void aServerWithAFixedEncodingIsNotAsked() throws IOException {
        stage.with(settings(10, false)).up();
        assertThat(server.received(MessageType.ENCODING_REQUEST)).isEmpty();
    }

    @Test
    void anotherEncodingIsNotSpokenAndTriedAgain() throws IOException {
        server.encoding = 2;
        stage.start();
        stage.awaitSaid("insists on encoding 2: set Encoding to Automatic or Binary");
        server.encoding = 0;
        Eventually.await("up", stage.adapter::isUp);
    }

    @Test
    void aRefusedLogonIsTriedAgain() throws IOException {
        server.logonResult = 2;
        server.logonText = "busy";
        stage.start();
        stage.awaitSaid("refuses the logon: busy");
        Eventually.await(
                "again", () -> server.received(MessageType.LOGON_REQUEST).size() >= 3);
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains("refuses the logon: busy");
        assertThat(stage.countSaid("busy")).as("said once").isEqualTo(1);
        server.logonResult = 1;
        Eventually.await("up", stage.adapter::isUp);
        assertThat(server.orders.orderCount()).isZero();
    }

    @Test
    void aLogonRefusedForGoodIsNotTriedAgain() throws IOException {
        server.logonResult = 3;
        server.logonText = "wrong password";
        stage.start();
        stage.awaitSaid("for good: wrong password");
        server.logonResult = 1;
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains("start the adapter again");
        assertThat(server.received(MessageType.LOGON_REQUEST)).hasSize(1);
    }

    @Test
    void theServerMaySendUsElsewhere() throws IOException {
        try (StrictDtcServer other = new StrictDtcServer()) {
            server.logonResult = 4;
            server.reconnectAddress = "127.0.0.1:" + other.port();
            stage.up();
            assertThat(other.logons()).isEqualTo(1);
            server.logonResult = 1;
            other.down();
            Eventually.await("back where it began", () -> server.logons() == 1 && stage.adapter.isUp());
            assertThat(other.violations()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsNoneIsNotTaken() throws IOException {
        server.logonResult = 4;
        server.reconnectAddress = "host:many";
        stage.start();
        stage.awaitSaid("\"host:many\" is no address");
    }

    @Test
    void aSilentServerIsDeadAfterTwoIntervals() throws IOException {
        stage.with(settings(1, true)).up();
        server.silent = true;
        long silentSince = System.nanoTime();
        Eventually.await("silent for 1.6 s", () -> System.nanoTime() - silentSince > 1_600_000_000);
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").containsAnyOf("has been silent for 1 s", "no heartbeat");
        stage.awaitSaid("no heartbeat for 2 s");
        server.silent = false;
        Eventually.await("up again", () -> server.logons() == 2 && stage.adapter.isUp());
        Eventually.await(
                "heartbeats", () -> !server.received(MessageType.HEARTBEAT).isEmpty());
    }

    @Test
    void aShortLogonResponseAllowsNoTrading() throws IOException {
        server.logonResponseLength = 176;
        stage.start();
        stage.awaitSaid("logged on");
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains("Allow Trading");
    }

    @Test
    void aLongerLogonResponseIsTaken() throws IOException {
        server.logonResponseLength = 300;
        stage.up();
    }

    @Test
    void aLogoffMayBeForGood() throws IOException {
        stage.up();
        server.send(Message.of(MessageType.LOGOFF).put(Logoff.REASON, "maintenance"));
        stage.awaitSaid("logged us off: maintenance");
        Eventually.await("up again", () -> server.logons() == 2 && stage.adapter.isUp());
        server.send(Message.of(MessageType.LOGOFF).put(Logoff.REASON, "bye").put(Logoff.DO_NOT_RECONNECT, 1));
        stage.awaitSaid("it does not want us back");
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1").contains("bye");
        assertThat(server.logons()).isEqualTo(2);
    }

    @Test
    void messagesOfUnknownTypesAndNonsenseLengths() throws IOException {
        stage.up();
        server.send(Message.read(new byte[] {12, 0, 113, 0, 1, 2, 3, 4, 5, 6, 7, 8}));
        server.send(Message.read(new byte[] {4, 0, -1, -1}));
        stage.order("R1", "1");
        assertThat(stage.event()).isEqualTo("ack R1");
        server.send(Message.read(new byte[] {1, 0, 7, 0}));
        stage.awaitSaid("no DTC message: a length of 1");
        Eventually.await("up again", () -> server.logons() == 2 && stage.adapter.isUp());
    }

    @Test
    void aServerThatIsNotThereIsNamedOnceAndOrdersAreNotSentLater() throws IOException {
        server.down();
        stage.start();
        stage.awaitSaid("start Sierra Chart, and turn on Enable DTC Protocol Server");
        stage.order("R1", "1");
        assertThat(stage.event()).contains("reject R1: no DTC server at 127.0.0.1");
        server.up();
        Eventually.await("up", stage.adapter::isUp);
        assertThat(stage.countSaid("no DTC server")).isEqualTo(1);
        assertThat(server.orders.orderCount()).isZero();
    }
}
