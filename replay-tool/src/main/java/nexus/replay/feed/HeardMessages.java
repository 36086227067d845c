package nexus.replay.feed;

import java.io.PrintWriter;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.Times;
import nexus.replay.nexus.NexusListener;

/** What NEXUS says while it is fed: reported and counted, never routed. */
final class HeardMessages implements NexusListener {
    private static final String UNREADABLE = "unreadable";
    private static final String OTHER = "other";
    private static final int MAX_TEXT = 80;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, Long> counts = new TreeMap<>();
    private final MapReader message = new MapReader();
    private final StringBuilder text = new StringBuilder();
    private Lockstep lockstep;
    private long lastSeq;
    private long lastTimeNanos;

    HeardMessages(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Answers to ticks are wanted from here on. */
    void passAnswersTo(Lockstep wanted) {
        lockstep = wanted;
    }

    /** This message has gone out last. */
    void fed(FedMessage last) {
        lastSeq = last.seq();
        lastTimeNanos = last.timeNanos();
    }

    /** How many there were of each type. */
    Map<String, Long> counts() {
        return counts;
    }

    @Override
    public void message(boolean whole, byte[] buffer, int offset, int length) {
        String problem = whole ? message.wrap(buffer, offset, length) : "several frames, or more than 64 KiB";
        if (problem != null) {
            count(UNREADABLE);
            report(UNREADABLE + " (" + problem + "), " + length + " bytes");
            return;
        }
        int typeField = message.find(Keys.TYPE);
        if (typeField == MapReader.ABSENT || message.type(typeField) != ValueType.STRING) {
            count(UNREADABLE);
            report(UNREADABLE + " (no type) " + cut(JsonText.of(buffer, offset, length)));
            return;
        }
        String type = message.textValue(typeField);
        switch (type) {
            case Types.STEP_ACK -> takeAnswer();
            case Types.HEARTBEAT -> count(type);
            case Types.SIGNAL, Types.CANCEL -> {
                count(type);
                report(type + " " + order());
            }
            default -> {
                count(type.equals(Types.HELLO) ? type : OTHER);
                report(cut(JsonText.of(buffer, offset, length)));
            }
        }
    }

    private void takeAnswer() {
        count(Types.STEP_ACK);
        if (lockstep == null) {
            return;
        }
        int seq = message.find(Keys.SEQ);
        String problem = seq == MapReader.ABSENT || !message.isNumber(seq)
                ? "it has no seq"
                : lockstep.answer(message.longValue(seq));
        if (problem != null) {
            report(Types.STEP_ACK + " " + value(Keys.SEQ) + " ignored: " + problem);
        }
    }

    private String order() {
        StringJoiner order = new StringJoiner(" ");
        order.add(value(Keys.SYMBOL)).add(value(Keys.SIDE)).add(value(Keys.QUANTITY));
        return order.add("order_id").add(value(Keys.ORDER_ID)).toString();
    }

    /** A field as one word for people, whatever it is; a dash if it is not there. */
    private String value(Key key) {
        int field = message.find(key);
        if (field == MapReader.ABSENT) {
            return "-";
        }
        if (message.isNumber(field)) {
            return message.decimalValue(field).stripTrailingZeros().toPlainString();
        }
        if (message.type(field) != ValueType.STRING) {
            return "?";
        }
        text.setLength(0);
        JsonText.appendQuoted(text, message.textValue(field));
        String quoted = text.toString();
        // Without the quotes where nobody could misread it.
        String plain = quoted.substring(1, quoted.length() - 1);
        return cut(plain.matches("[\\w.:/+-]+") ? plain : quoted);
    }

    private static String cut(String line) {
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
    }

    private void count(String type) {
        counts.merge(type, 1L, Long::sum);
    }

    private void report(String what) {
        out.println((lastSeq == 0 ? "before the first message" : Times.iso(lastTimeNanos) + " after seq " + lastSeq)
                + "  " + what);
        out.flush();
    }

    @Override
    public void remark(String remark) {
        err.println("feed: " + remark);
        err.flush();
    }
}
