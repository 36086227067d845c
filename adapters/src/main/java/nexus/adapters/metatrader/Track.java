package nexus.adapters.metatrader;

import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderType;

/** What is known of one order's way through MetaTrader, beyond what is remembered on disk. */
final class Track {
    final OrderRequest request;
    final String symbol;
    final int magic;

    /** Its ticket while it is a pending order in the EA's list; else null. */
    String pendingTicket;

    /** The EA has said that the terminal took it, in this life or before. */
    boolean accepted;

    /** Why the terminal did not take it, by the EA; it may have all the same. */
    String refusal;

    /** Its command was taken back before the EA took it, as far as can be told. */
    boolean withdrawn;

    /** It is to be canceled as soon as it can be. */
    boolean cancelWanted;

    /** Since when what is known points to an end, and how many histories were asked for since; 0 for never. */
    long endingNanos;

    int historiesSince;
    long endedNanos;
    boolean toldInDoubt;

    /** @param symbol the platform's */
    Track(OrderRequest request, String symbol) {
        this.request = request;
        this.symbol = symbol;
        this.magic = Magic.of(request.ref());
    }

    String ref() {
        return request.ref();
    }

    boolean isMarket() {
        return request.type() == OrderType.MARKET;
    }

    /** What is known points to an end from now on. */
    void ending(long nowNanos) {
        if (endingNanos == 0) {
            endingNanos = nowNanos;
            historiesSince = 0;
        }
    }

    void notEnding() {
        endingNanos = 0;
        historiesSince = 0;
    }
}
