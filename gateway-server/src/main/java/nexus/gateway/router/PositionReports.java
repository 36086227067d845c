package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/** Takes what platforms say they hold; a difference from ours is alarmed, never corrected. */
final class PositionReports {
    private final RouterState state;

    PositionReports(RouterState state) {
        this.state = state;
    }

    /** Returns null, or why the report was refused. */
    Refusal take(Session session, Fields fields) {
        String symbol = fields.requiredText(Keys.SYMBOL);
        BigDecimal quantity = fields.requiredDecimal(Keys.QUANTITY);
        if (fields.refusal() != null) {
            return fields.refusal();
        }
        if (session.platform == null) {
            return new Refusal(Code.NOT_REGISTERED, "send REGISTER first");
        }
        Instrument instrument = state.instrument(session.platform, symbol);
        BigDecimal theirs = instrument.units().toUniversal(quantity);
        BigDecimal ours = state.book.held(session.platform.name, instrument.symbol());
        if (theirs.compareTo(ours) != 0) {
            state.emitter.alarm("position differs: " + session.platform.name + " holds " + theirs.toPlainString() + " "
                    + Printable.of(instrument.symbol()) + ", by its executions it should be " + ours.toPlainString());
        }
        return null;
    }
}
