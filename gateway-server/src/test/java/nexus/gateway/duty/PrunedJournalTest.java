package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import nexus.journal.prune.PruneAct;
import nexus.journal.prune.PruneActs;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway on a journal whose first run was taken out by an act. */
class PrunedJournalTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private PruneActs acts;
    private long last;

    /** Two runs with an order each; the first is taken out, as the tool would do it. */
    @BeforeEach
    void pruned() throws Exception {
        folder = temporary.resolve("a data folder");
        trade("first");
        last = lastSequence();
        trade("second");
        acts = PruneActs.of(folder);
        acts.write(act(acts.writeBase(last, Router.VERSION, stateBehind(last))));
        Path journal = folder.resolve("journal");
        try (Stream<Path> runs = Files.list(journal)) {
            Path first = runs.sorted().findFirst().orElseThrow();
            Files.move(first, acts.removing().resolve(first.getFileName().toString()));
        }
        for (Path snapshot : snapshots()) {
            if (snapshot.getFileName().toString().compareTo(String.format("%020d.snapshot", last)) <= 0) {
                Files.delete(snapshot);
            }
        }
    }

    private PruneAct act(String base) {
        PruneAct.NamedFile file = new PruneAct.NamedFile("journal/one/20150101F.cq4", 5, "ab".repeat(32));
        return new PruneAct(
                1,
                1_450_000_000_000_000_000L,
                "ABCDEFGH",
                "ann",
                "tax years are over",
                "keep 7y, then archive",
                base,
                List.of(new PruneAct.Run("one", 1, last, 1, 2, List.of(file), List.of(), List.of(), file)));
    }

    private void trade(String orderId) throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            nexus.send(TestPeer.signal(orderId, "NQ"));
            platform.await("ORDER");
            assertThat(gateway.stop()).isTrue();
        }
    }

    private long lastSequence() {
        try (JournalReader journal = JournalReader.open(folder)) {
            return journal.lastSequence();
        }
    }

    private byte[] stateBehind(long sequence) {
        Replay replay = new Replay(new Router());
        JournalRecord record = new JournalRecord();
        try (JournalReader journal = JournalReader.open(folder)) {
            while (journal.nextSequence() <= sequence && journal.next(record)) {
                replay.accept(record);
            }
        }
        return replay.router().stateBytes();
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("snapshots"))) {
            return all.toList();
        }
    }

    private List<String> told() {
        return RunningGateway.journal(folder, RecordKind.NOTE).stream()
                .filter(note -> note.contains("\"PRUNE\""))
                .toList();
    }

    private void verifyFromTheBase() throws IOException {
        Replay replay =
                new Replay(Router.ofState(acts.base(last + 1).orElseThrow().state()));
        JournalRecord record = new JournalRecord();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(record)) {
                replay.accept(record);
            }
        }
        assertThat(replay.firstDivergence()).isEmpty();
    }

    @Test
    void theNextStartJournalsADoneActOnce() throws Exception {
        acts.markDone(acts.all().get(0));
        trade("third");
        assertThat(told())
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .contains("\"number\":1", "\"who\":\"ann\"", "\"reason\":\"tax years are over\"")
                        .contains("\"policy\":\"keep 7y, then archive\"", "\"from_seq\":1,\"to_seq\":" + last)
                        .contains("\"runs\":[\"one\"]")
                        .contains(PruneActs.sha256(acts.all().get(0)))
                        .contains("ab".repeat(32)));
        trade("fourth");
        assertThat(told()).hasSize(1);
        verifyFromTheBase();
    }

    @Test
    void anActThatIsNotDoneIsNotJournaledAsIfItWere() throws Exception {
        trade("third");
        assertThat(told()).isEmpty();
        verifyFromTheBase();
    }

    @Test
    void anActThatCannotBeReadIsNoReasonNotToStart() throws Exception {
        Path file = acts.file(acts.all().get(0));
        Files.writeString(file, Files.readString(file).replace("end\n", ""));
        trade("third");
        assertThat(told()).isEmpty();
    }

    @Test
    void withoutASnapshotTheStartBeginsWithTheStateThatTheActLeft() throws Exception {
        for (Path snapshot : snapshots()) {
            Files.delete(snapshot);
        }
        trade("third");
        verifyFromTheBase();
    }

    @Test
    void withoutThatStateTooItRefusesAndSaysWhy() throws Exception {
        for (Path snapshot : snapshots()) {
            Files.delete(snapshot);
        }
        try (Stream<Path> bases = Files.list(folder.resolve("pruned").resolve("snapshots"))) {
            for (Path base : bases.toList()) {
                Files.delete(base);
            }
        }
        assertThatThrownBy(() -> RunningGateway.start(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begins with record " + (last + 1))
                .hasMessageContaining("no snapshot that a replay could begin at");
    }

    @Test
    void aStateThatIsNotWhatTheActLeftIsNotUsed() throws Exception {
        for (Path snapshot : snapshots()) {
            Files.delete(snapshot);
        }
        acts.writeBase(last, Router.VERSION, new Router().stateBytes());
        assertThatThrownBy(() -> RunningGateway.start(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not what act 1 has left");
    }
}
