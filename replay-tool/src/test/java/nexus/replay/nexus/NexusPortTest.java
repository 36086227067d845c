package nexus.replay.nexus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom it talks to, and that nothing is lost on the way. */
@Timeout(60)
class NexusPortTest {
    private static final int DEADLINE_MILLIS = 10_000;
    private static final long MILLISECOND = 1_000_000;

    private final List<String> heard = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private BooleanSupplier stopped = () -> false;
    private final NexusPort port = NexusPort.open("tcp://127.0.0.1:0", new Listener(), () -> stopped.getAsBoolean());

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        port.close();
    }

    @Test
    void findsANexusThatNeverSaysAWord() throws Exception {
        DealerNexus nexus = with(DealerNexus.connect(port.address()));
        assertThat(port.awaitNexus()).isTrue();
        send("hello");
        port.flush();
        await(() -> nexus.count() == 1);
        assertThat(texts(nexus)).containsExactly("hello");
    }

    @Test
    void whatDoesNotSpeakZeroMqIsNobody() throws Exception {
        URI address = URI.create(port.address());
        Socket probe = with(new Socket(address.getHost(), address.getPort()));
        Socket browser = with(new Socket(address.getHost(), address.getPort()));
        browser.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        stopAfter(500);
        assertThat(port.awaitNexus()).isFalse();
        stopped = () -> false;
        DealerNexus nexus = with(DealerNexus.connect(port.address()));
        assertThat(port.awaitNexus()).isTrue();
        sendNumbers(0, 100);
        assertThat(port.finish()).isEqualTo(NexusPort.Ending.DELIVERED);
        await(() -> nexus.count() == 100);
        assertThat(probe.isConnected()).isTrue();
        assertThat(remarks).isEmpty();
    }

    @Test
    void ofTwoAtTheBeginningItWaitsForOneToRemain() throws Exception {
        DealerNexus first = DealerNexus.connect(port.address());
        with(DealerNexus.connect(port.address()));
        // Both are there before it looks.
        awaitConnections(2);
        stopped = () -> {
            if (!remarks.isEmpty()) {
                first.close();
                stopped = () -> false;
            }
            return false;
        };
        assertThat(port.awaitNexus()).isTrue();
        assertThat(remarks).singleElement().asString().contains("2 NEXUS are connected", "until one remains");
    }

    /** Looks for connections without choosing one of them. */
    private void awaitConnections(int count) {
        stopAfter(300 * count);
        while (port.connections() < count) {
            port.look();
        }
        stopped = () -> false;
    }

    @Test
    void aSecondOneGetsNothingAndIsNotHeard() throws Exception {
        DealerNexus first = with(DealerNexus.connect(port.address()));
        assertThat(port.awaitNexus()).isTrue();
        DealerNexus second = with(DealerNexus.connect(port.address()));
        await(() -> !remarks.isEmpty());
        second.say("from the second".getBytes(UTF_8));
        first.say("from the first".getBytes(UTF_8));
        sendNumbers(0, 1_000);
        await(() -> first.count() == 1_000 && !heard.isEmpty());
        assertThat(texts(first)).containsExactlyElementsOf(numbers(0, 1_000));
        assertThat(second.count()).isZero();
        assertThat(heard).containsExactly("from the first");
        assertThat(remarks).singleElement().asString().contains("a second NEXUS has connected", "gets nothing");
    }

    @Test
    void waitsForOneThatDoesNotReadAndLosesNothing() throws Exception {
        DealerNexus nexus = with(DealerNexus.connectDeaf(port.address()));
        assertThat(port.awaitNexus()).isTrue();
        byte[] message = new byte[1_000];
        stopAfter(1_000);
        while (port.send(message, 0, message.length)) {
            assertThat(port.sent()).isLessThan(100_000);
        }
        stopped = () -> false;
        long held = port.sent();
        // The system's buffers and the queue, and not one message more.
        assertThat(held).isBetween(4_096L, 30_000L);
        nexus.go();
        sendNumbers(0, 5_000);
        assertThat(port.finish()).isEqualTo(NexusPort.Ending.DELIVERED);
        await(() -> nexus.count() == held + 5_000);
        assertThat(texts(nexus).subList((int) held, (int) held + 5_000)).containsExactlyElementsOf(numbers(0, 5_000));
    }

    @Test
    void theLastMessageReachesASlowOneThatTalksAllTheWhile() throws Exception {
        DealerNexus nexus = with(DealerNexus.connectSlow(port.address(), MILLISECOND / 20));
        nexus.answering(index -> Integer.toString(index).getBytes(US_ASCII));
        assertThat(port.awaitNexus()).isTrue();
        sendNumbers(0, 20_000);
        assertThat(port.finish()).isEqualTo(NexusPort.Ending.DELIVERED);
        await(() -> nexus.count() == 20_000);
        assertThat(texts(nexus)).containsExactlyElementsOf(numbers(0, 20_000));
    }

    @Test
    void oneThatHangsUpBehindTheLastMessageIsNoFault() throws Exception {
        DealerNexus nexus = DealerNexus.connect(port.address());
        assertThat(port.awaitNexus()).isTrue();
        sendNumbers(0, 10);
        await(() -> nexus.count() == 10);
        nexus.close();
        assertThat(port.finish()).isIn(NexusPort.Ending.HUNG_UP, NexusPort.Ending.DELIVERED);
    }

    @Test
    void oneThatLeavesWhileMessagesWaitForItIs() throws Exception {
        DealerNexus nexus = DealerNexus.connectDeaf(port.address());
        assertThat(port.awaitNexus()).isTrue();
        byte[] message = new byte[1_000];
        stopAfter(1_000);
        while (port.send(message, 0, message.length)) {
            assertThat(port.sent()).isLessThan(100_000);
        }
        stopped = () -> false;
        nexus.close();
        assertThatThrownBy(port::finish).isInstanceOf(NexusGoneException.class);
    }

    @Test
    void failsLoudlyWhenNexusLeaves() throws Exception {
        DealerNexus nexus = DealerNexus.connect(port.address());
        assertThat(port.awaitNexus()).isTrue();
        sendNumbers(0, 10);
        port.flush();
        await(() -> nexus.count() == 10);
        nexus.close();
        assertThatThrownBy(() -> sendNumbers(10, 1_000_000))
                .isInstanceOfSatisfying(
                        NexusGoneException.class,
                        gone -> assertThat(gone.messages()).isGreaterThanOrEqualTo(10))
                .hasMessageContaining("NEXUS has left: ");
        with(DealerNexus.connect(port.address()));
        assertThatThrownBy(port::finish).isInstanceOf(NexusGoneException.class);
    }

    @Test
    void anotherOneDoesNotTakeThePlaceOfOneThatLeft() throws Exception {
        DealerNexus nexus = DealerNexus.connect(port.address());
        assertThat(port.awaitNexus()).isTrue();
        DealerNexus second = with(DealerNexus.connect(port.address()));
        await(() -> !remarks.isEmpty());
        nexus.close();
        assertThatThrownBy(() -> sendNumbers(0, 1_000_000)).isInstanceOf(NexusGoneException.class);
        assertThat(second.count()).isZero();
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() {
        assertThatThrownBy(() -> NexusPort.open(port.address(), new Listener(), () -> false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot open " + port.address())
                .hasMessageContaining("another program has this port");
    }

    private void send(String text) throws NexusGoneException {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(port.send(bytes, 0, bytes.length)).isTrue();
    }

    private void sendNumbers(int from, int to) throws NexusGoneException {
        for (int i = from; i < to; i++) {
            send(Integer.toString(i));
            if ((i & 63) == 0) {
                port.poll();
            }
        }
        port.flush();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> texts(DealerNexus nexus) {
        return nexus.heard().stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.add(part);
        return part;
    }

    private void stopAfter(int millis) {
        long end = System.nanoTime() + millis * MILLISECOND;
        stopped = () -> System.nanoTime() - end > 0;
    }

    private void await(BooleanSupplier condition) throws NexusGoneException {
        long end = System.nanoTime() + DEADLINE_MILLIS * MILLISECOND;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            port.look();
        }
    }

    private final class Listener implements NexusListener {
        @Override
        public void message(boolean whole, byte[] buffer, int offset, int length) {
            heard.add(new String(buffer, offset, length, UTF_8));
        }

        @Override
        public void remark(String text) {
            remarks.add(text);
        }
    }
}
