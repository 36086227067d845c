package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void comesBackFromItsLine() throws IOException {
        Histogram nanos = new Histogram(60_000_000_000L, 3);
        nanos.recordValueWithCount(1_234, 1_000);
        nanos.recordValue(59_000_000_000L);
        Answer sent =
                new Answer().put("count", -7).put("at", "tcp://127.0.0.1:5555").put("nanos", nanos);

        Answer received = Answer.parse(sent.line());

        assertThat(received.number("count")).isEqualTo(-7);
        assertThat(received.word("at")).isEqualTo("tcp://127.0.0.1:5555");
        assertThat(received.histogram("nanos")).isEqualTo(nanos);
    }

    @Test
    void emptyOneIsPossible() {
        assertThat(Answer.parse(new Answer().line()).line()).isEmpty();
    }

    @Test
    void whatIsMissingOrNotOfTheKindIsNamed() {
        Answer answer = Answer.parse("word=abc half=AAAA");

        assertThatThrownBy(() -> answer.number("count"))
                .isInstanceOf(IOException.class)
                .hasMessage("no count in the answer word=abc half=AAAA");
        assertThatThrownBy(() -> answer.number("word"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("word is no number");
        assertThatThrownBy(() -> answer.histogram("half"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("half is no histogram");
    }
}
