package nexus.adapters.sierra;

import java.util.Set;
import java.util.TreeSet;
import nexus.adapters.sierra.dtc.AccountMessages.TradeAccountResponse;
import nexus.adapters.sierra.dtc.Message;

/** The server's trade accounts, and which of them orders are for. */
final class TradeAccounts {
    private final String wanted;
    private final Set<String> names = new TreeSet<>();
    private boolean complete;

    /** @param wanted empty for the only one */
    TradeAccounts(String wanted) {
        this.wanted = wanted;
    }

    /** Forgets them; those of the next session follow. */
    void clear() {
        names.clear();
        complete = false;
    }

    /** One of them. */
    void take(Message response) {
        names.add(response.text(TradeAccountResponse.TRADE_ACCOUNT));
        names.remove("");
        complete = response.number(TradeAccountResponse.MESSAGE_NUMBER)
                >= response.number(TradeAccountResponse.TOTAL_NUMBER_MESSAGES);
    }

    /** Why no account can be traded, and what to do; null if one can. */
    String problem() {
        if (!complete) {
            return wanted.isEmpty() ? "Sierra Chart has not named its trade accounts yet: or set account" : null;
        }
        if (wanted.isEmpty()) {
            return names.size() == 1 ? null : "Sierra Chart has the trade accounts " + names + ": set account to one";
        }
        return names.contains(wanted)
                ? null
                : "Sierra Chart has no trade account " + wanted + ", but " + names + ": set account to one of them";
    }

    /** The account for orders; empty while there is a {@link #problem}. */
    String name() {
        return wanted.isEmpty() && names.size() == 1 ? names.iterator().next() : wanted;
    }
}
