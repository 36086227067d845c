package nexus.gateway.duty;

import nexus.gateway.router.Outputs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes the router's notes to the log, each with the sequence of the input that it is about.
 *
 * <p>What concerns NEXUS goes to the logger {@code nexus.signals}, everything else to {@code nexus.gateway}. A note
 * concerns NEXUS if it begins with what NEXUS sends or is told (signal, cancel, order, execution, rejected) or names
 * NEXUS. An ALARM is an error that begins with that word.
 */
final class RouterLog {
    /** The gateway itself. */
    static final Logger GATEWAY = LoggerFactory.getLogger("nexus.gateway");

    /** What NEXUS says and is told. */
    static final Logger SIGNALS = LoggerFactory.getLogger("nexus.signals");

    private RouterLog() {}

    static void note(Outputs.Level level, long seq, String text) {
        Logger logger = concernsNexus(text) ? SIGNALS : GATEWAY;
        switch (level) {
            case DEBUG -> logger.debug("[{}] {}", seq, text);
            case INFO -> logger.info("[{}] {}", seq, text);
            case WARN -> logger.warn("[{}] {}", seq, text);
            case ALARM -> logger.error("[{}] ALARM {}", seq, text);
        }
    }

    private static boolean concernsNexus(String text) {
        return text.startsWith("signal")
                || text.startsWith("order")
                || text.startsWith("cancel")
                || text.startsWith("execution")
                || text.startsWith("rejected")
                || text.contains("NEXUS");
    }
}
