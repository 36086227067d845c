package nexus.replay.audit.model;

/** What an audit looks for. F13 and F15 are not defined. */
public enum FindingCode {
    F01("fill with no known order"),
    F02("over-fill"),
    F03("execution reported twice"),
    F04("side or symbol differs from the order"),
    F05("fill worse than the limit"),
    F06("fill outside the market"),
    F07("fill after the order's end"),
    F08("cumulative, leaves or average price do not add up"),
    F09("no answer to an order in time"),
    F10("order without an end"),
    F11("signal without order or refusal, order without signal"),
    F12("position or status says more than the fills"),
    F14("times in the wrong order"),
    F16("order without passed risk checks on record"),
    R01("on the statement, not in the journal"),
    R02("in the journal, not on the statement"),
    R03("quantity differs from the statement"),
    R04("price differs from the statement"),
    R05("fee or currency differs from the statement");

    private final String title;

    FindingCode(String title) {
        this.title = title;
    }

    /** What it means, for people. */
    public String title() {
        return title;
    }

    /** Whether it comes from a broker's statement. */
    public boolean isOfStatement() {
        return name().charAt(0) == 'R';
    }
}
