package nexus.gateway.router;

import nexus.journal.message.AlertCode;

/** One cause of trouble: what it is, how often it came, and what is still to be told of it. */
final class Alert {
    /** Longer texts are cut: they may quote what a peer sent. */
    private static final int MAX_TEXT = 400;

    final AlertCode code;
    final String subject;

    /** When it first came, of the times that {@link #count} counts; ns since the epoch. */
    final long sinceNanos;

    String text = "";
    long count;
    long lastNanos;
    long toldCount;
    long toldNanos;

    /** Whether it has ended and come back, perhaps many times: its end is not told at once any more. */
    boolean returns;

    /** When it ended, while that is not to be told yet, or has been told; 0 while it goes on. */
    long endedNanos;

    boolean mustRaise;
    boolean mustUpdate;
    boolean mustClear;
    boolean mustTellNewcomer;

    Alert(AlertCode code, String subject, long sinceNanos) {
        this.code = code;
        this.subject = subject;
        this.sinceNanos = sinceNanos;
    }

    static String key(AlertCode code, String subject) {
        return code.name() + ' ' + subject;
    }

    String key() {
        return key(code, subject);
    }

    /** It came, for the first time or again. */
    void came(String what, long timeNanos) {
        say(what);
        count++;
        lastNanos = timeNanos;
        endedNanos = 0;
    }

    void say(String what) {
        int end = what.codePointCount(0, what.length()) <= MAX_TEXT
                ? what.length()
                : what.offsetByCodePoints(0, MAX_TEXT);
        text = end == what.length() ? what : what.substring(0, end) + "…";
    }

    /** Whether something is still to be told. */
    boolean isWaiting() {
        return mustRaise || mustUpdate || mustClear || mustTellNewcomer;
    }

    void writeTo(StateWriter out) {
        out.put("code", code.name()).put("subject", subject).put("since", sinceNanos);
        out.put("text", text).put("count", count).put("last", lastNanos);
        out.put("toldCount", toldCount).put("told", toldNanos).put("returns", returns);
        out.put("ended", endedNanos).put("mustRaise", mustRaise).put("mustUpdate", mustUpdate);
        out.put("mustClear", mustClear).put("mustTellNewcomer", mustTellNewcomer);
    }

    static Alert readFrom(StateReader in) {
        Alert alert = new Alert(AlertCode.valueOf(in.text("code")), in.text("subject"), in.integer("since"));
        alert.text = in.text("text");
        alert.count = in.integer("count");
        alert.lastNanos = in.integer("last");
        alert.toldCount = in.integer("toldCount");
        alert.toldNanos = in.integer("told");
        alert.returns = in.flag("returns");
        alert.endedNanos = in.integer("ended");
        alert.mustRaise = in.flag("mustRaise");
        alert.mustUpdate = in.flag("mustUpdate");
        alert.mustClear = in.flag("mustClear");
        alert.mustTellNewcomer = in.flag("mustTellNewcomer");
        return alert;
    }
}
