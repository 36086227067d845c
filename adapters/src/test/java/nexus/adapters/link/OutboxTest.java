package nexus.adapters.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3, 100);

    @Test
    void sentEventsComeBackAheadOfThoseThatWait() {
        offer("a", true);
        offer("b", true);
        outbox.sent(0);
        outbox.sent(0);
        offer("c", true);
        assertThat(outbox.rewind(50)).isEqualTo(2);
        assertThat(sendAll(60)).containsExactly("a", "b", "c");
    }

    @Test
    void whatWasSentTooLongAgoDoesNotComeBack() {
        offer("old", true);
        outbox.sent(0);
        offer("new", true);
        outbox.sent(90);
        assertThat(outbox.rewind(101)).isEqualTo(1);
        assertThat(sendAll(102)).containsExactly("new");
    }

    @Test
    void whatIsNotRepeatableDoesNotComeBack() {
        offer("status", false);
        offer("fill", true);
        sendAll(0);
        outbox.rewind(1);
        assertThat(sendAll(2)).containsExactly("fill");
    }

    @Test
    void refusesMoreThanItMayKeep() {
        assertThat(offer("a", true)).isTrue();
        assertThat(offer("b", true)).isTrue();
        assertThat(offer("c", true)).isTrue();
        assertThat(offer("d", true)).isFalse();
        assertThat(sendAll(0)).containsExactly("a", "b", "c");
    }

    @Test
    void repeatsAreRepeatedIfTheyAreLostOnceMore() {
        offer("a", true);
        sendAll(0);
        outbox.rewind(90);
        sendAll(95);
        assertThat(outbox.rewind(190)).isEqualTo(1);
    }

    private boolean offer(String text, boolean repeatable) {
        return outbox.offer(text.getBytes(StandardCharsets.UTF_8), repeatable);
    }

    private List<String> sendAll(long nowNanos) {
        List<String> sent = new ArrayList<>();
        byte[] message;
        while ((message = outbox.peek()) != null) {
            sent.add(new String(message, StandardCharsets.UTF_8));
            outbox.sent(nowNanos);
        }
        return sent;
    }
}
