package nexus.gateway.router;

/** What has happened since the journal began. */
final class Counters {
    long platformMessages;
    long nexusMessages;
    long ticks;
    long ticksForwarded;
    long unknownSymbolTicks;
    long malformed;
    long signals;
    long signalsRefused;
    long orders;
    long ordersRefusedBySocket;
    long cancels;
    long fills;
    long fillsFlagged;
    long fillsRepeated;

    void writeTo(StateWriter out) {
        out.put("platformMessages", platformMessages).put("nexusMessages", nexusMessages);
        out.put("ticks", ticks).put("ticksForwarded", ticksForwarded);
        out.put("unknownSymbolTicks", unknownSymbolTicks).put("malformed", malformed);
        out.put("signals", signals).put("signalsRefused", signalsRefused);
        out.put("orders", orders).put("ordersRefusedBySocket", ordersRefusedBySocket);
        out.put("cancels", cancels).put("fills", fills);
        out.put("fillsFlagged", fillsFlagged).put("fillsRepeated", fillsRepeated);
    }

    void readFrom(StateReader in) {
        platformMessages = in.integer("platformMessages");
        nexusMessages = in.integer("nexusMessages");
        ticks = in.integer("ticks");
        ticksForwarded = in.integer("ticksForwarded");
        unknownSymbolTicks = in.integer("unknownSymbolTicks");
        malformed = in.integer("malformed");
        signals = in.integer("signals");
        signalsRefused = in.integer("signalsRefused");
        orders = in.integer("orders");
        ordersRefusedBySocket = in.integer("ordersRefusedBySocket");
        cancels = in.integer("cancels");
        fills = in.integer("fills");
        fillsFlagged = in.integer("fillsFlagged");
        fillsRepeated = in.integer("fillsRepeated");
    }
}
