package nexus.journal.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nexus.journal.prune.PruneAct.NamedFile;
import nexus.journal.prune.PruneAct.SealRoot;
import nexus.journal.store.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneActsTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private static PruneAct act(int number, long first, long last, NamedFile archive) {
        return new PruneAct(
                number,
                1_450_000_000_123_456_789L,
                "ABCDEFGH",
                "Zoë\tof \\ops\\",
                "line one\nline two",
                "keep 7y, then archive",
                HASH,
                List.of(new PruneAct.Run(
                        "00000000000000000001-one",
                        first,
                        last,
                        1,
                        2,
                        List.of(
                                new NamedFile("journal/a b/20150101F.cq4", 1L << 30, HASH),
                                new NamedFile("journal/a b/metadata.cq4t", 0, HASH)),
                        List.of(new SealRoot("a b/20150101F.cq4", first, last, HASH)),
                        List.of(new NamedFile("/exports/2015/_manifest.json", 77, HASH)),
                        archive)));
    }

    @Test
    void anActComesBackAsItWasWritten() throws Exception {
        PruneActs acts = PruneActs.of(folder);
        PruneAct archived = act(1, 1, 500, new NamedFile("C:\\archive\\one.zip", 12, HASH));
        PruneAct deleted = act(2, 501, 900, null);
        acts.write(deleted);
        acts.write(archived);
        assertThat(acts.all()).containsExactly(archived, deleted);
        assertThat(Sha256.of(acts.file(archived))).isEqualTo(PruneActs.sha256(archived));
    }

    @Test
    void anActIsUnfinishedUntilItIsDoneAndToldUntilItIsJournaled() throws Exception {
        PruneActs acts = PruneActs.of(folder);
        assertThat(acts.unfinished()).isEmpty();
        PruneAct act = act(1, 1, 500, null);
        acts.write(act);
        assertThat(acts.unfinished()).contains(act);
        assertThat(acts.unjournaled()).isEmpty();
        acts.markDone(act);
        assertThat(acts.unfinished()).isEmpty();
        assertThat(acts.unjournaled()).containsExactly(act);
        acts.markJournaled(act, 901);
        assertThat(acts.unjournaled()).isEmpty();
    }

    @Test
    void saysWhyAJournalBeginsLater() throws Exception {
        PruneActs acts = PruneActs.of(folder);
        assertThat(acts.before(1)).isEmpty();
        assertThat(acts.before(501)).isEmpty();
        acts.write(act(1, 1, 500, null));
        assertThat(acts.before(501)).singleElement().asString().startsWith("records 1–500 were pruned on 2015-12-13T");
        assertThat(acts.before(1)).isEmpty();
    }

    @Test
    void aDamagedActIsNamed() throws Exception {
        PruneActs acts = PruneActs.of(folder);
        PruneAct act = act(1, 1, 500, null);
        acts.write(act);
        String text = Files.readString(acts.file(act));
        for (String damaged : List.of(
                "",
                "something else\n",
                text.replace("end\n", ""),
                text + "run\tmore\n",
                text.replace("number\t1", "number\tone"),
                text.replace("number\t1", "number\t2"),
                text.replaceFirst("run\t[^\n]*\n", ""),
                text.replace("time_ns\t", "time\t"))) {
            Files.writeString(acts.file(act), damaged);
            assertThatThrownBy(acts::all)
                    .as(damaged)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("act-000001.txt cannot be read: ");
        }
    }
}
