package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.config.SealsConfig;
import nexus.journal.message.RecordKind;
import nexus.journal.seal.ChainComparison;
import nexus.journal.seal.SealCounts;
import nexus.journal.seal.SealFinding;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import nexus.journal.seal.SealKeyChange;
import nexus.journal.seal.SealPublicKey;
import nexus.journal.seal.SealVerification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway seals its journal, and nothing that goes wrong with it keeps it from trading. */
class SealingTest {
    private static final long DEADLINE_NANOS = 30_000_000_000L;

    @TempDir
    Path place;

    private Path folder;
    private Path outside;

    @BeforeEach
    void name() {
        folder = place.resolve("data");
        outside = place.resolve("mount").resolve("seals");
    }

    private GatewayConfig config(SealsConfig seals) {
        GatewayConfig config = RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS);
        return new GatewayConfig(config.edge().withSeals(seals), config.router());
    }

    private RunningGateway start(SealsConfig seals) throws IOException {
        return RunningGateway.start(config(seals), folder, RunningGateway.surroundings());
    }

    private static SealsConfig everySecond(String copyTo) {
        return new SealsConfig(true, "", copyTo, 1, 10_000);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline: " + what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String status(RunningGateway gateway) {
        return TestPeer.json(gateway.ask("STATUS"));
    }

    private SealCounts verify(Path seals) throws IOException {
        List<SealFinding> findings = new ArrayList<>();
        SealCounts counts = SealVerification.of(
                folder, seals, List.of(SealKey.readPublic(folder.resolve("seal.key"))), findings::add, sequence -> {});
        assertThat(findings).isEmpty();
        return counts;
    }

    @Test
    void sealsWhileItRunsAndAllThereIsAtTheStop() throws Exception {
        for (int run = 1; run <= 2; run++) {
            try (RunningGateway gateway = start(everySecond(""))) {
                await("a seal", () -> !status(gateway).contains("\"last_seal_ns\":0"));
                assertThat(status(gateway)).contains("\"seals\":\"OK, not copied elsewhere\"");
                verify(SealFolder.of(folder));
                assertThat(gateway.stop()).isTrue();
            }
            SealCounts counts = verify(SealFolder.of(folder));
            assertThat(counts.unsealedTail()).as("run " + run).isZero();
            assertThat(counts.proved()).isEqualTo(counts.lastSequence());
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void doesNotSealWhereItIsSwitchedOff() throws Exception {
        try (RunningGateway gateway = start(SealsConfig.OFF)) {
            assertThat(status(gateway)).contains("\"seals\":\"off\"");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(SealFolder.of(folder)).doesNotExist();
        assertThat(folder.resolve(SealKey.FILE_NAME)).doesNotExist();
    }

    @Test
    void sealsAnOldJournalToo() throws Exception {
        try (RunningGateway gateway = start(SealsConfig.OFF)) {
            assertThat(gateway.stop()).isTrue();
        }
        try (RunningGateway gateway = start(everySecond(""))) {
            await("a seal", () -> !status(gateway).contains("\"last_seal_ns\":0"));
            assertThat(gateway.stop()).isTrue();
        }
        SealCounts counts = verify(SealFolder.of(folder));
        assertThat(counts.proved()).isEqualTo(counts.lastSequence());
    }

    @Test
    void aCopyThatIsGoneIsToldAndCatchesUp() throws Exception {
        Files.createDirectories(outside.getParent());
        try (RunningGateway gateway = start(everySecond(outside.toString()))) {
            await(
                    "a copy",
                    () -> status(gateway).contains("OK, copied to") && Files.exists(outside.resolve("seal.key")));
            // The mount drops, and comes back with what was there.
            Path away = place.resolve("away");
            Files.move(outside, away);
            await("the alarm", () -> status(gateway).contains("not copied to"));
            assertThat(status(gateway)).contains("\"trading\":\"RUNNING\"");
            Files.move(away, outside);
            await("the copy again", () -> status(gateway).contains("OK, copied to"));
            assertThat(gateway.stop()).isTrue();
        }
        ChainComparison comparison = ChainComparison.of(SealFolder.of(folder), outside);
        assertThat(comparison.finding()).isNull();
        assertThat(comparison.copied()).isEqualTo(comparison.there());
        verify(outside);
        assertThat(RunningGateway.journal(folder, RecordKind.CONTROL))
                .anyMatch(line -> line.contains("\"SEALS\"") && line.contains("\"ok\":false"))
                .anyMatch(line -> line.contains("\"SEALS\"") && line.contains("\"ok\":true"));
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void neverWritesOverACopyThatIsAnother() throws Exception {
        Files.createDirectories(outside.getParent());
        try (RunningGateway gateway = start(everySecond(outside.toString()))) {
            await("a copy", () -> Files.exists(outside.resolve("seal.key")));
            assertThat(gateway.stop()).isTrue();
        }
        // As if the whole data folder had been put back to an older state.
        Path file = SealFolder.files(outside).get(0);
        List<String> copied = Files.readAllLines(file);
        Path own = SealFolder.of(folder).resolve(file.getFileName().toString());
        Files.write(own, copied.subList(0, 1));
        try (RunningGateway gateway = start(everySecond(outside.toString()))) {
            await("the alarm", () -> status(gateway).contains("rolled back"));
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(Files.readAllLines(file)).isEqualTo(copied);
    }

    @Test
    void aKeyThatIsHandedOverToGoesOnAtOnce() throws Exception {
        SealPublicKey first;
        SealKey second;
        try (RunningGateway gateway = start(everySecond(""))) {
            await("a seal", () -> !status(gateway).contains("\"last_seal_ns\":0"));
            Path secret = folder.resolve(SealKey.FILE_NAME);
            first = SealKey.readPublic(SealKey.publicFile(secret));
            second = SealKeyChange.run(secret, SealFolder.of(folder), 0);
            assertThat(gateway.stop()).isTrue();
        }
        List<SealFinding> findings = new ArrayList<>();
        SealCounts counts =
                SealVerification.of(folder, SealFolder.of(folder), List.of(first), findings::add, sequence -> {});
        assertThat(findings).isEmpty();
        assertThat(counts.key().id()).isEqualTo(second.publicKey().id());
        assertThat(counts.unsealedTail()).isZero();
        assertThat(RunningGateway.journal(folder, RecordKind.CONTROL)).noneMatch(line -> line.contains("\"SEALS\""));
    }

    @Test
    void anotherKeyIsLoudAndStopsNoTrading() throws Exception {
        try (RunningGateway gateway = start(everySecond(""))) {
            assertThat(gateway.stop()).isTrue();
        }
        Path secret = folder.resolve(SealKey.FILE_NAME);
        Files.delete(secret);
        Files.delete(SealKey.publicFile(secret));
        try (RunningGateway gateway = start(everySecond(""))) {
            await("the alarm", () -> status(gateway).contains("is gone, and there are seals of it"));
            assertThat(secret).doesNotExist();
            assertThat(status(gateway)).contains("\"trading\":\"RUNNING\"");
            assertThat(gateway.stop()).isTrue();
        }
        SealKey.make(secret);
        try (RunningGateway gateway = start(everySecond(""))) {
            await("the alarm", () -> status(gateway).contains("the key at hand is"));
            assertThat(gateway.stop()).isTrue();
        }
    }
}
