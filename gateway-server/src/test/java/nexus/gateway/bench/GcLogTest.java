package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {
    @Test
    void addsUpPausesAndWhatWasAllocatedBetweenThem() {
        GcLog log = new GcLog();

        List.of(
                        "[0.008s][info][gc] Using G1",
                        "gateway 0.1.0 is up",
                        "[0.640s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(64M) 2.500ms",
                        "[0.700s][info][gc] GC(1) Concurrent Mark Cycle",
                        "[0.711s][info][gc] GC(1) Pause Remark 13M->12M(64M) 1.250ms",
                        "[0.900s][info][gc] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 40M->4M(64M) 1.250ms")
                .forEach(log);

        assertThat(log.totals()).isEqualTo(new GcLog.Totals(3, 5.0, (24L + 10 + 28) << 20, 12L << 20));
    }

    @Test
    void serialCollectorSpeaksTheSame() {
        GcLog log = new GcLog();

        log.accept("[1.2s][info][gc] GC(0) Pause Young (Allocation Failure) 17M->2M(61M) 4.118ms");

        assertThat(log.totals()).isEqualTo(new GcLog.Totals(1, 4.118, 17L << 20, 2L << 20));
    }
}
