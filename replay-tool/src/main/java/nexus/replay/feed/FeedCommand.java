package nexus.replay.feed;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.nexus.NexusPort;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay feed}: gives a NEXUS the messages that the gateway sent, at any speed. */
@Command(
        name = "feed",
        description = {
            "Gives a NEXUS the same messages, in the same order, as the gateway gave one: from the journal, each with"
                    + " replay: true, between REPLAY_BEGIN and REPLAY_END. NEXUS connects as it does to the gateway.",
            "Nothing is dropped, however slow NEXUS is. What NEXUS says is shown and counted, never routed: nobody"
                    + " trades on it. The market data is made again by the router, and all that the router makes is"
                    + " compared with the journal on the way."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything was fed, and NEXUS has it.",
            "1:NEXUS left in the middle; or the router diverged from what the same version of it did.",
            "2:Wrong usage, no journal, a damaged one, or the port is taken.",
            "3:The router differs from what another version of it did.",
            "4:A fault in this program."
        },
        footer = {
            "",
            "The port is 5566, not the gateway's 5556, so that a NEXUS that trades never takes replayed fills for real"
                    + " ones: point the NEXUS that is to be fed at it on purpose.",
            "",
            "Examples:",
            "  replay feed --from 2026-11-20T14:30:00Z --to 2026-11-20T21:00:00Z --symbols NQ --speed 10",
            "  replay feed --speed lockstep    NEXUS answers each MARKET_DATA with {type: STEP_ACK, seq}",
            "  replay feed --speed max --loop 0"
        })
public final class FeedCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "tcp://127.0.0.1:5566",
            description = "Where NEXUS connects. Default: ${DEFAULT-VALUE}; port 0 takes a free one.")
    private String bind;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Feed what was sent for the records from this time (ISO 8601 with zone, or nanoseconds since"
                    + " the epoch) or sequence on. Default: the journal's first.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Feed up to this time or sequence, both included. Default: the journal's last record when the"
                    + " command starts.")
    private Moment to;

    @Option(
            names = "--symbols",
            paramLabel = "NAME",
            split = ",",
            description = "Only market data and order events of these universal symbols; several with commas. Messages"
                    + " that name no symbol (PLATFORM_STATUS, SIGNAL_ACK) always pass.")
    private List<String> symbols = List.of();

    @Option(
            names = "--speed",
            paramLabel = "N|max|lockstep",
            defaultValue = "1",
            converter = Speed.Converter.class,
            description = "How many times as fast as recorded; max: as fast as NEXUS takes it; lockstep: the next"
                    + " MARKET_DATA goes out when NEXUS has answered the last. Default: ${DEFAULT-VALUE}.")
    private Speed speed;

    @Option(
            names = "--loop",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often; 0: until Ctrl-C. Default: ${DEFAULT-VALUE}.")
    private int loops;

    @Option(
            names = "--ticks",
            paramLabel = "sent|all",
            converter = Ticks.Converter.class,
            description =
                    "sent: the market data that NEXUS was sent; all: also what came while no NEXUS was there, or"
                            + " what its connection did not take. Default: sent if a NEXUS was connected in the range, else all.")
    private Ticks ticks;

    private PrintWriter err;
    private FeedReport report;

    @Override
    public Integer call() throws NoJournalException {
        if (loops < 0) {
            throw new ParameterException(spec.commandLine(), "--loop must be 0 or more");
        }
        err = spec.commandLine().getErr();
        report = new FeedReport(spec.commandLine().getOut());
        try (JournalReader journal = data.open();
                Interruption interruption = Interruption.listen()) {
            SentMessages.Range range = range(journal);
            SentMessages messages = SentMessages.open(data.folder(), journal, range, this::tell);
            if (messages.isDiverged()) {
                return report.divergence(messages);
            }
            choose(messages, range);
            HeardMessages heard = new HeardMessages(spec.commandLine().getOut(), err);
            try (NexusPort port = NexusPort.open(bind, heard, interruption::hasCome)) {
                tell("waiting for NEXUS: it must connect to " + port.address());
                if (!port.awaitNexus()) {
                    report.line("stopped: no NEXUS has connected");
                    return ExitCodes.OK;
                }
                tell("NEXUS is there");
                FeedSettings settings = new FeedSettings(data.folder(), range, ticks, speed, loops, symbols);
                Passes passes = new Passes(settings, journal, port, heard, report, err, interruption::hasCome);
                return passes.run(messages);
            } finally {
                spec.commandLine().getOut().flush();
            }
        }
    }

    private SentMessages.Range range(JournalReader journal) throws NoJournalException {
        long end = journal.lastSequence();
        long first = from == null ? journal.firstSequence() : from.first(journal);
        long last = to == null ? end : Math.min(end, to.last(journal));
        if (first > last) {
            throw new NoJournalException("there is no record " + (from == null ? "" : "from " + from + " on")
                    + (to == null ? "" : " up to " + to) + ": the journal goes from record " + journal.firstSequence()
                    + " to " + end);
        }
        return new SentMessages.Range(first, last, end);
    }

    private void choose(SentMessages messages, SentMessages.Range range) throws NoJournalException {
        String why = "as asked for";
        if (ticks == null) {
            boolean connected = messages.isNexusConnected();
            if (!connected) {
                try (JournalReader journal = data.open()) {
                    connected = Ticks.isNexusIn(journal, range.from(), range.to());
                }
            }
            ticks = connected ? Ticks.SENT : Ticks.ALL;
            why = connected ? "a NEXUS was connected in this range" : "no NEXUS was connected in this range";
        }
        tell(
                ticks == Ticks.SENT
                        ? "feeding the ticks that NEXUS was sent (" + why + ")"
                        : "feeding all ticks (" + why + ")");
    }

    private void tell(String text) {
        err.println("feed: " + text);
        err.flush();
    }
}
