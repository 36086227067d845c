package nexus.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.backtest.RandomTrader;

/** The command {@code backtest} as tests use it: with a small configuration, without the report. */
final class BacktestRun {
    /** With something of everything that is random. */
    static final String LIVELY =
            "next-trade,latency=3ms,jitter=5ms,answer=1ms,slippage=0.1,share=0.7,reject=0.05,commission=2.5";

    private static final String CONFIG = """
            platforms:
              nt8: { dialect: nt8 }
              sierra: { dialect: sierra }
            symbols:
              GC:
                nt8: { symbol: GC 12-13, samePrice: true }
                sierra: { symbol: GCZ13, samePrice: true }
              NQ:
                nt8: { symbol: NQ 03-25, samePrice: true }
            """;

    private BacktestRun() {}

    static CommandRun of(Path folder, Path out, Object... arguments) throws IOException {
        Path config = folder.resolve("gateway.yaml");
        Files.writeString(config, CONFIG);
        List<Object> all = new ArrayList<>(List.of("backtest", "--config", config, "--no-report", "--out", out));
        all.addAll(Arrays.asList(arguments));
        return CommandRun.of(all.toArray());
    }

    /** A day of ticks that {@link RandomTrader} trades. */
    static CommandRun random(Path folder, Path out, Path ticks, String fillModel, Object... more) throws IOException {
        List<Object> all = new ArrayList<>(List.of(
                "--strategy",
                RandomTrader.class.getName(),
                "--ticks",
                ticks,
                "--symbol",
                "GC",
                "--fill-model",
                fillModel));
        all.addAll(Arrays.asList(more));
        return of(folder, out, all.toArray());
    }

    /** What is behind a word at the beginning of a line. */
    static String field(CommandRun run, String name) {
        Matcher matcher =
                Pattern.compile("^" + name + " +(.*)$", Pattern.MULTILINE).matcher(run.out());
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in\n" + run.out() + run.err());
        }
        return matcher.group(1);
    }

    /** All records of a journal, with all that they hold, as comparable texts. */
    static List<String> records(Path dataFolder) {
        List<String> all = new ArrayList<>();
        JournalRecord record = new JournalRecord();
        try (JournalReader reader = JournalReader.open(dataFolder)) {
            while (reader.next(record)) {
                all.add(record.timeNanos() + " " + record.sequence() + " " + record.kind() + " " + record.flags() + " "
                        + record.source() + " " + record.cause() + " " + Arrays.toString(record.copyPayload()));
            }
        }
        return all;
    }
}
