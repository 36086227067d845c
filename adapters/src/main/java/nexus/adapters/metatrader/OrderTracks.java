package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.StoredOrder;

/**
 * Finds out what became of orders, from the EA's list of what is open and from the history of deals, by their magic
 * numbers. That something is not there is believed after {@link #SETTLE_NANOS} and two histories asked for since: the
 * terminal learns of orders and deals in any order.
 */
final class OrderTracks {
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** A market order may wait for its broker. */
    private static final long MARKET_SETTLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int HISTORIES = 2;
    /** How long an order that has ended is still looked after: money may move late. */
    private static final long AFTER_END_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Consumer<String> say;
    private final Map<String, Track> byRef = new LinkedHashMap<>();
    private final Map<Integer, String> refByMagic = new HashMap<>();
    private final Set<String> foreignDeals = new HashSet<>();
    private final Map<String, Long> questions = new HashMap<>();
    private OrderDesk desk;

    OrderTracks(Consumer<String> say) {
        this.say = say;
    }

    /** Takes up what an earlier life knew. */
    void begin(OrderDesk theDesk, SymbolNames names) {
        desk = theDesk;
        for (StoredOrder order : desk.store().all()) {
            refByMagic.put(Magic.of(order.ref()), order.ref());
            if (order.isOpen()) {
                Track track = new Track(
                        order.request(), names.platformName(order.request().symbol()));
                track.accepted = order.acknowledged();
                byRef.put(order.ref(), track);
            }
        }
    }

    /** Follows an order that is about to be sent. */
    void add(Track track) {
        byRef.put(track.ref(), track);
        refByMagic.put(track.magic, track.ref());
    }

    /** The order, if it is open or has ended just now; else null. */
    Track find(String ref) {
        return byRef.get(ref);
    }

    /** The gateway wants to know; answered when the EA's next history is in. */
    void question(String ref, long nowNanos) {
        questions.putIfAbsent(ref, nowNanos);
    }

    /** How long from one question for deals to the next; {@link Long#MAX_VALUE} if there is no need. */
    long historyNanos(long usualNanos, long nowNanos) {
        long pause = byRef.isEmpty() ? Long.MAX_VALUE : usualNanos;
        for (Track track : byRef.values()) {
            if (track.endedNanos == 0 && track.endingNanos != 0 && !track.toldInDoubt) {
                // Soon at first, then less and less: a history may be long.
                pause = Math.min(pause, Math.max(SOON_NANOS, (nowNanos - track.endingNanos) / 2));
            }
        }
        return questions.isEmpty() ? pause : Math.min(pause, SOON_NANOS);
    }

    /** Since when deals matter, since the epoch. */
    long oldestNanos(long nowEpochNanos) {
        long oldest = nowEpochNanos;
        for (String ref : byRef.keySet()) {
            oldest = Math.min(oldest, desk.store().find(ref).receivedNanos());
        }
        return oldest;
    }

    /** What is open now. Returns whether deals are to be asked for. */
    boolean holdings(List<Holding> holdings, long nowNanos) {
        boolean isNews = false;
        for (Track track : byRef.values()) {
            String before = track.pendingTicket;
            track.pendingTicket = null;
            for (Holding holding : holdings) {
                if (holding.isPending()
                        && holding.magic() == track.magic
                        && holding.symbol().equals(track.symbol)) {
                    track.pendingTicket = holding.ticket();
                }
            }
            if (track.pendingTicket != null) {
                track.accepted = true;
                track.refusal = null;
                track.withdrawn = false;
                track.notEnding();
                desk.acknowledged(track.ref(), track.pendingTicket);
            } else if (track.accepted) {
                track.ending(nowNanos);
                isNews |= before != null;
            }
        }
        return isNews;
    }

    /**
     * All deals of the last days.
     *
     * @param askedNanos when they were asked for, by the monotonic clock
     */
    void deals(List<Deal> deals, long askedNanos) {
        for (Deal deal : deals) {
            String ref = refByMagic.get(deal.magic());
            if (ref != null) {
                deal(ref, deal);
            }
        }
        for (Track track : byRef.values()) {
            if (track.endingNanos != 0 && askedNanos - track.endingNanos > 0) {
                track.historiesSince++;
            }
        }
        questions.entrySet().removeIf(question -> {
            boolean isAnswered = askedNanos - question.getValue() > 0;
            if (isAnswered) {
                answer(question.getKey());
            }
            return isAnswered;
        });
    }

    private void deal(String ref, Deal deal) {
        StoredOrder order = desk.store().find(ref);
        Track track = byRef.get(ref);
        boolean isOther =
                order.request().side() != deal.side() || (track != null && !track.symbol.equals(deal.symbol()));
        if (isOther) {
            if (foreignDeals.add(deal.ticket())) {
                say.accept(
                        "deal " + deal.ticket() + " bears the mark of order " + ref + " but is another's, such as its"
                                + " position's stop loss: it changed the position and is not told as an execution");
            }
            return;
        }
        boolean isNews = desk.executed(
                ref, ref + "-" + deal.ticket(), deal.lots(), deal.price(), deal.epochNanos(), deal.commission());
        if (isNews && track != null) {
            track.accepted = true;
            track.refusal = null;
            track.withdrawn = false;
            track.notEnding();
        }
    }

    private void answer(String ref) {
        Track track = byRef.get(ref);
        boolean isKnown = track == null
                || track.pendingTicket != null
                || desk.store().find(ref).filled().signum() > 0
                || (track.isMarket() && track.accepted);
        if (isKnown) {
            desk.stands(ref);
        } else {
            inDoubt(ref);
        }
    }

    /** Says what a person must do. */
    void inDoubt(String ref) {
        say.accept(
                "order " + ref + " stays in doubt: MetaTrader's files do not say what became of it: look in Toolbox >"
                        + " Trade and History for its comment, and settle it with bin/gateway resolve");
    }

    /**
     * Ends what has ended.
     *
     * @param listedNanos when the list of what is open was read last
     * @param silenceNanos how long an order that was withdrawn may still show up
     * @param cancel takes those that are to be canceled, and now can be
     */
    void pass(long nowNanos, long listedNanos, long silenceNanos, Consumer<Track> cancel) {
        Iterator<Track> all = byRef.values().iterator();
        while (all.hasNext()) {
            Track track = all.next();
            StoredOrder order = desk.store().find(track.ref());
            if (!order.isOpen()) {
                track.endedNanos = track.endedNanos == 0 ? nowNanos : track.endedNanos;
                if (nowNanos - track.endedNanos > AFTER_END_NANOS) {
                    all.remove();
                }
            } else if (track.pendingTicket != null) {
                if (track.cancelWanted) {
                    track.cancelWanted = false;
                    cancel.accept(track);
                }
            } else if (track.endingNanos != 0) {
                conclude(track, order.filled(), listedNanos, nowNanos - silenceNanos);
            }
        }
    }

    private void conclude(Track track, BigDecimal filled, long listedNanos, long silentSinceNanos) {
        long nanos = listedNanos - track.endingNanos;
        boolean isSettled = nanos > SETTLE_NANOS && track.historiesSince >= HISTORIES;
        if (track.refusal != null) {
            if (isSettled) {
                desk.rejected(track.ref(), track.refusal);
            }
        } else if (track.withdrawn) {
            if (silentSinceNanos - track.endingNanos > 0) {
                desk.rejected(track.ref(), DwxVenue.NOT_TAKEN);
            }
        } else if (!track.isMarket()) {
            if (isSettled) {
                desk.canceled(track.ref(), "no longer in MetaTrader: canceled, expired or deleted there");
            }
        } else if (isSettled && nanos > MARKET_SETTLE_NANOS) {
            if (filled.signum() > 0) {
                desk.canceled(track.ref(), "MetaTrader has executed no more of it");
            } else if (!track.toldInDoubt) {
                track.toldInDoubt = true;
                inDoubt(track.ref());
            }
        }
    }
}
