package nexus.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimedCommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Programs as they may come, in place of a time service's. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            switch (arguments[0]) {
                case "hang" -> new CountDownLatch(1).await();
                case "fail" -> {
                    System.err.println("506 Cannot talk to daemon");
                    System.exit(1);
                }
                case "flood" -> {
                    while (!System.out.checkError()) {
                        System.out.println("0123456789");
                    }
                }
                default -> System.out.println("locale " + System.getenv("LC_ALL") + ", input " + read());
            }
        }

        private static int read() {
            try {
                return System.in.read();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static List<String> program(String what) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m"));
        command.addAll(List.of("-cp", Path.of("target", "test-classes").toString(), Program.class.getName(), what));
        return command;
    }

    @Test
    void givesWhatIsPrintedInTheCLocaleAndNoInput() throws Exception {
        assertThat(TimedCommand.run(program("print"), LONG)).startsWith("locale C, input -1");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TimedCommand.run(List.of("no-such-program-nexus"), LONG))
                .isInstanceOf(ClockUnavailableException.class)
                .hasMessage("no no-such-program-nexus");
    }

    @Test
    void aFailureIsToldWithItsFirstLine() {
        assertThatThrownBy(() -> TimedCommand.run(program("fail"), LONG))
                .isInstanceOf(ClockUnavailableException.class)
                .hasMessageEndingWith("ended with 1: 506 Cannot talk to daemon");
    }

    @Test
    void aProgramThatHangsIsKilled() {
        long began = System.nanoTime();
        assertThatThrownBy(() -> TimedCommand.run(program("hang"), Duration.ofMillis(300)))
                .isInstanceOf(ClockUnavailableException.class)
                .hasMessageEndingWith("did not answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        awaitNoChild("hang");
    }

    @Test
    void aProgramThatPrintsWithoutEndIsKilled() {
        assertThatThrownBy(() -> TimedCommand.run(program("flood"), LONG))
                .isInstanceOf(ClockUnavailableException.class)
                .hasMessageEndingWith("prints too much");
        awaitNoChild("flood");
    }

    private static void awaitNoChild(String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ProcessHandle.current()
                .children()
                .anyMatch(child -> child.isAlive()
                        && child.info().commandLine().orElse("").endsWith(Program.class.getName() + " " + what))) {
            assertThat(System.nanoTime()).as("the program is gone").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
