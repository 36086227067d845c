package nexus.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.prune.PruneAct;
import nexus.journal.prune.PruneActs;
import nexus.journal.seal.JournalSealer;
import nexus.journal.seal.SealFinding;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import nexus.journal.seal.SealVerification;
import nexus.journal.store.DataFolderLock;
import nexus.journal.store.JournalReader;
import nexus.journal.store.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three runs of 2015, 2016 and lately, sealed and exported: each refusal, whole acts, and acts that were interrupted. */
class PruneCommandTest {
    private static final long YEAR_NANOS = Duration.ofDays(365).toNanos();
    /** The script's clock begins in 2027. */
    private static final long TO_2015_NANOS = -12 * YEAR_NANOS;

    @TempDir
    private Path folder;

    private Path data;
    private SealKey key;
    private long secondRun;
    private long thirdRun;
    private long last;

    @BeforeEach
    void threeRuns() throws Exception {
        data = folder.resolve("a data folder");
        JournalScript script = new JournalScript(data);
        script.pass(TO_2015_NANOS).run("one", Router.VERSION).recovery(0, 0, null);
        script.connect().tick(16250.25).signal("first").fill("first").snapshot();
        secondRun = script.lastSequence() + 1;
        script.pass(YEAR_NANOS).run("two", Router.VERSION).recovery(script.lastSequence(), 0, null);
        script.connect().tick(16251).signal("second").fill("second").tick(16252).snapshot();
        thirdRun = script.lastSequence() + 1;
        script.pass(10 * YEAR_NANOS).run("three", Router.VERSION).recovery(script.lastSequence(), 0, null);
        script.connect().tick(16253).snapshot();
        last = script.lastSequence();
        script.close();
        key = SealKey.make(data.resolve(SealKey.FILE_NAME));
        seal();
        export("all", 1, last);
    }

    private void seal() throws IOException {
        try (JournalSealer sealer = JournalSealer.open(data, key, 10_000, () -> 1_700_000_000_000_000_000L)) {
            int read;
            do {
                read = sealer.read(1_000);
            } while (read > 0);
            sealer.seal();
        }
    }

    /** A manifest as an export writes it, and a file that it names. */
    private Path export(String what, long first, long end) throws IOException {
        Path exports = Files.createDirectories(data.resolve("exports").resolve("export " + first));
        Path file = exports.resolve("records.jsonl");
        Files.writeString(file, "the records " + first + " to " + end + "\n");
        Path manifest = exports.resolve("_manifest.json");
        Files.writeString(
                manifest,
                String.format(Locale.ROOT, """
                {"manifest_version":1,"kind":"export","settings":{"what":"%s","format":"jsonl"},"journal_id":"ABCDEFGH",
                "covered":{"first_seq":%d,"last_seq":%d,"first_time_ns":1,"last_time_ns":2,"complete":true,"problem":null},
                "rows":1,"files":[{"path":"records.jsonl","schema":"records","schema_version":1,"rows":1,"first_seq":%d,
                "last_seq":%d,"bytes":%d,"sha256":"%s"}],"seals":[],"notices":[]}
                """, what, first, end, first, end, Files.size(file), Sha256.of(file)));
        return manifest;
    }

    private CommandRun prune(Object... more) {
        return CommandRun.of(Stream.concat(Stream.of("prune", "--data", data), Stream.of(more))
                .toArray());
    }

    private CommandRun dryRun() {
        return prune("--keep", "7y", "--dry-run");
    }

    private CommandRun act(Object... more) {
        return prune(Stream.concat(
                        Stream.of("--keep", "7y", "--confirm", "--reason", "tax years are over", "--who", "ann"),
                        Stream.of(more))
                .toArray());
    }

    private String run(long first, String id) {
        return String.format(Locale.ROOT, "%020d-%s", first, id);
    }

    /** Every file and what it holds. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(data.relativize(file).toString(), Sha256.of(file));
            }
        }
        return contents;
    }

    private List<SealFinding> sealFindings() throws IOException {
        List<SealFinding> findings = new java.util.ArrayList<>();
        SealVerification.of(data, SealFolder.of(data), List.of(key.publicKey()), findings::add, sequence -> {});
        return findings;
    }

    private long firstSequence() {
        try (JournalReader journal = JournalReader.open(data)) {
            return journal.firstSequence();
        }
    }

    @Test
    void aDryRunSaysWhatAndWhyAndChangesNothing() throws Exception {
        Map<String, String> before = contents();
        CommandRun dry = dryRun();
        assertThat(dry.out())
                .contains(run(1, "one") + "  records 1–" + (secondRun - 1))
                .contains("would be archived: old enough, sealed, exported by")
                .contains(run(thirdRun, "three"))
                .contains("stays: younger than the policy: its last record is of 20")
                .contains("would go: 2 of 3 runs, " + (thirdRun - 1) + " records; the journal then begins with record "
                        + thirdRun)
                .endsWith("dry run: nothing was changed" + System.lineSeparator());
        assertThat(dry.err()).isEmpty();
        assertThat(dry.exitCode()).isZero();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void nothingHappensWithoutAConfirmationAReasonAndASpan() throws Exception {
        Map<String, String> before = contents();
        assertThat(prune("--keep", "7y").err()).contains("--dry-run to see").contains("--confirm");
        assertThat(prune("--keep", "7y", "--confirm").err()).contains("--confirm needs --reason");
        assertThat(prune("--confirm", "--reason", "x").err()).contains("--keep 7y");
        assertThat(prune("--keep", "soon", "--dry-run").err()).contains("'soon' is no span such as 7y");
        for (CommandRun refused : List.of(prune("--keep", "7y"), prune("--keep", "7y", "--confirm"))) {
            assertThat(refused.exitCode()).isEqualTo(2);
        }
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void belowTheFloorOnlyKnowingly() {
        assertThat(prune("--keep", "6y", "--dry-run").err()).contains("below the floor of 7y");
        assertThat(prune("--keep", "2554d", "--dry-run").exitCode()).isEqualTo(2);
        CommandRun knowingly = prune("--keep", "6y", "--below-floor", "test data only", "--dry-run");
        assertThat(knowingly.out()).contains("keep 6y, then archive; below the floor of 7y: test data only");
        assertThat(knowingly.exitCode()).isZero();
    }

    @Test
    void whatIsNotSealedStaysAndAllBehindIt() throws Exception {
        try (Stream<Path> seals = Files.list(SealFolder.of(data))) {
            for (Path file : seals.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        CommandRun dry = dryRun();
        assertThat(dry.out())
                .contains("stays: not sealed: no seal covers all of its records")
                .contains("0 of 3 runs");
        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(act().exitCode()).isEqualTo(1);
        assertThat(firstSequence()).isEqualTo(1);
        assertThat(PruneActs.of(data).all()).isEmpty();
    }

    @Test
    void whatIsNoLongerWhatWasSealedStays() throws Exception {
        DamagedFile.of(data, "one").get(0).flipInLast("CHECKPOINT");
        CommandRun run = act();
        assertThat(run.out()).contains("0 of 3 runs");
        assertThat(run.exitCode()).isNotZero();
        assertThat(firstSequence()).isEqualTo(1);
    }

    @Test
    void whatIsNotExportedStays() throws Exception {
        Path manifest = data.resolve("exports").resolve("export 1").resolve("_manifest.json");
        Files.delete(manifest);
        assertThat(dryRun().out())
                .contains("stays: not exported: no manifest covers records 1–" + (secondRun - 1) + " losslessly");

        export("fills", 1, last);
        assertThat(dryRun().out()).contains("it is an export of fills, from which records cannot be rebuilt");

        Files.writeString(export("records", 1, last), Files.readString(manifest).replace("\"jsonl\"", "\"csv\""));
        assertThat(dryRun().out()).contains("it is an export as csv, from which records cannot be rebuilt");

        Files.writeString(
                export("records", 1, last),
                Files.readString(manifest).replace("\"format\"", "\"symbols\":\"NQ\",\"format\""));
        assertThat(dryRun().out()).contains("it is of some symbols only: NQ");

        export("records", 1, secondRun);
        CommandRun half = dryRun();
        assertThat(half.out())
                .contains("would go: 1 of 3 runs, " + (secondRun - 1) + " records")
                .contains("stays: not exported: no manifest covers records " + (secondRun + 1) + "–" + (thirdRun - 1));
        assertThat(half.exitCode()).isEqualTo(1);

        export("records", secondRun - 2, last);
        assertThat(dryRun().out()).as("two exports together").contains("2 of 3 runs");

        Files.writeString(manifest.resolveSibling("records.jsonl"), "?", UTF_8, StandardOpenOption.APPEND);
        assertThat(dryRun().out()).contains("records.jsonl is not what was exported: SHA-256 differs");

        Files.writeString(manifest, Files.readString(manifest).replace("ABCDEFGH", "OTHERJRN"));
        assertThat(dryRun().out()).contains("it is of journal OTHERJRN");
    }

    /** As the export command writes it, not as this test does; and an export behind the act. */
    @Test
    void whatTheExportCommandWritesCounts() throws Exception {
        deleteAll(data.resolve("exports"));
        Path exports = data.resolve("exports").resolve("to the end of two");
        CommandRun export = CommandRun.of(
                "export",
                "--data",
                data,
                "--what",
                "records",
                "--format",
                "jsonl",
                "--to",
                thirdRun - 1,
                "--out",
                exports);
        assertThat(export.err()).isEmpty();
        assertThat(dryRun().out()).contains("2 of 3 runs");
        assertThat(act().exitCode()).isZero();

        CommandRun behind = CommandRun.of(
                "export", "--data", data, "--what", "all", "--format", "jsonl", "--out", folder.resolve("out"));
        assertThat(behind.out()).contains("records " + thirdRun + " to " + last);
        assertThat(behind.err()).contains("records 1–" + (thirdRun - 1) + " were pruned on ");
        assertThat(behind.exitCode()).isZero();
    }

    @Test
    void anExportElsewhereIsFoundWhereItIsSaidToBe() throws Exception {
        Path elsewhere = folder.resolve("other place");
        Files.move(data.resolve("exports"), elsewhere);
        assertThat(dryRun().out()).contains("0 of 3 runs");
        assertThat(prune("--keep", "7y", "--dry-run", "--exports", elsewhere).out())
                .contains("2 of 3 runs");
    }

    @Test
    void whatAStartNeedsStays() throws Exception {
        JournalScript.deleteSnapshots(data, thirdRun);
        CommandRun dry = dryRun();
        assertThat(dry.out())
                .contains("stays: needed: a start begins at the snapshot of record " + (thirdRun - 1))
                .contains("1 of 3 runs");
        JournalScript.deleteSnapshots(data, 0);
        assertThat(dryRun().out()).contains("needed: there is no snapshot that a start could begin at");
    }

    @Test
    void whatARunningGatewayHasMappedStays() throws Exception {
        try (DataFolderLock lock = DataFolderLock.acquire(data)) {
            CommandRun dry = dryRun();
            assertThat(dry.out()).contains("stays: a running gateway has its files mapped: process ");
            assertThat(dry.exitCode()).isEqualTo(1);
            CommandRun run = act();
            assertThat(run.err()).contains("process " + ProcessHandle.current().pid());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(lock.isHeld()).isTrue();
        }
        assertThat(firstSequence()).isEqualTo(1);
    }

    @Test
    void withoutTheSealsKeyNothingHappens() throws Exception {
        Map<String, String> before = contents();
        Path elsewhere = folder.resolve("key_secret");
        Files.move(data.resolve(SealKey.FILE_NAME), elsewhere);
        before.remove(SealKey.FILE_NAME);
        CommandRun run = act();
        assertThat(run.err()).contains("there is no seal key");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(contents()).isEqualTo(before);
        assertThat(act("--seal-key", elsewhere).exitCode()).isZero();
    }

    @Test
    void aWholeActLeavesAJournalThatBeginsLaterAndSaysWhy() throws Exception {
        Map<String, String> before = contents();
        CommandRun run = act();
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("records 1–" + (thirdRun - 1) + " were pruned on ");

        assertThat(firstSequence()).isEqualTo(thirdRun);
        PruneAct act = PruneActs.of(data).all().get(0);
        assertThat(act.who()).isEqualTo("ann");
        assertThat(act.reason()).isEqualTo("tax years are over");
        assertThat(act.policy()).isEqualTo("keep 7y, then archive");
        assertThat(act.runs()).hasSize(2);
        assertThat(act.runs()).allSatisfy(pruned -> {
            assertThat(pruned.files())
                    .isNotEmpty()
                    .allSatisfy(
                            file -> assertThat(before.get(Path.of(file.name()).toString()))
                                    .isEqualTo(file.sha256()));
            assertThat(pruned.seals()).isNotEmpty();
            assertThat(pruned.exports()).hasSize(1);
        });
        String pruned = "records 1–" + (thirdRun - 1) + " were pruned on ";

        CommandRun verify = CommandRun.of("verify", "--data", data);
        assertThat(verify.out()).contains(pruned).endsWith("identical" + System.lineSeparator());
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isZero();
        assertThat(CommandRun.of("ls", "--data", data).out()).startsWith(pruned);
        CommandRun state = CommandRun.of("state", "--data", data, "--at", thirdRun);
        assertThat(state.exitCode()).isZero();
        assertThat(state.out()).as("what was held before is still known").contains("NQ");
        CommandRun report = CommandRun.of("report", "--data", data);
        assertThat(report.exitCode()).isZero();
        assertThat(report.err()).isEmpty();
        assertThat(sealFindings()).isEmpty();
        CommandRun seals = CommandRun.of("seal", "verify", "--data", data);
        assertThat(seals.out())
                .contains("pruned     records 1–" + (secondRun - 1) + ", on purpose, by ann: act 1, SHA-256 "
                        + PruneActs.sha256(act) + ": tax years are over")
                .contains("pruned     records " + secondRun + "–" + (thirdRun - 1))
                .contains("sound");
        assertThat(seals.exitCode()).isZero();
    }

    @Test
    void theJournalGoesOnBehindAnActAndTheNextActTakesWhatIsOldThen() throws Exception {
        Files.delete(export("records", 1, last));
        export("records", 1, secondRun - 1);
        assertThat(act().exitCode()).as("the second run is refused").isEqualTo(1);
        assertThat(firstSequence()).isEqualTo(secondRun);
        assertThat(CommandRun.of("verify", "--data", data).out()).endsWith("identical" + System.lineSeparator());

        export("records", secondRun, last);
        assertThat(act().exitCode()).isZero();
        assertThat(firstSequence()).isEqualTo(thirdRun);
        assertThat(PruneActs.of(data).all()).extracting(PruneAct::number).containsExactly(1, 2);
        CommandRun verify = CommandRun.of("verify", "--data", data);
        assertThat(verify.out())
                .contains("records 1–" + (secondRun - 1) + " were pruned")
                .contains("records " + secondRun + "–" + (thirdRun - 1) + " were pruned")
                .endsWith("identical" + System.lineSeparator());
        assertThat(sealFindings()).isEmpty();
    }

    @Test
    void anArchiveGivesTheRunsBackByteForByte() throws Exception {
        Map<String, String> before = contents();
        act();
        Path restored = folder.resolve("restored data");
        for (String archive : List.of(run(1, "one"), run(secondRun, "two"))) {
            CommandRun restore = CommandRun.of(
                    "prune", "--restore", data.resolve("archive").resolve(archive + ".zip"), "--out", restored);
            assertThat(restore.err()).isEmpty();
            assertThat(restore.exitCode()).isZero();
        }
        Map<String, String> after = new TreeMap<>(before);
        after.keySet().removeIf(name -> !name.contains("-one") && !name.contains("-two") && !isSnapshotBefore(name));
        data = restored;
        assertThat(contents()).isEqualTo(after);
        CommandRun verify = CommandRun.of("verify", "--data", restored);
        assertThat(verify.out()).contains("snapshots  2 compared").endsWith("identical" + System.lineSeparator());
        assertThat(verify.exitCode()).isZero();
    }

    private boolean isSnapshotBefore(String name) {
        return name.endsWith(".snapshot") && !name.contains(String.format(Locale.ROOT, "%020d", last));
    }

    @Test
    void aDamagedArchiveIsNotUnpacked() throws Exception {
        act();
        Path archive = data.resolve("archive").resolve(run(1, "one") + ".zip");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 3] ^= 1;
        Files.write(archive, bytes);
        CommandRun restore = CommandRun.of("prune", "--restore", archive, "--out", folder.resolve("out"));
        assertThat(restore.exitCode()).isEqualTo(2);
        assertThat(restore.err()).isNotEmpty();
    }

    @Test
    void withDeleteNothingIsKeptButTheTrace() throws Exception {
        CommandRun run = act("--delete");
        assertThat(run.exitCode()).isZero();
        assertThat(data.resolve("archive")).doesNotExist();
        PruneAct act = PruneActs.of(data).all().get(0);
        assertThat(act.runs()).allMatch(PruneAct.Run::isDeleted);
        assertThat(act.describe()).contains("deleted");
        assertThat(CommandRun.of("verify", "--data", data).exitCode()).isZero();
        assertThat(sealFindings()).isEmpty();
    }

    @Test
    void anActThatWasInterruptedIsCompletedAndNoneBegunBesideIt() throws Exception {
        Map<String, String> whole = contents();
        act();
        PruneActs acts = PruneActs.of(data);
        PruneAct act = acts.all().get(0);
        // As if it had been interrupted behind the first run: the second is back, the mark is gone.
        Files.delete(data.resolve("pruned").resolve("act-000001.done"));
        Path restored = folder.resolve("restored");
        CommandRun.of(
                "prune",
                "--restore",
                data.resolve("archive").resolve(run(secondRun, "two") + ".zip"),
                "--out",
                restored);
        Path back = data.resolve("journal").resolve(run(secondRun, "two"));
        Files.move(restored.resolve("journal").resolve(run(secondRun, "two")), back);

        assertThat(dryRun().err()).contains("act 1: complete it first, with --resume");
        assertThat(act().exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("dump", "--data", data).exitCode())
                .as("readable in between")
                .isZero();

        Path file;
        try (Stream<Path> files = Files.list(back)) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[200] ^= 1;
        Files.write(file, bytes);
        assertThat(prune("--resume").err()).contains("no longer what it was when the act was written");
        bytes[200] ^= 1;
        Files.write(file, bytes);

        CommandRun resumed = prune("--resume");
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        assertThat(back).doesNotExist();
        assertThat(acts.isDone(act)).isTrue();
        assertThat(sealFindings()).isEmpty();
        assertThat(chainOf("\"type\":\"prune\"")).as("sealed once each").isEqualTo(2);
        assertThat(whole).containsKey(data.relativize(file).toString());
        assertThat(prune("--resume").err()).contains("there is no act to complete");
    }

    private long chainOf(String text) throws IOException {
        long count = 0;
        for (Path file : SealFolder.files(SealFolder.of(data))) {
            count += Files.readString(file)
                    .lines()
                    .filter(line -> line.contains(text))
                    .count();
        }
        return count;
    }

    /** After each step that lasts, the process dies; what is left is readable, sound, and completed by one --resume. */
    @Test
    void anActThatDiesAtAnyStepLeavesATraceAndIsCompleted() throws Exception {
        Path whole = folder.resolve("whole");
        copy(data, whole);
        act("--archive", folder.resolve("archive"));
        for (String step : List.of("act written", "first moved", "first emptied", "second moved", "not marked")) {
            Path done = data;
            data = folder.resolve("died, " + step);
            copy(whole, data);
            copy(done.resolve("pruned"), data.resolve("pruned"));
            Files.delete(data.resolve("pruned").resolve("act-000001.done"));
            if (!step.equals("act written")) {
                copySeals(done);
                moveAway(run(1, "one"));
            }
            if (!step.equals("act written") && !step.equals("first moved")) {
                deleteAll(data.resolve("pruned").resolve("removing").resolve(run(1, "one")));
            }
            if (step.equals("second moved") || step.equals("not marked")) {
                moveAway(run(secondRun, "two"));
            }
            if (step.equals("not marked")) {
                deleteAll(data.resolve("pruned").resolve("removing").resolve(run(secondRun, "two")));
            }
            CommandRun between = CommandRun.of("verify", "--data", data);
            if (step.startsWith("first")) {
                assertThat(between.out())
                        .as(step)
                        .contains("act 1 was begun and not ended: 'replay prune --resume' completes it")
                        .contains("identical where it can be read");
            } else {
                assertThat(between.exitCode()).as(step + between.out()).isZero();
            }
            assertThat(CommandRun.of("dump", "--data", data).exitCode()).isZero();
            assertThat(sealFindings()).as(step).isEmpty();
            assertThat(PruneActs.of(data).unfinished()).as(step).isPresent();

            CommandRun resumed = prune("--resume");
            assertThat(resumed.exitCode()).as(step + resumed.err()).isZero();
            assertThat(firstSequence()).as(step).isEqualTo(thirdRun);
            assertThat(chainOf("\"type\":\"prune\"")).as(step).isEqualTo(2);
            try (Stream<Path> left = Files.list(data.resolve("pruned").resolve("removing"))) {
                assertThat(left).as(step).isEmpty();
            }
            assertThat(CommandRun.of("verify", "--data", data).exitCode())
                    .as(step)
                    .isZero();
            data = done;
        }
    }

    private void copySeals(Path from) throws IOException {
        deleteAll(SealFolder.of(data));
        copy(SealFolder.of(from), SealFolder.of(data));
    }

    private void moveAway(String run) throws IOException {
        Path removing = PruneActs.of(data).removing();
        Files.move(data.resolve("journal").resolve(run), removing.resolve(run));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void deleteAll(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void withoutTheArchiveAnInterruptedActRemovesNothing() throws Exception {
        act();
        Files.delete(data.resolve("pruned").resolve("act-000001.done"));
        Path archive = data.resolve("archive").resolve(run(secondRun, "two") + ".zip");
        Path restored = folder.resolve("restored");
        CommandRun.of("prune", "--restore", archive, "--out", restored);
        Path back = data.resolve("journal").resolve(run(secondRun, "two"));
        Files.move(restored.resolve("journal").resolve(run(secondRun, "two")), back);
        Files.delete(archive);
        assertThat(prune("--resume").err()).contains("is not there, or is not what was written");
        assertThat(back).isDirectory();
    }
}
