package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nexus.adapters.metatrader.DwxText.DwxObject;

/**
 * One line of DWX_Orders.txt: a position, or a pending order.
 *
 * @param ticket of the position or the order; a pending order that is executed in part has one with both
 * @param magic of the order that made it
 * @param lots of the position, or what is open of the order
 * @param type buy, sell (a position); buylimit, selllimit, buystop, sellstop (an order)
 * @param openPrice of the position, or of the order
 */
record Holding(String ticket, int magic, String symbol, BigDecimal lots, String type, BigDecimal openPrice) {
    /** All lines of the file; null if it says nothing of orders. */
    static List<Holding> all(DwxObject file) {
        DwxObject orders = file.object("orders");
        if (orders == null) {
            return null;
        }
        List<Holding> holdings = new ArrayList<>();
        for (Map.Entry<String, Object> entry : orders.entries()) {
            if (entry.getValue() instanceof DwxObject line) {
                BigDecimal lots = line.decimal("lots");
                holdings.add(new Holding(
                        entry.getKey(),
                        Numbers.whole(line, "magic"),
                        line.text("symbol"),
                        lots == null ? BigDecimal.ZERO : lots,
                        line.text("type"),
                        line.decimal("open_price")));
            }
        }
        return holdings;
    }

    /** Whether it is an order that waits for its price. */
    boolean isPending() {
        return type.endsWith("limit") || type.endsWith("stop");
    }
}
