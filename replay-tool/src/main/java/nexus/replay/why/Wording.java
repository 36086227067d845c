package nexus.replay.why;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import nexus.gateway.router.OrderView;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.Times;

/** Messages and times in a trader's words. */
final class Wording {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Wording() {}

    /** A span such as {@code 0.041 ms}, {@code 12.500 s} or {@code 2 d 3 h}. */
    static String span(long nanos) {
        long length = Math.abs(nanos);
        String text;
        if (length < NANOS_PER_SECOND) {
            text = String.format(Locale.ROOT, "%.3f ms", length / 1e6);
        } else if (length < 60 * NANOS_PER_SECOND) {
            text = String.format(Locale.ROOT, "%.3f s", length / 1e9);
        } else {
            text = Times.length(length);
        }
        return nanos < 0 ? "-" + text : text;
    }

    static String plain(BigDecimal number) {
        return number == null ? "?" : Ids.digits(number);
    }

    private static String or(String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** What a signal asks for. */
    static String signal(Message signal) {
        StringBuilder text = new StringBuilder();
        text.append(or(signal.text(Keys.SIDE), "?")).append(' ').append(or(signal.text(Keys.QUANTITY), "?"));
        text.append(' ').append(or(signal.text(Keys.SYMBOL), "?"));
        terms(text, signal);
        List<String> platforms = signal.texts(Keys.PLATFORMS);
        if (!platforms.isEmpty()) {
            text.append(", only on ").append(String.join(", ", platforms));
        }
        return text.toString();
    }

    private static void terms(StringBuilder text, Message message) {
        text.append(", ").append(or(message.text(Keys.ORDER_TYPE), "MARKET"));
        append(text, " limit ", message, Keys.LIMIT_PRICE);
        append(text, " stop ", message, Keys.STOP_PRICE);
        append(text, " ", message, Keys.TIME_IN_FORCE);
    }

    private static void append(StringBuilder text, String before, Message message, Key key) {
        if (message.has(key)) {
            text.append(before).append(message.text(key));
        }
    }

    /** What was sent to a platform. */
    static String toPlatform(Message message, String platform) {
        StringBuilder text = new StringBuilder(platform).append(": ");
        switch (message.type()) {
            case Types.ORDER -> {
                text.append(or(message.text(Keys.SIDE), "?")).append(' ').append(or(message.text(Keys.QUANTITY), "?"));
                text.append(' ').append(or(message.text(Keys.SYMBOL), "?"));
                terms(text, message);
                append(text, ", ref ", message, Keys.REF);
                String ref = message.text(Keys.REF);
                if (ref != null && ref.equals(message.text(Keys.ORDER_ID))) {
                    text.append(", which is its order_id there: the signal's was used before");
                }
            }
            case Types.ORDER_CANCEL -> text.append("asked to cancel ").append(or(message.text(Keys.REF), "it"));
            case Types.ORDER_STATUS_REQUEST ->
                text.append("asked how ")
                        .append(or(message.text(Keys.REF), "it"))
                        .append(" stands");
            case Types.ERROR -> {
                text.append("told ").append(or(message.text(Keys.CODE), "ERROR"));
                append(text, ": ", message, Keys.REASON);
            }
            default -> text.append(message.type());
        }
        return text.toString();
    }

    /** What a platform said. */
    static String fromPlatform(Message message, String platform) {
        StringBuilder text = new StringBuilder(platform).append(": ");
        switch (message.type()) {
            case Types.ORDER_ACK -> text.append("has it");
            case Types.ORDER_REJECT -> text.append("rejects it");
            case Types.ORDER_CANCELED -> text.append("has canceled it");
            case Types.ORDER_STATUS -> {
                text.append("says it is ").append(or(message.text(Keys.STATUS), "?"));
                append(text, ", done so far ", message, Keys.CUM_QTY);
                append(text, " @ ", message, Keys.AVG_PRICE);
            }
            case Types.ORDER_FILL -> {
                text.append(or(message.text(Keys.FILLED_QTY), "?"));
                append(text, " ", message, Keys.SYMBOL);
                text.append(" @ ").append(or(message.text(Keys.FILL_PRICE), "?"));
                append(text, ", execution ", message, Keys.EXEC_ID);
                append(text, ", commission ", message, Keys.COMMISSION);
            }
            default -> text.append(message.type());
        }
        append(text, ", as ", message, Keys.PLATFORM_ORDER_ID);
        append(text, ": ", message, Keys.REASON);
        return text.toString();
    }

    /** What NEXUS was told. */
    static String toNexus(Message message) {
        StringBuilder text = new StringBuilder(message.type());
        append(text, " ", message, Keys.PLATFORM);
        switch (message.type()) {
            case Types.SIGNAL_ACK -> {
                text.append(": orders on ").append(String.join(", ", message.texts(Keys.PLATFORMS)));
                Verdict verdict = Verdict.of(message);
                text.append(verdict.skipped().isEmpty() ? "" : "; none on " + verdict.skippedText());
            }
            case Types.REJECT -> {
                append(text, ": ", message, Keys.CODE);
                append(text, ": ", message, Keys.REASON);
            }
            case Types.ORDER_FILL -> {
                append(text, ": ", message, Keys.FILLED_QTY);
                append(text, " @ ", message, Keys.FILL_PRICE);
                append(text, ", ", message, Keys.STATUS);
                append(text, ", ", message, Keys.LEAVES_QTY);
                text.append(message.has(Keys.LEAVES_QTY) ? " left" : "");
                List<String> flags = message.texts(Keys.FLAGS);
                text.append(flags.isEmpty() ? "" : ", flags " + String.join(" ", flags));
            }
            case Types.ORDER_STATUS -> {
                append(text, ": ", message, Keys.STATUS);
                append(text, ", done ", message, Keys.CUM_QTY);
                append(text, " @ ", message, Keys.AVG_PRICE);
                append(text, ", left ", message, Keys.LEAVES_QTY);
                append(text, ": ", message, Keys.REASON);
            }
            default -> append(text, ": ", message, Keys.REASON);
        }
        return text.toString();
    }

    /** What was wrong, or no longer. */
    static String alert(Message message) {
        return or(message.text(Keys.STATE), "?") + " " + or(message.text(Keys.CODE), "?") + " "
                + or(message.text(Keys.SUBJECT), "?") + ": " + or(message.text(Keys.REASON), "?");
    }

    /** What an operator asked. */
    static String operator(Message message) {
        String who = or(message.text(Keys.WHO), "an operator");
        if (!message.type().equals(Types.RESOLVE)) {
            return who + ": " + message.type();
        }
        String platform = or(message.text(Keys.PLATFORM), "?");
        List<BigDecimal> filled = message.numbers(Keys.FILLED);
        if (message.flag(Keys.NOT_SENT)) {
            return who + " resolves it on " + platform + ": never sent";
        }
        return who + " resolves it on " + platform
                + (filled.size() == 2 ? ": filled " + plain(filled.get(0)) + " @ " + plain(filled.get(1)) : "");
    }

    /** What an operator was answered. */
    static String answer(Message message) {
        return message.flag(Keys.OK) ? "done" : "refused: " + or(message.text(Keys.REASON), "?");
    }

    /** What the gateway itself observed. */
    static String control(Message message) {
        return switch (message.type()) {
            case Types.RECOVERY ->
                "the gateway was started again"
                        + (message.flag(Keys.REBOOTED) ? " behind a restart of the machine" : "")
                        + "; the run before ended with record " + message.integer(Keys.LAST_SEQUENCE);
            case Types.PEER_DOWN ->
                "connection " + message.integer(Keys.SOURCE) + " is gone: "
                        + or(message.text(Keys.REASON), "disconnected");
            case Types.PEER_UP -> "connection " + message.integer(Keys.SOURCE) + " is there";
            case Types.SEND_REFUSED ->
                (message.integer(Keys.COUNT) == 0 ? "the order " : "the cancel of ") + or(message.text(Keys.REF), "?")
                        + " was not sent: " + or(message.text(Keys.REASON), "?");
            case Types.CLOCK -> "the clock's tick, once a second";
            default -> message.type();
        };
    }

    /** How far a price is from one before, as the side sees it. */
    static String slippage(BigDecimal price, BigDecimal before, boolean isBuy) {
        BigDecimal worse = isBuy ? price.subtract(before) : before.subtract(price);
        if (worse.signum() == 0) {
            return ", the price before the signal";
        }
        return ", " + plain(worse.abs()) + (worse.signum() > 0 ? " worse" : " better") + " than before the signal";
    }

    /** Where an order went; an empty text if it stands where it stood. */
    static String move(Findings.Change change) {
        OrderView after = change.after();
        boolean isSame = change.before().state().equals(after.state())
                && change.before().filled().compareTo(after.filled()) == 0;
        if (isSame) {
            return "";
        }
        boolean isPart = after.filled().signum() > 0 && after.leaves().signum() > 0;
        return after.platform() + " " + after.state() + (isPart ? ", " + plain(after.leaves()) + " left" : "");
    }
}
