package nexus.gateway.router;

import java.time.DateTimeException;
import java.time.LocalDate;
import nexus.gateway.router.Contracts.Rolling;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** An operator sets when a future rolls, or asks where it stands. */
final class RolloverCommands {
    private static final Key FUTURES = Key.of("futures");
    private static final Key PINNED = Key.of("pinned");
    private static final Key NEXT = Key.of("next_contract");
    private static final int MAX_LISTED = 50;

    private final RouterState state;
    private final Rollover rollover;

    RolloverCommands(RouterState state, Rollover rollover) {
        this.state = state;
        this.rollover = rollover;
    }

    /** Sets the day on which the active contract rolls. Returns null, or why it cannot be. */
    String set(Fields fields, String who) {
        String symbol = fields.requiredText(Keys.SYMBOL);
        String date = fields.requiredText(Keys.DATE);
        String reason = OperatorInputs.reason(fields);
        if (fields.refusal() != null) {
            return fields.refusal().reason();
        }
        Rolling future = state.contracts.future(symbol);
        if (future == null) {
            return "no future " + Printable.of(symbol) + " is configured";
        }
        LocalDate day;
        try {
            day = LocalDate.parse(date);
        } catch (DateTimeException e) {
            return "date is " + Printable.of(date) + ", must be yyyy-mm-dd";
        }
        LocalDate expiry = future.calendar.expiry(future.active);
        LocalDate today = future.calendar.day(state.emitter.timeNanos());
        if (future.isPinned()) {
            return symbol + " is pinned to " + future.activeName() + " by the configuration: remove futures." + symbol
                    + ".pin and reload";
        } else if (day.isAfter(expiry)) {
            return future.activeName() + " expires on " + expiry + ", before " + day;
        } else if (day.isBefore(today)) {
            return day + " is over; " + future.activeName() + " is active, and a roll is never taken back";
        } else if (future.isTooSoon(future.calendar.rollNanosOn(day))) {
            return symbol + " has come into " + future.activeName() + " only on " + future.cameOn()
                    + ": within the overlap of that roll it cannot roll again";
        }
        future.move(future.calendar.rollNanosOn(day));
        String text = "roll of " + symbol + " out of " + future.activeName() + " set to " + day + " by " + who + ": "
                + reason;
        state.emitter.warn(text);
        rollover.look();
        if (future.told == Rolling.Told.SOON) {
            state.alerts.raise(AlertCode.ROLL, symbol, text);
        }
        return null;
    }

    /** Writes where each future stands into a map that has been begun. */
    static void describe(RouterState state, MapWriter map) {
        map.beginArray(FUTURES, state.contracts.futures().size());
        for (Rolling future : state.contracts.futures()) {
            map.beginMap().put(Keys.SYMBOL, future.universal()).put(Keys.CONTRACT, future.activeName());
            map.put(Keys.EXPIRY, future.calendar.expiry(future.active).toString());
            map.put(PINNED, future.isPinned());
            if (!future.isPinned()) {
                map.put(NEXT, future.calendar.name(future.calendar.next(future.active)));
                map.put(Keys.AT_NS, future.rollNanos(future.active));
            }
            ContractHoldings.of(state, future.universal(), future.activeName()).put(map, MAX_LISTED);
            map.endMap();
        }
    }
}
