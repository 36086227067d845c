package nexus.replay.records;

import java.io.PrintWriter;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.NoJournalException;
import picocli.CommandLine;

/** Says what is damaged, and where to go on. */
final class Damage {
    private Damage() {}

    /** Two lines on stderr: the place, and how to read on behind it. */
    static void report(CommandLine command, DataOption data, JournalDamageException damage) throws NoJournalException {
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + damage.getMessage());
        try (JournalReader behind = data.open()) {
            err.println(
                    behind.seekAtLeast(damage.sequence())
                            ? name + ": to read on behind the damage: --from " + behind.nextSequence()
                            : name + ": no record behind it can be read");
        }
    }
}
