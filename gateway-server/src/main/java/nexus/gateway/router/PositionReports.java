package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/** Takes what platforms say they hold; a difference from ours is alarmed, never corrected. */
final class PositionReports {
    /** Positions beyond this are not made for a report alone: a platform may name absurdly many symbols. */
    private static final int MAX_POSITIONS = 10_000;

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
        String platform = session.platform.name;
        Instrument instrument = state.instrument(session.platform, symbol);
        BigDecimal theirs = Units.normal(instrument.units().toUniversal(quantity));
        BigDecimal ours = state.book.held(platform, instrument.universal(), instrument.contract());
        if (state.alerts.isOn() && state.book.positions().size() < MAX_POSITIONS) {
            remember(state.book.position(platform, instrument.universal(), instrument.contract()), theirs);
        } else if (theirs.compareTo(ours) != 0) {
            state.alerts.raise(
                    AlertCode.POSITION_MISMATCH,
                    platform + '/' + name(instrument.universal(), instrument.contract()),
                    "position differs: " + platform + " holds " + theirs.toPlainString() + " "
                            + Printable.of(name(instrument.universal(), instrument.contract()))
                            + ", by its executions it should be "
                            + ours.toPlainString());
        }
        return null;
    }

    private void remember(Position position, BigDecimal theirs) {
        long now = state.emitter.timeNanos();
        if (position.stated == null) {
            position.stated = Stated.first(theirs, position.quantity, now);
        } else {
            position.stated.again(theirs, position.quantity, now);
        }
        tell(state, position, position.stated.mismatch);
    }

    /** Looks, once a second, which differences persist and which have gone. */
    static void check(RouterState state) {
        long now = state.emitter.timeNanos();
        for (Position position : state.book.positions()) {
            if (position.stated != null) {
                boolean told = state.alerts.isActive(AlertCode.POSITION_MISMATCH, subject(position));
                boolean mismatch = position.stated.check(now);
                if (told != mismatch) {
                    tell(state, position, mismatch);
                }
            }
        }
    }

    /** Says that they differ, or that they agree. */
    private static void tell(RouterState state, Position position, boolean mismatch) {
        if (mismatch) {
            state.alerts.raise(AlertCode.POSITION_MISMATCH, subject(position), text(position));
        } else if (position.stated.agreed) {
            agree(state, position, "the platform and its executions agree: " + position.quantity.toPlainString());
        }
    }

    /** There is no difference any more, or an operator has settled it. */
    static void agree(RouterState state, Position position, String text) {
        state.alerts.clear(AlertCode.POSITION_MISMATCH, subject(position), text);
    }

    private static String subject(Position position) {
        return position.subject();
    }

    private static String name(String symbol, String contract) {
        return contract == null ? symbol : contract;
    }

    private static String text(Position position) {
        String what = "position differs: " + position.platform + " holds "
                + position.stated.quantity.toPlainString() + " "
                + Printable.of(name(position.symbol, position.contract))
                + ", by its executions it should be " + position.quantity.toPlainString();
        String why = position.stated.unexplained
                ? "; it changed there without an execution of ours, so probably by a manual trade"
                : "";
        return what + why + ". Look there, then use 'gateway position set'";
    }
}
