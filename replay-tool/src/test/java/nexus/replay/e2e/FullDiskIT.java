package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nexus.adapters.simulated.SimulatedPlatform;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that runs full, as a small file system in memory; needs a user who may mount one. */
@Timeout(180)
class FullDiskIT {
    private static final int DISK_MIB = 192;

    @Test
    void marketDataStopsTradingHaltsAndFillsAreStillJournaled() throws Exception {
        Path mount = Path.of("target", "e2e", "full-disk-mount").toAbsolutePath();
        Files.createDirectories(mount);
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", mount.toString()) == 0,
                "a small file system cannot be mounted here");
        try {
            fillTheDisk(mount);
        } finally {
            run("umount", "-l", mount.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }

    private static void fillTheDisk(Path mount) throws Exception {
        try (Scene scene = Scene.create("full-disk")) {
            scene.useData(mount.resolve("data"));
            scene.useConfig(scene.defaultConfig()
                    .replace("minFreeDisk: 512 MiB", "minFreeDisk: 32 MiB")
                    .replace("diskReserve: 64 MiB", "diskReserve: 16 MiB"));
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 200, 2_000, 2);
            scene.awaitUp(List.of("nt8"));
            Program nexus = Peers.v0Nexus(scene, "nexus", "--count", "20", "--every", "0.02");
            Deadline.await(
                    "orders", Scene.SOON, () -> platform.account().orders().size() == 20);
            Path ballast = mount.resolve("ballast");
            fill(ballast, mount, 24L << 20);
            Deadline.await(
                    "the halt", Scene.SOON, () -> "true".equals(scene.status().text("halted")));
            Deadline.await(
                    "the fills to be told",
                    Scene.SOON,
                    () -> Ledgers.read(scene.ledger("nexus"), "fill").size() == 40);
            long dropped = scene.status().integer("ticks_dropped_for_disk");
            Deadline.await(
                    "market data to be left",
                    Scene.SOON,
                    () -> scene.status().integer("ticks_dropped_for_disk") > dropped);
            assertThat(nexus.isAlive()).isTrue();

            // To the last byte: the gateway may latch, but must live to say so.
            fill(ballast, mount, 0);
            assertThat(scene.status().text("halted")).isEqualTo("true");
            assertThat(scene.gateway().isAlive()).isTrue();
            scene.command("stop");
            scene.gateway().awaitExit(Scene.SOON);

            Files.delete(ballast);
            scene.verify("after the full disk");
            scene.startGateway();
            assertThat(scene.status().text("halted")).isEqualTo("true");
            scene.awaitUp(List.of("nt8"));
            assertThat(scene.command("resume", "--reason", "disk is free").exitCode())
                    .isZero();
            assertThat(scene.status().text("halted")).isEqualTo("false");
            int orders = platform.account().orders().size();
            Peers.v0Nexus(scene, "later", "--count", "1");
            Deadline.await(
                    "an order again",
                    Scene.SOON,
                    () -> platform.account().orders().size() == orders + 1);
            scene.stopGateway();
            scene.verify("after the restart");
            scene.done();
        }
    }

    /** Writes until only so many bytes are free. */
    private static void fill(Path ballast, Path mount, long leaveBytes) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(
                ballast, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            while (Files.getFileStore(mount).getUsableSpace() > leaveBytes) {
                out.write(block, 0, (int)
                        Math.min(block.length, Files.getFileStore(mount).getUsableSpace()));
            }
        } catch (IOException e) {
            // No space left is what this is for.
            assertThat(leaveBytes).as(e.toString()).isZero();
        }
    }
}
