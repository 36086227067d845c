package nexus.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final int NO_PAUSE = 0;

    /** Gives what a test has put in, one after the other, then waits until it is interrupted. */
    private static final class Script implements ClockSource {
        private final String name;
        private final ArrayDeque<Object> answers = new ArrayDeque<>();
        private final CountDownLatch interrupted = new CountDownLatch(1);

        Script(String name, Object... answers) {
            this.name = name;
            this.answers.addAll(List.of(answers));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public ClockReading read() throws ClockUnavailableException, InterruptedException {
            Object answer;
            synchronized (this) {
                answer = answers.poll();
            }
            if (answer == null) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            if (answer instanceof ClockReading reading) {
                return reading;
            }
            throw new ClockUnavailableException((String) answer);
        }

        synchronized boolean isDone() {
            return answers.isEmpty();
        }
    }

    private static ClockReading reading(String source, long offsetNanos) {
        return new ClockReading(
                source, true, OptionalLong.of(offsetNanos), OptionalLong.of(5), OptionalInt.of(2), "", "");
    }

    private static ClockReading await(ClockWatch watch) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        ClockReading reading = watch.poll();
        while (reading == null) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
            reading = watch.poll();
        }
        return reading;
    }

    @Test
    void theFirstThatAnswersCounts() {
        Script chrony = new Script("chrony", "no chronyc");
        Script ntpd = new Script("ntpd", reading("ntpd", 7));
        try (ClockWatch watch = ClockWatch.start(List.of(chrony, ntpd), 3_600)) {
            assertThat(await(watch)).isEqualTo(reading("ntpd", 7));
            assertThat(watch.poll()).isNull();
        }
    }

    @Test
    void thatNobodyKnowsIsToldOnceAndAgainAfterSomebodyDid() {
        Script chrony = new Script("chrony", "no chronyc", "no chronyc", reading("chrony", 1), "it died", "it died");
        try (ClockWatch watch = ClockWatch.start(List.of(chrony), NO_PAUSE)) {
            ClockReading last = null;
            int told = 0;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (last == null || !chrony.isDone() || !last.text().equals("chrony: it died")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                ClockReading next = watch.poll();
                if (next != null) {
                    told++;
                    last = next;
                }
            }
            assertThat(told).isLessThanOrEqualTo(3);
            assertThat(last).isEqualTo(ClockReading.none("chrony: it died"));
            assertThat(watch.poll()).isNull();
        }
    }

    @Test
    void everyReadingIsGivenTheLastOneForTheRest() {
        Script chrony = new Script("chrony", reading("chrony", 1), reading("chrony", 2), reading("chrony", 3));
        try (ClockWatch watch = ClockWatch.start(List.of(chrony), NO_PAUSE)) {
            ClockReading last = await(watch);
            while (!last.equals(reading("chrony", 3))) {
                last = await(watch);
            }
            assertThat(watch.poll()).isNull();
        }
    }

    @Test
    void switchedOffItSaysSo() {
        try (ClockWatch watch = ClockWatch.start(List.of(), 1)) {
            assertThat(await(watch)).isEqualTo(ClockReading.none("clock.source is off"));
        }
    }

    @Test
    void aSourceThatHangsDoesNotHoldUpThoseWhoAskNorTheStop() throws Exception {
        Script hanging = new Script("chrony");
        ClockWatch watch = ClockWatch.start(List.of(hanging), 1);
        assertThat(watch.poll()).isNull();
        watch.close();
        assertThat(hanging.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProgramThatPrintsGarbageIsAReason() {
        ClockSource garbage = new CommandSource("chrony", TimedCommandTest.program("print"), ChronyTracking::parse);
        try (ClockWatch watch = ClockWatch.start(List.of(garbage), 3_600)) {
            assertThat(await(watch)).isEqualTo(ClockReading.none("chrony: chronyc's answer is not understood"));
        }
        assertThat(CommandSource.LIMIT).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }
}
