package nexus.gateway.duty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nexus.config.GatewayConfig;
import nexus.config.NormalForm;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.PendingOutput;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/**
 * Writes and routes the first records of a run: RUN, CONFIG if it changed, RECOVERY, and what keeps trading halted.
 *
 * <p>Until RECOVERY the router believes that the last run's connections are there, and may hand out what waited for
 * them. No socket is open, so that counts as missing and RECOVERY names it with the rest, alerts too; behind RECOVERY
 * there is nobody left to send to, and alerts are journaled.
 */
final class RunOpening implements Outputs {
    private final JournalAppender journal;
    private final JournalClock clock;
    private final Router router;
    private final ControlRecords records = new ControlRecords();
    private final JournalRecord record = new JournalRecord();
    private final List<PendingOutput> unsent = new ArrayList<>();
    private boolean recovered;

    RunOpening(JournalAppender journal, JournalClock clock, Router router) {
        this.journal = journal;
        this.clock = clock;
        this.router = router;
    }

    /** @param latched why the last run stopped for good, if it did */
    void write(RunIdentity run, GatewayConfig config, Recovery recovery, Optional<String> latched) {
        input(RecordKind.RUN, records.run(run.facts()));
        String normalForm = NormalForm.of(config.router());
        if (!normalForm.equals(router.configurationText())) {
            input(RecordKind.CONFIG, records.config(normalForm, run.edgeHash()));
        }
        MapWriter facts = records.recovery(recovery.withMissing(unsent).facts(run.runId()));
        recovered = true;
        input(RecordKind.CONTROL, facts);
        latched.ifPresent(reason -> input(RecordKind.CONTROL, records.systemHalt("latch", reason)));
        recovery.divergence().ifPresent(divergence -> {
            if (divergence.isAcrossVersions()) {
                RouterLog.GATEWAY.warn(
                        "the journal was written by router version {}: {}",
                        divergence.recordedVersion(),
                        describe(divergence));
            } else {
                input(RecordKind.CONTROL, records.systemHalt("recovery", describe(divergence)));
            }
        });
    }

    private static String describe(Divergence divergence) {
        return "the journal and its replay differ at record " + divergence.sequence() + ", caused by record "
                + divergence.cause() + ": " + divergence.what() + "; replay: " + divergence.expected()
                + "; journal: " + divergence.found();
    }

    private void input(RecordKind kind, MapWriter message) {
        long timeNanos = clock.nanos();
        long sequence = journal.append(kind, 0, 0, 0, timeNanos, message.buffer(), message.offset(), message.length());
        record.set(sequence, timeNanos, kind, 0, 0, 0, message.buffer(), message.offset(), message.length());
        router.route(record, this);
    }

    @Override
    public void output(Output output) {
        if (!output.isStored()) {
            return;
        }
        if (recovered && output.role() == Output.Role.ALERT) {
            journal.append(
                    output.kind(),
                    0,
                    output.source(),
                    output.cause(),
                    clock.nanos(),
                    output.buffer(),
                    output.offset(),
                    output.length());
            return;
        }
        if (recovered) {
            throw new IllegalStateException("an output although nobody is connected, " + output.role()
                    + " to connection " + output.source() + " because of record " + output.cause());
        }
        byte[] message = Arrays.copyOfRange(output.buffer(), output.offset(), output.offset() + output.length());
        unsent.add(
                new PendingOutput(output.role(), output.source(), output.cause(), output.seq(), output.ref(), message));
    }

    @Override
    public void note(Level level, long seq, String text) {
        RouterLog.note(level, seq, text);
    }
}
