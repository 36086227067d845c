package nexus.gateway.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which symbols of its platform a position is in. Each order asks, and a platform may have hundreds of symbols: what was
 * found holds until the platform has others, or the position's contract becomes known.
 */
final class PositionInstruments {
    private final List<Instrument> found = new ArrayList<>(1);

    /** What was looked through, how many there were then, and for which contract. */
    private BytesMap<Instrument> looked;

    private int lookedCount;
    private String lookedContract;

    /** The one with the youngest price, the first of several that are as young; null if none has had a price. */
    Instrument newestPriced(Position position, BytesMap<Instrument> all) {
        look(position, all);
        Instrument newest = null;
        for (int i = 0; i < found.size(); i++) {
            Instrument one = found.get(i);
            boolean isPriced = !Double.isNaN(one.lastPrice);
            if (isPriced && (newest == null || one.lastPriceNanos > newest.lastPriceNanos)) {
                newest = one;
            }
        }
        return newest;
    }

    /** A platform's symbols are only added to, or replaced by another map. */
    private void look(Position position, BytesMap<Instrument> all) {
        boolean isSame = looked == all && Objects.equals(lookedContract, position.contract);
        if (isSame && lookedCount == all.size()) {
            return;
        }
        found.clear();
        for (Instrument instrument : all.values()) {
            if (position.isIn(instrument)) {
                found.add(instrument);
            }
        }
        looked = all;
        lookedCount = all.size();
        lookedContract = position.contract;
    }
}
