package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nexus.replay.backtest.TickDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A NEXUS on the package {@code nexus_gateway}, against the live gateway, the feed and the backtest. */
@Timeout(180)
class PythonNexusIT {
    private static final Pattern ADDRESS = Pattern.compile("must connect to (tcp://\\S+)");
    private static final int TICKS = 300;
    private static final int TICKS_PER_SIGNAL = 50;

    @Test
    void everyFillOnceThoughNexusAndTheGatewayAreKilledInTurn() throws Exception {
        Random random = Chance.seeded("PythonNexusIT");
        List<Accounts.Kill> kills = new ArrayList<>();
        try (Scene scene = Scene.create("python-nexus")) {
            scene.startGateway();
            Peers.platform(scene, "nt8", 500, 30, 2);
            Peers.platform(scene, "sierra", 500, 30, 1);
            Program nexus = nexus(scene);
            for (int round = 0; round < 2 * Chance.rounds(); round++) {
                awaitFills(scene, 10 + random.nextInt(20));
                long before = now();
                if (round % 2 == 1) {
                    scene.gateway().kill();
                    scene.startGateway();
                } else {
                    nexus.kill();
                    nexus = nexus(scene);
                }
                kills.add(new Accounts.Kill(before, now()));
            }
            awaitFills(scene, 10);
            nexus.tell("pause");
            scene.awaitStillness("nexus", "nt8", "sierra");
            scene.stopGateway();
            scene.verify("after the stop");

            Accounts accounts = Accounts.of(scene, List.of("nt8", "sierra"));
            accounts.assertNoOrderTwice();
            accounts.assertEachExecutionOnce(List.of("nt8", "sierra"));
            accounts.assertEachSignalAnswered(kills);
            assertThat(Ledgers.read(scene.ledger("nexus"), "again").size())
                    .as("one event at the most for each kill")
                    .isLessThanOrEqualTo(kills.size());
            scene.done();
        }
    }

    @Test
    void withKeysThenFedFromTheJournalThenInABacktest() throws Exception {
        try (Scene scene = Scene.create("python-nexus-keys")) {
            scene.useConfig(scene.defaultConfig().replace("  curve: off", "  curve: auto"));
            scene.listenOn("tcp://127.0.0.1:0", "tcp://0.0.0.0:0", "tcp://127.0.0.1:0");
            Scene.Result made = scene.command(
                    "keys",
                    "new",
                    "strategy",
                    "--for",
                    "nexus",
                    "--config",
                    scene.folder().resolve("gateway.yaml").toString());
            assertThat(made.exitCode()).as(made.text()).isZero();
            scene.startGateway();
            Peers.platform(scene, "nt8", 500, 30, 1);
            Program nexus = scene.python(
                    "nexus",
                    "package_nexus.py",
                    "--endpoint",
                    scene.endpoints().nexus().replace("0.0.0.0", "127.0.0.1"),
                    "--key",
                    scene.folder().resolve("keys/issued/strategy.key_secret").toString());
            awaitFills(scene, 5);
            nexus.tell("pause");
            scene.awaitStillness("nexus");
            scene.stopGateway();
            nexus.kill();

            assertThat(fed(scene)).isEqualTo(fills(scene, "nexus"));
            backtest(scene);
            scene.done();
        }
    }

    /** The fills that a NEXUS in lockstep gets from the journal. */
    private static List<String> fed(Scene scene) throws Exception {
        Program feed = scene.startReplay("feed", "--bind", "tcp://127.0.0.1:0", "--speed", "lockstep");
        follow(scene, "fed", feed, "lockstep", "--every", "3600");
        assertThat(feed.awaitExit(Scene.EVENTUALLY)).as(feed.transcript()).isZero();
        awaitEvent(scene, "fed", "replay_end");
        assertThat(Ledgers.read(scene.ledger("fed"), "fill"))
                .extracting(fill -> fill.text("replay"))
                .containsOnly("true");
        return fills(scene, "fed");
    }

    /** Its signals have the same ids each time, so the same backtest gives the same journal. */
    private static void backtest(Scene scene) throws Exception {
        Path ticks = TickDay.write(scene.folder().resolve("day.csv"), TickDay.trades(3, TICKS));
        Program backtest = scene.startBacktest(ticks, scene.folder().resolve("backtest"));
        follow(scene, "trader", backtest, "lockstep", "--every-ticks", Integer.toString(TICKS_PER_SIGNAL));
        assertThat(backtest.awaitExit(Scene.EVENTUALLY))
                .as(backtest.transcript())
                .isZero();
        awaitEvent(scene, "trader", "replay_end");
        List<String> ids = IntStream.rangeClosed(1, TICKS / TICKS_PER_SIGNAL)
                .mapToObj(n -> "L-" + n)
                .toList();
        assertThat(Ledgers.read(scene.ledger("trader"), "signal"))
                .extracting(signal -> signal.text("order_id"))
                .isEqualTo(ids);
        assertThat(fills(scene, "trader")).isNotEmpty();
    }

    private static void follow(Scene scene, String name, Program tool, String mode, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--endpoint", addressOf(tool), "--mode", mode));
        arguments.addAll(List.of(more));
        scene.python(name, "package_nexus.py", arguments.toArray(String[]::new));
    }

    private static String addressOf(Program tool) throws Exception {
        Matcher[] found = new Matcher[1];
        Deadline.await("an address", Scene.SOON, () -> {
            found[0] = ADDRESS.matcher(String.join("\n", tool.err()));
            return found[0].find();
        });
        return found[0].group(1);
    }

    private static long now() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }

    private static Program nexus(Scene scene) throws Exception {
        return scene.python(
                "nexus",
                "package_nexus.py",
                "--endpoint",
                scene.endpoints().nexus(),
                "--place",
                scene.folder().resolve("nexus.place").toString());
    }

    private static List<String> fills(Scene scene, String name) throws Exception {
        return Ledgers.read(scene.ledger(name), "fill").stream()
                .map(fill -> fill.text("seq") + " " + fill.text("order_id") + " " + fill.text("exec_id"))
                .toList();
    }

    private static void awaitFills(Scene scene, int count) throws Exception {
        int before = Ledgers.read(scene.ledger("nexus"), "fill").size();
        Deadline.await(
                "fills",
                Scene.EVENTUALLY,
                () -> Ledgers.read(scene.ledger("nexus"), "fill").size() >= before + count);
    }

    private static void awaitEvent(Scene scene, String ledger, String event) throws Exception {
        Deadline.await(
                event + " in " + ledger,
                Scene.SOON,
                () -> !Ledgers.read(scene.ledger(ledger), event).isEmpty());
    }
}
