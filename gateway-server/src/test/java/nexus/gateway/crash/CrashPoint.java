package nexus.gateway.crash;

import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;

/**
 * Where the process dies: at the so-manieth time that such a thing happens.
 *
 * @param act what is done
 * @param type of the message that it is done with, or {@link #NEW_DAY}
 * @param count 1 for the first
 * @param phase when, with regard to the act
 */
record CrashPoint(Act act, String type, int count, Phase phase) {
    /** In place of a type: the first record of another day, which goes into another file. */
    static final String NEW_DAY = "NEW_DAY";

    /** The exit code of a process that died as it should. */
    static final int EXIT_CODE = 86;

    /** What the gateway does with a message. */
    enum Act {
        APPEND,
        SEND
    }

    /** When it dies. An act is torn when it has begun and not ended: an append leaves half a record then. */
    enum Phase {
        BEFORE,
        INSIDE,
        AFTER
    }

    static CrashPoint before(Act act, String type, int count) {
        return new CrashPoint(act, type, count, Phase.BEFORE);
    }

    static CrashPoint inside(String type, int count) {
        return new CrashPoint(Act.APPEND, type, count, Phase.INSIDE);
    }

    static CrashPoint after(Act act, String type, int count) {
        return new CrashPoint(act, type, count, Phase.AFTER);
    }

    /** The form that {@link #parse} reads. */
    String text() {
        return act + " " + type + " " + count + " " + phase;
    }

    static CrashPoint parse(String text) {
        String[] parts = text.split(" ", -1);
        return new CrashPoint(Act.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]), Phase.valueOf(parts[3]));
    }

    @Override
    public String toString() {
        return phase.toString().toLowerCase(java.util.Locale.ROOT) + " the "
                + act.toString().toLowerCase(java.util.Locale.ROOT) + " of " + type + " " + count;
    }

    /** The type of a message, empty if it has none. */
    static String typeOf(byte[] buffer, int offset, int length) {
        MapReader reader = new MapReader();
        if (reader.wrap(buffer, offset, length) != null) {
            return "";
        }
        int field = reader.find(Keys.TYPE);
        return field == MapReader.ABSENT ? "" : reader.textValue(field);
    }

    /** Ends this process as {@code kill -9} does: no hook runs, nothing is closed. */
    static void die() {
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
