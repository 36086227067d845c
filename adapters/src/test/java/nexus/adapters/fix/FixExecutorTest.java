package nexus.adapters.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nexus.adapters.link.Eventually;
import org.apache.mina.core.session.IoSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import quickfix.Session;
import quickfix.examples.executor.Executor;

/** Against the example executor of QuickFIX/J, in a process of its own: it fills market orders, and takes no cancel. */
class FixExecutorTest {
    @TempDir
    Path folder;

    private Process executor;
    private int port;
    private FixStage stage;

    @BeforeEach
    void open() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        startExecutor();
        stage = new FixStage(folder, port)
                .withSession(s -> FixStage.session(port, "BANZAI", "EXEC"))
                .up();
    }

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
        killExecutor();
    }

    private void startExecutor() throws Exception {
        Path configuration =
                Files.writeString(folder.resolve("executor.cfg"), """
                [default]
                ConnectionType=acceptor
                FileStorePath=%s
                StartTime=00:00:00
                EndTime=00:00:00
                HeartBtInt=30
                ValidOrderTypes=1,2,F
                SenderCompID=EXEC
                TargetCompID=BANZAI
                UseDataDictionary=Y
                DefaultMarketPrice=12.30
                [session]
                BeginString=FIX.4.4
                SocketAcceptPort=%d
                """.formatted(folder.resolve("executor"), port));
        Path log = folder.resolve("executor.log");
        executor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Executor.class.getName(),
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Eventually.await("executor", () -> text(log).contains("press <enter>"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The executor's own, without ours: messages of all versions are in one jar, which has those of 4.4 too. */
    private static String classPath() throws Exception {
        Set<String> jars = new LinkedHashSet<>();
        for (Class<?> each : new Class<?>[] {
            Executor.class, quickfix.fix50.Message.class, Session.class, IoSession.class, Logger.class
        }) {
            jars.add(jarOf(each));
        }
        return jars.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Its input stays open until here: it ends when that does, and slowly. */
    private void killExecutor() throws InterruptedException {
        assertThat(executor.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void fillsRestsRefusesAndRestarts() throws Exception {
        stage.order("X1", "3");
        assertThat(stage.event()).isEqualTo("ack X1");
        String first = stage.event();
        assertThat(first).matches("fill X1 3@12.3 X1/\\S+ FILLED");
        stage.order("X2", "BUY", "LIMIT", "11", null, "DAY");
        assertThat(stage.event()).isEqualTo("ack X2");
        stage.cancel("X2");
        stage.awaitSaid("order X2 is not canceled: Unsupported Message Type");
        stage.awaitSaid("takes no OrderStatusRequest");
        // A stop is not among its ValidOrderTypes.
        stage.order("X3", "BUY", "STOP", null, "13", "DAY");
        assertThat(nextOf("X3")).startsWith("reject X3: the counterparty rejects it");
        bothRestart(first);
    }

    /** Its ExecIDs begin anew then. */
    private void bothRestart(String first) throws Exception {
        stage.adapter.close();
        killExecutor();
        startExecutor();
        stage.up();
        // Told again, as after every restart; the gateway knows it by its id.
        assertThat(stage.event()).isEqualTo(first);
        stage.order("X4", "4");
        assertThat(nextOf("X4")).isEqualTo("ack X4");
        String second = nextOf("X4");
        assertThat(second).isEqualTo(first.replace("X1", "X4").replace("3@", "4@"));
    }

    private String nextOf(String ref) {
        String event;
        do {
            event = stage.event();
        } while (!event.contains(ref));
        return event;
    }
}
