package nexus.adapters.metatrader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nexus.adapters.orders.VenueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files DWX_Commands_0.txt and on. The EA takes them in order of their numbers and stops at the first that is
 * missing; it takes a file half written for a wrong command and deletes it. So each is written beside and moved to the
 * lowest number that is free.
 */
final class CommandFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CommandFiles.class);
    /** The EA looks at 50, its own clients use 20. */
    private static final int COUNT = 20;

    private static final int EA_COUNT = 50;
    /** Several of the EA's turns. */
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Path folder;
    private final CommandIds ids;
    private final Set<Path> put = new HashSet<>();
    private long gapNanos;

    CommandFiles(Path filesFolder, CommandIds ids) {
        this.folder = filesFolder.resolve("DWX");
        this.ids = ids;
    }

    Path folder() {
        return folder;
    }

    /**
     * Gives the EA a command.
     *
     * @return the file that it is to take
     * @throws VenueException if it is certainly not there
     */
    Path put(String command, String content) throws VenueException {
        Path beside = folder.resolve("nexus-command.tmp");
        try {
            for (int i = 0; i < COUNT; i++) {
                Path file = file(i);
                if (!Files.exists(file)) {
                    String text = "<:" + ids.next() + "|" + command + "|" + content + ":>";
                    Files.writeString(beside, text, StandardCharsets.ISO_8859_1);
                    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
                    put.add(file);
                    return file;
                }
            }
        } catch (IOException e) {
            throw new VenueException(
                    "no file can be put into " + folder + " (" + e
                            + "): filesFolder must be MQL5\\Files below the folder"
                            + " that MetaTrader shows under File > Open Data Folder",
                    e);
        }
        throw new VenueException("the EA has " + COUNT + " commands to take already");
    }

    /** Whether the EA has not taken it yet. */
    boolean isThere(Path file) {
        return Files.exists(file);
    }

    /** Puts something harmless before a file that the EA does not come to, since one before it is missing. */
    void fillGap(long nowNanos) {
        put.removeIf(file -> !Files.exists(file));
        if (put.isEmpty() || Files.exists(file(0))) {
            gapNanos = nowNanos;
        } else if (nowNanos - gapNanos > GAP_NANOS) {
            try {
                put("RESET_COMMAND_IDS", "");
            } catch (VenueException e) {
                LOG.debug("the gap stays: {}", e.getMessage());
            }
        }
    }

    /**
     * Takes a command back.
     *
     * @return its text, or null if it was gone or is in use: then the command counts
     */
    String withdraw(Path file) {
        Path back = folder.resolve("nexus-withdrawn.tmp");
        try {
            Files.move(file, back, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.debug("{} cannot be withdrawn: {}", file, e.toString());
            return null;
        }
        try {
            String text = Files.readString(back, StandardCharsets.ISO_8859_1);
            Files.delete(back);
            return text;
        } catch (IOException e) {
            LOG.warn("{} is withdrawn, but cannot be read or deleted: {}", back, e.toString());
            return "";
        }
    }

    /** Takes all back that an earlier life has left; their texts. */
    List<String> withdrawAll() {
        List<String> texts = new ArrayList<>();
        for (int i = EA_COUNT - 1; i >= 0; i--) {
            String text = Files.exists(file(i)) ? withdraw(file(i)) : null;
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private Path file(int number) {
        return folder.resolve("DWX_Commands_" + number + ".txt");
    }
}
