package nexus.replay.feed;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import nexus.journal.store.JournalReader;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.nexus.NexusGoneException;
import nexus.replay.nexus.NexusPort;
import nexus.replay.nexus.NexusPort.Ending;

/** One pass after the other to the same NEXUS, and what is said at the end. */
final class Passes {
    private final FeedSettings settings;
    private final JournalReader journal;
    private final NexusPort port;
    private final HeardMessages heard;
    private final FeedReport report;
    private final PrintWriter err;
    private final BooleanSupplier isStopped;
    private final SymbolFilter filter;
    private final Lateness lateness = new Lateness();
    private SentMessages messages;
    private Feed feed;

    /** @param port NEXUS is there */
    Passes(
            FeedSettings settings,
            JournalReader journal,
            NexusPort port,
            HeardMessages heard,
            FeedReport report,
            PrintWriter err,
            BooleanSupplier isStopped) {
        this.settings = settings;
        this.journal = journal;
        this.port = port;
        this.heard = heard;
        this.report = report;
        this.err = err;
        this.isStopped = isStopped;
        this.filter = new SymbolFilter(settings.symbols());
    }

    /**
     * Feeds, and reports.
     *
     * @param first stands before the range
     * @return the exit code
     * @throws nexus.journal.store.JournalDamageException if the journal is damaged; what is before that was fed
     */
    int run(SentMessages first) throws NoJournalException {
        Ending ending = Ending.STOPPED;
        NexusGoneException gone = null;
        try {
            messages = first;
            runOnce(1);
            for (int pass = 2; feed.isComplete() && (settings.loops() == 0 || pass <= settings.loops()); pass++) {
                messages = SentMessages.open(
                        settings.dataFolder(), journal, settings.range(), problem -> err.println("feed: " + problem));
                runOnce(pass);
            }
            ending = isStopped.getAsBoolean() ? Ending.STOPPED : port.finish();
        } catch (NexusGoneException e) {
            gone = e;
        }
        report.summary(feed, messages, settings.ticks(), lateness, heard);
        return conclude(ending, gone);
    }

    private void runOnce(int pass) throws NexusGoneException {
        if (settings.ticks() == Ticks.ALL) {
            messages.includeDropped();
        }
        SentMessages.Range range = settings.range();
        try (Progress progress = Progress.on(err, "feeding", range.from(), range.to());
                ReadAhead ahead = ReadAhead.start(messages, filter)) {
            feed = new Feed(port, messages, ahead, pace(), heard, progress, isStopped);
            feed.run(range);
        }
        if (settings.loops() != 1) {
            report.pass(pass, feed);
        }
    }

    private Pace pace() {
        return switch (settings.speed().kind()) {
            case MAX -> Pace.MAX;
            case RECORDED ->
                new RecordedPace(settings.speed().factor(), new PortWaiting(port), System::nanoTime, lateness);
            case LOCKSTEP -> {
                Lockstep lockstep = new Lockstep(port::serve, System::nanoTime, err);
                heard.passAnswersTo(lockstep);
                yield lockstep;
            }
        };
    }

    private int conclude(Ending ending, NexusGoneException gone) {
        if (messages.isDiverged()) {
            return report.divergence(messages);
        }
        if (messages.damage() != null) {
            report.line("incomplete: the journal is damaged there, no REPLAY_END");
            throw messages.damage();
        }
        if (gone != null) {
            report.line("incomplete: NEXUS left before it had everything");
            err.println("feed: " + gone.getMessage());
            return ExitCodes.DIVERGED;
        }
        if (ending == Ending.STOPPED) {
            report.line("stopped: " + (feed.isComplete() ? "NEXUS may not have all of it" : "no REPLAY_END"));
            return ExitCodes.OK;
        }
        for (String symbol : filter.unseen()) {
            err.println("feed: there was no message about " + symbol);
        }
        report.line("complete: every message as the gateway sent it; "
                + (ending == Ending.DELIVERED
                        ? "REPLAY_END has arrived"
                        : "NEXUS hung up by itself when REPLAY_END was on its way"));
        return ExitCodes.OK;
    }

    private record PortWaiting(NexusPort port) implements RecordedPace.Waiting {
        @Override
        public boolean serve(int millis) throws NexusGoneException {
            return port.serve(millis);
        }

        @Override
        public void flush() {
            port.flush();
        }
    }
}
