package nexus.replay.seal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay seal}: holds the commands. */
@Command(
        name = "seal",
        description = {
            "Whether the journal is still what it was: looks at its seals, which the gateway makes while it runs.",
            "What they prove and what not, and how an auditor checks them without this program: docs/seals.md."
        },
        subcommands = {SealStatusCommand.class, SealVerifyCommand.class, SealProofCommand.class})
public final class SealCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? " + spec.subcommands().keySet());
    }
}
