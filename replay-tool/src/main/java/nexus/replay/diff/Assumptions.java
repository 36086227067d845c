package nexus.replay.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.PriceView;
import nexus.gateway.router.Router;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/**
 * Answers for the orders that only the other router makes, of which no platform ever heard. A MARKET order is filled at
 * once, whole, at the last price of its platform's symbol. Any other, and one without a price, is acknowledged and stays
 * open, until NEXUS cancels it: then it is canceled.
 */
final class Assumptions implements Outputs {
    private static final String MARKET = "MARKET";

    private final List<Sent> sent = new ArrayList<>();
    private final MapReader reader = new MapReader();
    private final MapWriter writer = new MapWriter(256);
    private final JournalRecord answer = new JournalRecord();

    /** An ORDER or ORDER_CANCEL on its way to a platform. */
    private record Sent(String ref, int source, boolean isCancel, boolean isMarket) {}

    /** Takes an answer as the other router's next input. */
    interface Platform {
        /**
         * Gives it to the router.
         *
         * @param order the order that it concerns
         * @param what is assumed, for people
         */
        void answers(JournalRecord answer, OrderView order, String what);
    }

    @Override
    public void output(Output output) {
        boolean isOrder = output.role() == Output.Role.ORDER;
        if (isOrder || output.role() == Output.Role.CANCEL) {
            boolean isMarket = isOrder && isMarket(output);
            sent.add(new Sent(output.ref(), output.source(), !isOrder, isMarket));
        }
    }

    private boolean isMarket(Output output) {
        String fault = reader.wrap(output.buffer(), output.offset(), output.length());
        if (fault != null) {
            throw new IllegalStateException("the router made an order that cannot be read: " + fault);
        }
        return MARKET.equals(reader.textValue(reader.find(Keys.ORDER_TYPE)));
    }

    @Override
    public void note(Level level, long seq, String text) {
        // For the people who run a gateway.
    }

    /**
     * Answers what the last input made, order by order.
     *
     * @param lastSequence of that input; each answer gets the next one
     * @param pairs in which the orders are by now
     */
    void answer(Router router, OrderPairs pairs, long lastSequence, long timeNanos, Platform platform) {
        if (sent.isEmpty()) {
            return;
        }
        List<Sent> all = List.copyOf(sent);
        sent.clear();
        long sequence = lastSequence;
        Map<String, PriceView> prices = null;
        for (Sent each : all) {
            OrderPair pair = pairs.ofNow(each.ref());
            if (pair == null || pair.then() != null) {
                continue;
            }
            if (prices == null) {
                prices = prices(router);
            }
            OrderView order = pair.now();
            PriceView price = prices.get(key(order.platform(), order.platformSymbol()));
            String what = write(each, order, price);
            answer.set(
                    ++sequence,
                    timeNanos,
                    RecordKind.PLATFORM_IN,
                    0,
                    each.source(),
                    0,
                    writer.buffer(),
                    writer.offset(),
                    writer.length());
            platform.answers(answer, order, what);
        }
        // What the answers made, such as a status for NEXUS, asks for no further one.
        sent.clear();
    }

    /** Writes the answer and returns what it says. */
    private String write(Sent each, OrderView order, PriceView price) {
        boolean isFilled = each.isMarket() && price != null;
        String type = each.isCancel() ? Types.ORDER_CANCELED : isFilled ? Types.ORDER_FILL : Types.ORDER_ACK;
        writer.reset()
                .beginMap()
                .put(Keys.TYPE, type)
                .put(Keys.ORDER_ID, order.wireId())
                .put(Keys.REF, order.ref())
                .put(Keys.SYMBOL, order.platformSymbol());
        if (isFilled) {
            writer.put(Keys.FILLED_QTY, order.platformQuantity())
                    .put(Keys.FILL_PRICE, BigDecimal.valueOf(price.price()))
                    .put(Keys.STATUS, "FILLED");
        }
        writer.endMap();
        if (each.isCancel()) {
            return "assumed canceled";
        }
        return isFilled
                ? "assumed filled at " + price.price()
                : each.isMarket() ? "assumed open: there was no price" : "assumed open";
    }

    private static Map<String, PriceView> prices(Router router) {
        Map<String, PriceView> prices = new LinkedHashMap<>();
        router.prices().forEach(price -> prices.put(key(price.platform(), price.platformSymbol()), price));
        return prices;
    }

    private static String key(String platform, String platformSymbol) {
        return platform + '\u0000' + platformSymbol;
    }
}
