package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;

import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import org.junit.jupiter.api.Test;

class DtcTimesTest {
    @Test
    void bothRevisionsOfAnOrderUpdateGiveTheSameTime() {
        Message seconds = Message.of(MessageType.ORDER_UPDATE).put(OrderUpdate.ORDER_RECEIVED_DATE_TIME, 1_700_000_000);
        Message millis =
                Message.of(MessageType.ORDER_UPDATE).put(OrderUpdate.ORDER_RECEIVED_DATE_TIME, 1_700_000_000_000L);
        assertThat(DtcTimes.ofSecondsOrMillis(seconds.whole(OrderUpdate.ORDER_RECEIVED_DATE_TIME)))
                .isEqualTo(1_700_000_000_000_000_000L)
                .isEqualTo(DtcTimes.ofSecondsOrMillis(millis.whole(OrderUpdate.ORDER_RECEIVED_DATE_TIME)));
    }

    @Test
    void fractionsAreGoodToAMicrosecond() {
        assertThat(DtcTimes.ofSeconds(1_700_000_000.125)).isEqualTo(1_700_000_000_125_000_000L);
        assertThat(DtcTimes.ofSeconds(1_700_000_000.000001)).isEqualTo(1_700_000_000_000_001_000L);
        assertThat(DtcTimes.ofSeconds(0)).isZero();
    }
}
