package nexus.gateway.router;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import nexus.config.ContractMonth;
import nexus.gateway.router.Contracts.Rolling;
import nexus.gateway.router.Contracts.Rolling.Told;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.AlertCode;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Rolls futures when their time has come, and says so: to NEXUS what is left in the old contract, to people before and after. */
final class Rollover {
    /** Positions, and orders, that CONTRACT_ROLL lists; it gives the totals too. */
    private static final int MAX_LISTED = 50;

    private final RouterState state;
    private final NexusFeed feed;

    Rollover(RouterState state, NexusFeed feed) {
        this.state = state;
        this.feed = feed;
    }

    /** A second has passed. */
    void clock() {
        if (state.contracts.isDue(state.emitter.timeNanos())) {
            look();
        }
        for (Rolling future : state.contracts.futures()) {
            if (!future.left.isEmpty()) {
                checkLeft(future);
            }
        }
    }

    /** The gateway has started again: rolls that it has slept through come now. */
    void recovered() {
        if (!state.contracts.futures().isEmpty()) {
            look();
            warnOfPins();
        }
    }

    /** Another configuration is in force, and its contracts have been found. */
    void configured() {
        tellRolls();
        warnOfPins();
    }

    /** Finds the active contracts, and what platforms' names mean now. */
    void look() {
        state.contracts.look(state.emitter.timeNanos(), Contracts.Cause.RULE);
        state.resolveAgain();
        tellRolls();
    }

    private void tellRolls() {
        state.contracts.takeRolls().forEach(this::tell);
        state.contracts.futures().forEach(this::tellWhere);
    }

    private void tell(Contracts.Roll roll) {
        Rolling future = roll.future();
        String universal = future.universal();
        String from = future.calendar.name(roll.from());
        ContractHoldings left = ContractHoldings.of(state, universal, from);
        MapWriter message = state.emitter.message(Types.CONTRACT_ROLL);
        message.put(Keys.SYMBOL, universal).put(Keys.FROM, from).put(Keys.TO, future.activeName());
        message.put(Keys.AT_NS, roll.atNanos());
        message.put(Keys.EXPIRY, future.calendar.expiry(roll.from()).toString());
        message.put(Keys.CAUSE, roll.cause().name());
        left.put(message, MAX_LISTED);
        feed.publish(true);
        String text = universal + " has rolled from " + from + " to " + future.activeName() + " ("
                + Instant.ofEpochSecond(0, roll.atNanos()) + ", " + roll.cause() + "); in " + from + " are left: "
                + left;
        state.emitter.info(text);
        future.told = Told.ROLLED;
        state.alerts.raise(AlertCode.ROLL, universal, text);
        if (!left.isEmpty() && !future.left.contains(roll.from())) {
            future.left.add(roll.from());
            state.alerts.raiseIfOn(AlertCode.ROLL, from, leftText(universal, from, left));
        }
    }

    private static String leftText(String universal, String contract, ContractHoldings left) {
        return universal + " has rolled, and in " + contract + " are still left: " + left
                + ". Close them with a SIGNAL that names contract " + contract + ", or on the platform";
    }

    /** Says once that a roll comes near, and when that or the roll is over. */
    private void tellWhere(Rolling future) {
        String universal = future.universal();
        if (future.isSoon()) {
            if (future.told != Told.SOON) {
                future.told = Told.SOON;
                ContractMonth next = future.calendar.next(future.active);
                state.alerts.raise(
                        AlertCode.ROLL,
                        universal,
                        universal + " rolls from " + future.activeName() + " to " + future.calendar.name(next) + " at "
                                + Instant.ofEpochSecond(0, future.rollNanos(future.active)) + "; "
                                + future.activeName() + " expires on " + future.calendar.expiry(future.active));
            }
        } else if (future.told != Told.NOTHING && !future.isJustRolled()) {
            future.told = Told.NOTHING;
            state.alerts.clear(AlertCode.ROLL, universal, universal + " is in " + future.activeName());
        }
    }

    private void checkLeft(Rolling future) {
        Iterator<ContractMonth> contracts = future.left.iterator();
        while (contracts.hasNext()) {
            String contract = future.calendar.name(contracts.next());
            if (ContractHoldings.of(state, future.universal(), contract).isEmpty()) {
                contracts.remove();
                state.alerts.clear(AlertCode.ROLL, contract, "nothing is left in " + contract);
            }
        }
    }

    private void warnOfPins() {
        List<Rolling> futures = state.contracts.futures();
        for (Rolling future : futures) {
            if (future.isPinned() && future.isExpired()) {
                state.emitter.warn(future.universal() + " is pinned to " + future.activeName() + ", which expired on "
                        + future.calendar.expiry(future.active) + ": remove futures." + future.universal()
                        + ".pin, and it rolls");
            }
        }
    }
}
