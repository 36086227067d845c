package nexus.replay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.replay.figures.Words;
import nexus.replay.profit.Amounts;

/** The few figures that a trader looks for first. */
final class Tiles {
    private static final int CENTS = 2;

    private Tiles() {}

    /** @param kind {@code good}, {@code bad} or {@code plain} */
    record Tile(String name, String value, String kind) {}

    static List<Tile> of(TradingReport report) {
        List<Tile> tiles = new ArrayList<>();
        BigDecimal net = report.profit().total().net();
        tiles.add(new Tile("net", signed(net), net.signum() > 0 ? "good" : net.signum() < 0 ? "bad" : "plain"));
        tiles.add(plain("drawdown", Amounts.single(report.drawdown().amount(), CENTS)));
        tiles.add(plain("round trips", Words.count(report.trips().closed())));
        tiles.add(plain("hit rate", Words.percent(report.trips().hitRate())));
        BigDecimal factor = report.trips().profitFactor();
        tiles.add(plain("profit factor", factor == null ? "–" : Amounts.single(factor, CENTS)));
        tiles.add(plain("orders", Words.count(report.orders().made())));
        tiles.add(plain("fill ratio", Words.percent(report.orders().fillRatio())));
        return tiles;
    }

    private static Tile plain(String name, String value) {
        return new Tile(name, value, "plain");
    }

    private static String signed(BigDecimal value) {
        return (value.signum() > 0 ? "+" : "") + Amounts.single(value, CENTS);
    }
}
