package nexus.replay.backtest.ticks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of ticks as the command line names it.
 *
 * @param path the file
 * @param symbol of its ticks where the file has no such column, universal or the platform's own; null if not said
 * @param contract which of the contracts in it; null if not said
 */
public record TickFile(Path path, String symbol, String contract) {
    private static final Pattern WITH_SYMBOL = Pattern.compile("([A-Z0-9._-]{1,32})=(.+)");

    /**
     * Reads {@code FILE} or {@code SYMBOL=FILE}.
     *
     * @param symbol for a file without one; may be null
     * @param contract may be null
     * @throws TickException if there is no such file
     */
    public static TickFile of(String text, String symbol, String contract) throws TickException {
        Matcher matcher = WITH_SYMBOL.matcher(text);
        boolean hasSymbol = !Files.exists(Path.of(text)) && matcher.matches();
        Path path = Path.of(hasSymbol ? matcher.group(2) : text);
        if (!Files.isRegularFile(path)) {
            throw new TickException("there is no file " + path);
        }
        return new TickFile(path, hasSymbol ? matcher.group(1) : symbol, contract);
    }

    TickFile withContract(String chosen) {
        return new TickFile(path, symbol, chosen);
    }

    /** For people and the journal, which must not depend on where the file lies. */
    String description() {
        return path.getFileName() + (contract == null ? "" : " contract " + contract);
    }
}
