package nexus.replay.diff;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import nexus.gateway.router.OrderView;

/** The orders of both routers, side by side. Of the ended ones it remembers the last {@value #REMEMBERED}. */
final class OrderPairs {
    /** What comes for an order that ended longer ago finds its pair only as long as all orders have been the same. */
    static final int REMEMBERED = 100_000;

    private final Map<String, OrderPair> byThen = new LinkedHashMap<>();
    private final Map<String, OrderPair> byNow = new LinkedHashMap<>();
    private final ArrayDeque<OrderPair> ended = new ArrayDeque<>();
    private boolean areAlike = true;

    void add(OrderPair pair) {
        areAlike &= pair.isBoth() && pair.isSameToPlatform();
        if (pair.then() != null) {
            byThen.put(pair.then().ref(), pair);
        }
        if (pair.now() != null) {
            byNow.put(pair.now().ref(), pair);
        }
    }

    /** Whether every order there was could be given what came for the recorded one, as it is. */
    boolean areAlike() {
        return areAlike;
    }

    /** By the recorded order's {@code ref}; null for one that was made before the beginning, or is forgotten. */
    OrderPair ofThen(String ref) {
        return byThen.get(ref);
    }

    /** By the other router's. */
    OrderPair ofNow(String ref) {
        return byNow.get(ref);
    }

    /** Notes how the recorded order stands. Returns its pair, or null. */
    OrderPair changedThen(OrderView view) {
        OrderPair pair = byThen.get(view.ref());
        if (pair != null) {
            boolean wasEnded = pair.isEnded();
            pair.then(view);
            noteEnd(pair, wasEnded);
        }
        return pair;
    }

    /** Notes how the other order stands. Returns its pair, or null. */
    OrderPair changedNow(OrderView view) {
        OrderPair pair = byNow.get(view.ref());
        if (pair != null) {
            boolean wasEnded = pair.isEnded();
            pair.now(view);
            noteEnd(pair, wasEnded);
        }
        return pair;
    }

    private void noteEnd(OrderPair pair, boolean wasEnded) {
        if (!wasEnded && pair.isEnded()) {
            ended.add(pair);
            if (ended.size() > REMEMBERED) {
                forget(ended.poll());
            }
        }
    }

    private void forget(OrderPair pair) {
        if (pair.then() != null) {
            byThen.remove(pair.then().ref(), pair);
        }
        if (pair.now() != null) {
            byNow.remove(pair.now().ref(), pair);
        }
    }
}
