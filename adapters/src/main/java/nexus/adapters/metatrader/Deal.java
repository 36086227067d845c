package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nexus.adapters.link.Commission;
import nexus.adapters.link.Side;
import nexus.adapters.metatrader.DwxText.DwxObject;

/**
 * One execution, a line of DWX_Historic_Trades.txt.
 *
 * @param magic of the order; a stop loss bears that of its position
 * @param side null for what is no trade: balance, commission …
 * @param epochNanos by the broker's server, to the second; 0 if it cannot be read
 * @param commission null if there is none
 */
record Deal(
        String ticket,
        int magic,
        String symbol,
        Side side,
        BigDecimal lots,
        BigDecimal price,
        long epochNanos,
        Commission commission) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm:ss", Locale.ROOT);

    /**
     * All trades of the file.
     *
     * @param currency of the account; null if it is not known
     */
    static List<Deal> all(DwxObject file, ZoneId brokerZone, String currency) {
        List<Deal> deals = new ArrayList<>();
        for (Map.Entry<String, Object> entry : file.entries()) {
            if (entry.getValue() instanceof DwxObject line) {
                BigDecimal lots = Numbers.positive(line, "lots");
                BigDecimal price = Numbers.positive(line, "deal_price");
                Side side = side(line.text("type"));
                if (lots != null && price != null && side != null) {
                    deals.add(new Deal(
                            entry.getKey(),
                            Numbers.whole(line, "magic"),
                            line.text("symbol"),
                            side,
                            lots,
                            price,
                            epochNanos(line.text("deal_time"), brokerZone),
                            commission(line.decimal("commission"), currency)));
                }
            }
        }
        return deals;
    }

    /** MetaTrader writes what is paid as less than nothing. */
    private static Commission commission(BigDecimal amount, String currency) {
        return amount == null ? null : Commission.of(amount.negate(), currency);
    }

    private static Side side(String type) {
        return switch (type) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> null;
        };
    }

    private static long epochNanos(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(zone).toEpochSecond() * 1_000_000_000L;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
