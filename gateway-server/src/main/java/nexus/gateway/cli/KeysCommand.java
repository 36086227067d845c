package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import nexus.gateway.keys.KeyFolder;
import nexus.gateway.keys.Principal;
import nexus.gateway.seal.Sealer;
import nexus.journal.message.Types;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import nexus.journal.seal.SealKeyChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateway keys}: who may connect over the network. */
@Command(
        name = "keys",
        description = "Makes, lists and revokes the keys of those who may connect where security.curve asks for keys."
                + " The folder of keys is security.keys of the configuration. The key of the seals is another: seal.")
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? [new, list, revoke, seal]");
    }

    private static KeyFolder folder(TargetOptions target) throws CommandException {
        return new KeyFolder(Path.of(target.configuration().edge().security().keys()));
    }

    /** A gateway that runs learns of it at once. */
    private static int tell(ControlOptions control, PrintWriter out) throws CommandException {
        if (!control.mayBeRunning()) {
            out.println("No gateway runs here; the next start knows it.");
            out.flush();
            return ExitCodes.OK;
        }
        return control.ask(ControlOptions.request(Types.KEYS), "");
    }

    @Command(
            name = "new",
            description =
                    "Makes a key pair, and registers its public key for one platform, for NEXUS or for operators. The"
                            + " first time it makes the gateway's own pair too.")
    Integer create(
            @Mixin ControlOptions control,
            @Parameters(paramLabel = "NAME", description = "Of the key: " + Principal.NAME_RULE + ".") String name,
            @Option(
                            names = "--for",
                            required = true,
                            paramLabel = "WHOM",
                            description = "platform:NAME, with the name that it sends in REGISTER; nexus; or operator.")
                    String purpose)
            throws CommandException {
        Optional<Principal> principal = Principal.of(name, purpose);
        if (principal.isEmpty()) {
            throw new CommandException(
                    Principal.isName(name)
                            ? "--for " + purpose + ": want platform:NAME, nexus or operator"
                            : "the name of a key is " + Principal.NAME_RULE + ", not " + name);
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            KeyFolder.Issued issued = folder(control.target()).issue(principal.get());
            if (issued.madeServer()) {
                out.println("Made the gateway's own key pair in " + Installation.folderOf(issued.serverFile()));
            }
            out.println(
                    "Made the key " + name + " for " + purpose + ". Take these two files to the client, by a way that"
                            + " nobody reads, and delete the first one here:");
            out.println("  " + issued.secretFile() + "   (secret)");
            out.println("  " + issued.serverFile());
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
        return tell(control, out);
    }

    @Command(
            name = "seal",
            description =
                    "Shows the key that signs the journal's seals; with --new, the old key hands over to a new one."
                            + " A gateway that runs here goes on with it.")
    Integer seal(
            @Mixin TargetOptions target,
            @Option(names = "--new", description = "Make a new key, signed by the old one; the old secret is deleted.")
                    boolean change)
            throws CommandException {
        Path dataFolder = target.dataFolder();
        Path secret = Sealer.keyFile(target.configuration().edge().seals(), dataFolder);
        PrintWriter out = spec.commandLine().getOut();
        try {
            SealKey key = change
                    ? SealKeyChange.run(
                            secret, SealFolder.of(dataFolder), ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now()))
                    : SealKey.read(secret);
            if (change) {
                out.println(
                        "The old key has handed over. Give the new public key to who checks the seals; they still need"
                                + " the first one for what is older.");
            }
            out.println("key         " + key.publicKey().id());
            out.println("public key  " + SealKey.publicFile(secret));
            out.println("secret      " + secret);
            out.flush();
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    @Command(name = "list", description = "Shows the registered keys.")
    Integer list(@Mixin TargetOptions target) throws CommandException {
        KeyFolder folder = folder(target);
        try {
            List<KeyFolder.Entry> entries = folder.list();
            PrintWriter out = spec.commandLine().getOut();
            if (entries.isEmpty()) {
                out.println("no keys in " + folder.path());
            } else {
                out.printf("%-32s  %-41s  %-20s  %s%n", "name", "for", "created", "public key");
                entries.forEach(entry -> out.printf(
                        "%-32s  %-41s  %-20s  %s%n",
                        entry.principal().name(), entry.principal().purpose(), entry.created(), entry.publicKey()));
            }
            out.flush();
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    @Command(
            name = "revoke",
            description = "Takes a key out of the register. A gateway that runs here cuts its connections off at once;"
                    + " another one does at its next reload or start.")
    Integer revoke(
            @Mixin ControlOptions control, @Parameters(paramLabel = "NAME", description = "Of the key.") String name)
            throws CommandException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            folder(control.target()).revoke(name);
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
        out.println("Revoked the key " + name + ".");
        return tell(control, out);
    }
}
