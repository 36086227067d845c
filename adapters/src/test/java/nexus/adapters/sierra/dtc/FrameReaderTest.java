package nexus.adapters.sierra.dtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import nexus.adapters.sierra.dtc.OrderMessages.SubmitNewSingleOrder;
import nexus.adapters.sierra.dtc.SessionMessages.Heartbeat;
import nexus.adapters.sierra.dtc.SessionMessages.LogonResponse;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final FrameReader frames = new FrameReader();
    private final List<byte[]> taken = new ArrayList<>();

    private void feed(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            ByteBuffer space = frames.space();
            int count = Math.min(space.remaining(), bytes.length - at);
            space.put(bytes, at, count);
            frames.added(count, message -> taken.add(message.toBytes()));
            at += count;
        }
    }

    @Test
    void anyCutGivesTheSameMessages() throws IOException {
        long seed = Long.getLong("adapters.seed", 20_261_123L);
        System.out.println("FrameReaderTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        MessageType[] types = MessageType.values();
        List<byte[]> sent = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 3_000; i++) {
            byte[] message = new byte[random.nextInt(Message.HEAD_LENGTH, i % 100 == 0 ? FrameReader.MAX_LENGTH : 800)];
            random.nextBytes(message);
            ByteBuffer.wrap(message)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) message.length)
                    .putShort((short) (i % 3 == 0 ? 9_000 : types[random.nextInt(types.length)].number()));
            sent.add(message);
            stream.write(message);
        }
        byte[] all = stream.toByteArray();
        int at = 0;
        while (at < all.length) {
            int count = Math.min(all.length - at, 1 + random.nextInt(random.nextInt(4) == 0 ? 20_000 : 7));
            feed(Arrays.copyOfRange(all, at, at + count));
            at += count;
        }
        assertThat(taken).containsExactlyElementsOf(sent);
    }

    @Test
    void aLengthThatNoMessageHasEndsTheStream() {
        assertThatThrownBy(() -> feed(new byte[] {3, 0, 1, 0})).hasMessageContaining("a length of 3");
        assertThatThrownBy(() -> new FrameReaderTest().feed(new byte[] {1, 0x20, 1, 0}))
                .hasMessageContaining("a length of 8193");
    }

    @Test
    void jsonIsNamed() {
        byte[] json = "{\"Type\":2}\0".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> feed(json)).hasMessageContaining("speaks JSON");
    }

    @Test
    void fieldsOfOlderRevisionsAreNotSetAndNewerOnesAreReadOver() {
        Message old = Message.of(MessageType.LOGON_RESPONSE, 176).put(LogonResponse.RESULT, 1);
        assertThat(old.number(LogonResponse.RESULT)).isEqualTo(1);
        assertThat(old.text(LogonResponse.SERVER_NAME)).isEmpty();
        assertThat(old.flag(LogonResponse.TRADING_IS_SUPPORTED)).isFalse();
        Message update = Message.of(MessageType.ORDER_UPDATE, 520);
        assertThat(update.whole(OrderUpdate.ORDER_RECEIVED_DATE_TIME)).isZero();
        assertThat(update.real(OrderUpdate.LATEST_TRANSACTION_DATE_TIME)).isZero();
        assertThat(Message.of(MessageType.ORDER_UPDATE, 300).decimal(OrderUpdate.LAST_FILL_PRICE))
                .isNull();
        Message longer = Message.of(MessageType.HEARTBEAT, 64).put(Heartbeat.CURRENT_DATE_TIME, 5);
        assertThat(longer.whole(Heartbeat.CURRENT_DATE_TIME)).isEqualTo(5);
    }

    @Test
    void bothRevisionsOfANewOrderAreRead() {
        Message old = Message.of(MessageType.SUBMIT_NEW_SINGLE_ORDER).put(SubmitNewSingleOrder.QUANTITY, 2);
        assertThat(old.length()).isEqualTo(296);
        assertThat(old.decimal(SubmitNewSingleOrder.QUANTITY)).isEqualByComparingTo("2");
        assertThat(old.decimal(SubmitNewSingleOrder.INTENDED_POSITION_QUANTITY)).isNull();
        Message newer = Message.of(MessageType.SUBMIT_NEW_SINGLE_ORDER, 304)
                .put(SubmitNewSingleOrder.QUANTITY, 2)
                .put(SubmitNewSingleOrder.INTENDED_POSITION_QUANTITY, 5);
        assertThat(newer.decimal(SubmitNewSingleOrder.QUANTITY)).isEqualByComparingTo("2");
        assertThat(newer.decimal(SubmitNewSingleOrder.INTENDED_POSITION_QUANTITY))
                .isEqualByComparingTo("5");
    }

    @Test
    void whatIsNotSetIsNull() {
        Message update = Message.of(MessageType.ORDER_UPDATE);
        for (double unset : new double[] {Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(update.put(OrderUpdate.PRICE1, unset).decimal(OrderUpdate.PRICE1))
                    .isNull();
        }
        assertThat(update.put(OrderUpdate.PRICE1, 1e22)
                        .decimal(OrderUpdate.PRICE1)
                        .toString())
                .isEqualTo("10000000000000000000000");
    }

    @Test
    void aTextLeavesRoomForItsNul() {
        Message message = Message.of(MessageType.SUBMIT_NEW_SINGLE_ORDER);
        String longest = "x".repeat(31);
        assertThat(message.put(SubmitNewSingleOrder.CLIENT_ORDER_ID, longest)
                        .text(SubmitNewSingleOrder.CLIENT_ORDER_ID))
                .isEqualTo(longest);
        assertThatThrownBy(() -> message.put(SubmitNewSingleOrder.CLIENT_ORDER_ID, longest + "x"))
                .hasMessageContaining("at most 31");
    }

    @Test
    void typesThatAreNotSpokenAreNull() {
        for (int number : new int[] {0, 4, 8, 113, 600, 703, 65_535}) {
            assertThat(MessageType.of(number)).as("%d", number).isNull();
        }
    }
}
