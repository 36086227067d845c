package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nexus.gateway.router.Router;
import nexus.journal.codec.JsonText;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal in which futures roll, by their rules and by an operator, live and while the gateway is down. */
class RolledJournalTest {
    private static final int OPERATOR = 3;

    @TempDir
    Path data;

    @Test
    void isIdenticalInReplay() throws Exception {
        // From 15 January 2027 on. WDO rolls from G to H on 29 January, WIN from G to J on 16 February.
        JournalScript script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect().tick(16250.25);
        clock(script.pass(TimeUnit.DAYS.toNanos(12)));
        clock(script.pass(TimeUnit.DAYS.toNanos(3))).snapshot();
        script.input(
                RecordKind.OPERATOR_IN,
                OPERATOR,
                roll -> roll.put(Keys.TYPE, Types.ROLLOVER)
                        .put(Keys.SYMBOL, "WIN")
                        .put(Keys.DATE, "2027-02-12")
                        .put(Keys.REASON, "before Carnival is over")
                        .put(Keys.WHO, "ann"));
        long last = script.lastSequence();
        script.pass(TimeUnit.DAYS.toNanos(14)).run("two", Router.VERSION).recovery(last, 0, null);
        clock(script.connect().tick(16251)).checkpoint().close();

        assertThat(rolls())
                .satisfiesExactly(
                        roll -> assertThat(roll)
                                .contains("\"from\":\"WDOG27\",\"to\":\"WDOH27\"", "\"cause\":\"RULE\""),
                        roll -> assertThat(roll)
                                .contains("\"from\":\"WING27\",\"to\":\"WINJ27\"", "\"cause\":\"OPERATOR\""));
        CommandRun verify = CommandRun.of("verify", "--data", data);
        assertThat(verify.out()).contains("identical");
        assertThat(verify.exitCode()).isZero();
    }

    private static JournalScript clock(JournalScript script) {
        return script.control(Types.CLOCK, clock -> clock.put(Keys.OFFSET_NS, 0));
    }

    private List<String> rolls() {
        List<String> found = new ArrayList<>();
        JournalRecord record = new JournalRecord();
        try (JournalReader journal = JournalReader.open(data)) {
            while (journal.next(record)) {
                String text = record.kind() == RecordKind.NEXUS_OUT
                        ? JsonText.of(record.payload(), record.payloadOffset(), record.payloadLength())
                        : "";
                if (text.contains("CONTRACT_ROLL")) {
                    found.add(text);
                }
            }
        }
        return found;
    }
}
