package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepCommandTest {
    @TempDir
    Path data;

    private JournalScript script;

    @BeforeEach
    void aGatewayWithOnePlatform() throws Exception {
        script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
    }

    /** Runs the commands, one a line, beginning at a record. */
    private String step(long at, String... commands) throws Exception {
        script.close();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(String.join("\n", commands).getBytes(StandardCharsets.UTF_8)));
        try {
            CommandRun run = CommandRun.of("step", "--data", data, "--at", at);
            assertThat(run.err()).as("a pipe is not prompted").isEmpty();
            assertThat(run.exitCode()).isZero();
            return run.out();
        } finally {
            System.setIn(before);
        }
    }

    /** The records that were shown, in order. */
    private static List<Long> shown(String out) {
        return out.lines()
                .filter(line -> line.matches("\\d+  2027-.*"))
                .map(line -> Long.parseLong(line.split(" ", 2)[0]))
                .toList();
    }

    @Test
    void showsARecordWhatTheRouterMakesOfItAndWhatChanges() throws Exception {
        script.tick(16250.0).signal("7");
        long signal = script.lastSequence() - 2;

        assertThat(step(signal, "next", "quit"))
                .startsWith(signal + "  2027-01-15T08:00:00.0")
                .contains("(+1.000 ms)  NEXUS_IN from connection 2")
                .contains("  {\"type\":\"SIGNAL\",")
                .contains("  note    INFO  order routed to nt8: BUY NQ 03-25 × 1 (7, ref ABCDEFGH1)")
                .contains("  output  ORDER to connection 1: {\"type\":\"ORDER\",")
                .containsPattern("  change  counters/orders +0 → 1")
                .containsPattern("  change  orders/ABCDEFGH1 +\\(none\\) → 7 BUY 1 NQ on nt8 as 1 NQ 03-25: SENT")
                .contains("PLATFORM_OUT to connection 1, made by record " + signal)
                .contains("  just as the router makes it");
    }

    @Test
    void aFillChangesOrderAndPosition() throws Exception {
        script.signal("7").fill("7");

        assertThat(step(1, "fill"))
                .containsPattern("change  orders/ABCDEFGH1/state +SENT → FILLED")
                .containsPattern("change  orders/ABCDEFGH1/average_price +\\(none\\) → 16250.5")
                .containsPattern("change  positions/nt8/NQ/quantity +\\(none\\) → 1");
    }

    @Test
    void forwardBackAndRepeat() throws Exception {
        script.tick(1).tick(2).tick(3).tick(4);

        assertThat(shown(step(5, "n", "", "b", "", "", "next 4", "back 100", "goto 7", "n 1000", "goto 7")))
                .containsExactly(5L, 6L, 7L, 6L, 5L, 4L, 8L, 1L, 7L, 7L);
    }

    @Test
    void searchesStopAtWhatTheyLookFor() throws Exception {
        script.tick(16250).signal("7");
        long first = script.lastSequence() - 2;
        script.tick(16251).signal("7");
        long refused = script.lastSequence() - 1;
        script.signal("eight");
        long second = script.lastSequence() - 2;
        script.fill("eight");
        long fill = script.lastSequence() - 1;
        script.checkpoint();

        assertThat(shown(step(
                        1,
                        "order",
                        "o",
                        "goto 1",
                        "r",
                        "f",
                        "goto 1",
                        "/ eight",
                        "find SIGNAL_ACK",
                        "find CHECKPOINT")))
                .containsExactly(1L, first, second, 1L, refused, fill, 1L, second, second + 2, script.lastSequence());
        assertThat(step(fill, "order")).contains("no further order up to record " + script.lastSequence());
    }

    @Test
    void findsTheNextDivergence() throws Exception {
        script.signal("7").alterNextOutput(new byte[] {(byte) 0x80}).signal("8");
        long altered = script.lastSequence() - 1;
        script.signal("9").alterNextOutput(new byte[] {(byte) 0x80}).signal("10");
        long second = script.lastSequence() - 1;

        String out = step(1, "divergence", "d", "d");

        assertThat(shown(out)).containsExactly(1L, altered, second);
        assertThat(out)
                .contains("DIVERGES: another output")
                .contains("  the journal has   to 1 because of " + (altered - 1) + ": {}")
                .contains("no further divergence up to record");
    }

    @Test
    void stateIsThatBehindTheRecord() throws Exception {
        script.signal("7").fill("7");
        long fill = script.lastSequence() - 1;

        assertThat(step(fill, "state orders", "state positions", "back", "state orders/ABCDEFGH1", "s nothing"))
                .containsPattern("orders/ABCDEFGH1 +7 BUY 1 NQ on nt8 as 1 NQ 03-25: FILLED, filled 1")
                .containsPattern("positions/nt8/NQ/quantity +1")
                .containsPattern("orders/ABCDEFGH1/state +SENT")
                .contains("nothing below 'nothing'; sections: gateway,");
    }

    @Test
    void diffIsSinceTheMark() throws Exception {
        script.signal("7");
        long before = script.lastSequence();
        script.tick(16251).fill("7").signal("8");

        assertThat(step(before, "mark", "diff", "goto " + script.lastSequence(), "="))
                .contains("marked: the state behind record " + before)
                .contains("  no difference")
                .contains("from behind record " + before + " to behind record " + script.lastSequence() + ":")
                .containsPattern("change  orders/ABCDEFGH1/state +SENT → FILLED")
                .containsPattern("change  orders/ABCDEFGH2 +\\(none\\) → 8 BUY");
        assertThat(step(before, "diff")).contains("nothing is marked: use mark first");
    }

    @Test
    void whyLeadsFromTheAnswerToTheSignal() throws Exception {
        script.signal("7").tick(16251).fill("7");
        long told = script.lastSequence();

        List<String> chain = step(told, "why")
                .lines()
                .filter(line -> line.matches("  (because|this|made) .*"))
                .toList();

        assertThat(chain).hasSize(3);
        assertThat(chain.get(0)).startsWith("  because ").contains("NEXUS_IN").contains("\"SIGNAL\"");
        assertThat(chain.get(1)).startsWith("  because " + (told - 1) + " ").contains("ORDER_FILL");
        assertThat(chain.get(2)).startsWith("  this    " + told + " ");
    }

    @Test
    void aRestartShowsWhatItDoesToOrders() throws Exception {
        script.signal("7");
        long last = script.lastSequence();
        script.run("two", Router.VERSION).recovery(last, 0, null);

        assertThat(step(1, "find RECOVERY", "/RECOVERY"))
                .containsPattern("change  orders/ABCDEFGH1/state +SENT → IN_DOUBT")
                .containsPattern("change  orders/ABCDEFGH1/reason +\\(none\\) → the gateway was restarted");
    }

    @Test
    void mistakesAreAnsweredAndNothingMoves() throws Exception {
        script.tick(1);

        assertThat(step(3, "jump", "next x", "goto yesterday", "goto 999", "find", "next"))
                .contains("there is no command 'jump'; try help")
                .contains("'x' is no number of records")
                .contains("'yesterday' is neither a sequence")
                .contains("there is no record 999: the journal ends with record ")
                .contains("find what?")
                .satisfies(out -> assertThat(shown(out)).containsExactly(3L, 4L));
    }

    @Test
    void helpListsEveryCommand() throws Exception {
        String out = step(1, "help");

        Stream.of(
                        "next",
                        "back",
                        "goto",
                        "order",
                        "reject",
                        "fill",
                        "divergence",
                        "find",
                        "state",
                        "mark",
                        "diff",
                        "why")
                .forEach(command -> assertThat(out).contains("\n  " + command));
    }

    @Test
    void aTimeIsAPlaceToBegin() throws Exception {
        script.tick(1);
        script.control(Types.CLOCK, clock -> clock.put(Keys.OFFSET_NS, 0));
        script.close();

        assertThat(shown(step(1, "goto 2027-01-15T08:00:00.005Z"))).containsExactly(1L, 5L);
    }
}
