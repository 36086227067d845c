package nexus.gateway.cli;

import java.io.PrintWriter;

/** What a long command is doing, on stderr: on a terminal one line that is written over, else a line each time. */
final class ProgressLine {
    /** The launcher sets it where stderr is a terminal. */
    private static final String TERMINAL_PROPERTY = "nexus.terminal";

    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean overwrite;
    private int shown;

    ProgressLine(PrintWriter err, boolean overwrite) {
        this.err = err;
        this.overwrite = overwrite;
    }

    /** On this stderr, which the launcher has looked at. */
    static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    /** Shows a line in place of the last; any thread may. */
    synchronized void show(String line) {
        if (!overwrite) {
            err.println(line);
            return;
        }
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line;
        err.print('\r' + cut + " ".repeat(Math.max(0, shown - cut.length())));
        err.flush();
        shown = cut.length();
    }

    /** Leaves an empty line to whatever is printed next. */
    synchronized void clear() {
        if (overwrite) {
            err.print('\r' + " ".repeat(shown) + '\r');
            err.flush();
            shown = 0;
        }
    }
}
