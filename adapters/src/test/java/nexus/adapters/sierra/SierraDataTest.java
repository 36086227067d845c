package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.sierra.SierraSettings.DataSource;
import nexus.adapters.sierra.dtc.DataMessages.BidAsk;
import nexus.adapters.sierra.dtc.DataMessages.BidAskCompact;
import nexus.adapters.sierra.dtc.DataMessages.BidAskFloatMicros;
import nexus.adapters.sierra.dtc.DataMessages.Trade;
import nexus.adapters.sierra.dtc.DataMessages.TradeCompact;
import nexus.adapters.sierra.dtc.DataMessages.TradeNoTimestamp;
import nexus.adapters.sierra.dtc.DataMessages.TradeUnbundled;
import nexus.adapters.sierra.dtc.DataMessages.TradeUnbundled2;
import nexus.adapters.sierra.dtc.DataMessages.TradeV2;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.SymbolMessages.FeedStatus;
import nexus.adapters.sierra.scid.ScidWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticks from the server and from files, and positions. */
class SierraDataTest {
    @TempDir
    Path folder;

    private SierraStage stage;
    private StrictDtcServer server;

    @BeforeEach
    void open() throws IOException {
        stage = new SierraStage(folder);
        server = stage.server;
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private void subscribed() {
        Eventually.await(
                "subscribed", () -> server.subscription("NQH25-CME") != null && server.subscription("GCZ3") != null);
    }

    /** The next tick: symbol, price, volume, bid, ask, aggressor and microseconds since 1,700,000,000 s. */
    private String tick() {
        Received tick = stage.gateway.next(Types.MARKET_DATA);
        var fields = tick.fields();
        BigDecimal micros = fields.dataDecimal(Keys.TIMESTAMP)
                .subtract(new BigDecimal(1_700_000_000))
                .movePointRight(6);
        return fields.dataText(Keys.SYMBOL) + " " + plain(fields.dataDecimal(Keys.PRICE)) + "x"
                + plain(fields.dataDecimal(Keys.VOLUME)) + " " + plain(fields.dataDecimal(Keys.BID)) + "/"
                + plain(fields.dataDecimal(Keys.ASK)) + " " + fields.dataText(Keys.AGGRESSOR) + " "
                + Math.round(micros.doubleValue());
    }

    private static String plain(BigDecimal value) {
        return value == null ? "-" : value.stripTrailingZeros().toPlainString();
    }

    @Test
    void everyFormOfATradeIsATick() throws IOException {
        stage.up();
        subscribed();
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_TRADE)
                .put(Trade.SYMBOL_ID, 1)
                .put(Trade.AT_BID_OR_ASK, 2)
                .put(Trade.PRICE, 21050.5)
                .put(Trade.VOLUME, 2)
                .put(Trade.DATE_TIME, 1_700_000_000.125));
        assertThat(tick()).isEqualTo("NQH25 21050.5x2 -/- BUY 125000");
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_TRADE_COMPACT)
                .put(TradeCompact.SYMBOL_ID, 2)
                .put(TradeCompact.AT_BID_OR_ASK, 1)
                .put(TradeCompact.PRICE, 1313.7)
                .put(TradeCompact.VOLUME, 1)
                .put(TradeCompact.DATE_TIME, 1_700_000_001));
        assertThat(tick()).as("a 32-bit float on its step").isEqualTo("GCZ3 1313.7x1 -/- SELL 1000000");
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR)
                .put(TradeUnbundled.SYMBOL_ID, 1)
                .put(TradeUnbundled.UNBUNDLED_TRADE_INDICATOR, 1)
                .put(TradeUnbundled.PRICE, 21050.25)
                .put(TradeUnbundled.VOLUME, 7)
                .put(TradeUnbundled.DATE_TIME, 1_700_000_000.001));
        assertThat(tick()).isEqualTo("NQH25 21050.25x7 -/- null 1000");
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2)
                .put(TradeUnbundled2.SYMBOL_ID, 2)
                .put(TradeUnbundled2.PRICE, 1313.9)
                .put(TradeUnbundled2.VOLUME, 3)
                .put(TradeUnbundled2.AT_BID_OR_ASK, 2)
                .put(TradeUnbundled2.DATE_TIME, 1_700_000_000_125_000L));
        assertThat(tick()).isEqualTo("GCZ3 1313.9x3 -/- BUY 125000");
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_TRADE_V2)
                .put(TradeV2.SYMBOL_ID, 1)
                .put(TradeV2.PRICE, 21050.75)
                .put(TradeV2.VOLUME, 4)
                .put(TradeV2.DATE_TIME, 1_700_000_000_000_007L));
        assertThat(tick()).startsWith("NQH25 21050.75x4 -/- null ");
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_TRADE_NO_TIMESTAMP)
                .put(TradeNoTimestamp.SYMBOL_ID, 1)
                .put(TradeNoTimestamp.PRICE, 21051)
                .put(TradeNoTimestamp.VOLUME, 5));
        assertThat(tick()).startsWith("NQH25 21051x5 ");
    }

    @Test
    void everyFormOfAQuoteIsATickAndWhatIsNotSetIsLeftOut() throws IOException {
        stage.up();
        subscribed();
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_BID_ASK_COMPACT)
                .put(BidAskCompact.SYMBOL_ID, 2)
                .put(BidAskCompact.BID_PRICE, 1313.6)
                .put(BidAskCompact.BID_QUANTITY, 3)
                .put(BidAskCompact.ASK_PRICE, Float.MAX_VALUE)
                .put(BidAskCompact.DATE_TIME, 1_700_000_000));
        assertThat(tick()).isEqualTo("GCZ3 -x- 1313.6/- null 0");
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_BID_ASK_FLOAT_WITH_MICROSECONDS)
                .put(BidAskFloatMicros.SYMBOL_ID, 1)
                .put(BidAskFloatMicros.BID_PRICE, 21050.25)
                .put(BidAskFloatMicros.ASK_PRICE, 21050.5)
                .put(BidAskFloatMicros.DATE_TIME, 1_700_000_000_125_000L));
        assertThat(tick()).isEqualTo("NQH25 -x- 21050.25/21050.5 null 125000");
        server.send(Message.of(MessageType.MARKET_DATA_UPDATE_BID_ASK)
                .put(BidAsk.SYMBOL_ID, 1)
                .put(BidAsk.BID_PRICE, Double.MAX_VALUE)
                .put(BidAsk.ASK_PRICE, 21050.75)
                .put(BidAsk.DATE_TIME, 1_700_000_002));
        assertThat(tick()).isEqualTo("NQH25 -x- -/21050.75 null 2000000");
    }

    @Test
    void aSymbolThatTheServerRefusesIsReadFromItsFile() throws IOException {
        server.dataRefused.add("NQH25-CME");
        try (ScidWriter writer = ScidWriter.create(folder.resolve("NQH25-CME.scid"))) {
            writer.trade(1_700_000_000_000_000L, 21050);
            stage.up();
            stage.awaitSaid("its ticks come from NQH25-CME.scid from now on");
            stage.awaitSaid("from record 2");
            writer.trade(1_700_000_000_000_005L, 21050.25, 1, 0);
            assertThat(tick()).isEqualTo("NQH25 21050.25x1 21050/21050.5 SELL 5");
            assertThat(stage.adapter.status()).contains("NQH25: ticks from NQH25-CME.scid");
            server.drop();
            Eventually.await("up again", () -> server.logons() == 2 && stage.adapter.isUp());
            writer.trade(1_700_000_000_000_006L, 21050.5, 0, 1);
            assertThat(tick()).isEqualTo("NQH25 21050.5x1 21050.25/21050.75 BUY 6");
            assertThat(server.subscription("NQH25-CME")).isNull();
        }
    }

    @Test
    void withoutAFolderARefusalSaysWhatToSet() throws IOException {
        server.dataRefused.add("NQH25-CME");
        stage.with(s -> data(s, DataSource.DTC)).up();
        stage.awaitSaid("set dataFolder to Sierra Chart's Data folder");
        server.drop();
        Eventually.await("up again", () -> server.logons() == 2 && stage.adapter.isUp());
        subscribedToGold();
        assertThat(stage.countSaid("set dataFolder")).as("said once").isEqualTo(1);
    }

    private void subscribedToGold() {
        Eventually.await("subscribed", () -> server.subscription("GCZ3") != null);
    }

    private static SierraSettings data(SierraSettings s, DataSource source) {
        return new SierraSettings(
                s.host(),
                s.port(),
                "",
                "",
                "",
                10,
                true,
                source,
                s.dataFolder(),
                false,
                s.scidPollMillis(),
                s.symbols());
    }

    @Test
    void aServerWithoutMarketDataMeansFiles() throws IOException {
        server.marketData = false;
        stage.up();
        stage.awaitSaid("it has no market data for DTC clients; its ticks come from GCZ3.scid");
        assertThat(server.received(MessageType.MARKET_DATA_REQUEST)).isEmpty();
    }

    @Test
    void filesAreReadWhileThereIsNoServer() throws IOException {
        server.down();
        try (ScidWriter writer = ScidWriter.create(folder.resolve("GCZ3.scid"))) {
            stage.with(s -> data(s, DataSource.SCID)).start();
            stage.awaitSaid("GCZ3.scid from record 1");
            writer.trade(1_700_000_000_000_000L, 1313.7);
            assertThat(tick()).startsWith("GCZ3 1313.7x1 ");
        }
    }

    @Test
    void aFeedThatComesBackIsSubscribedAgainUnderTheSameIds() throws IOException {
        stage.up();
        subscribed();
        server.send(Message.of(MessageType.MARKET_DATA_FEED_STATUS).put(FeedStatus.STATUS, 1));
        stage.awaitSaid("has lost its market data feed");
        server.send(Message.of(MessageType.MARKET_DATA_FEED_STATUS).put(FeedStatus.STATUS, 2));
        Eventually.await(
                "again", () -> server.received(MessageType.MARKET_DATA_REQUEST).size() == 4);
        assertThat(stage.countSaid("refuses market data")).isZero();
        assertThat(List.of(server.subscription("NQH25-CME"), server.subscription("GCZ3")))
                .containsExactly(1, 2);
    }

    @Test
    void positionsAreToldAndWhatIsNotListedIsFlat() throws IOException {
        server.positions = "NQH25-CME -2";
        stage.up();
        assertThat(List.of(position(), position())).containsExactlyInAnyOrder("NQH25 -2", "GCZ3 0");
        server.tellPosition("GCZ3 1");
        server.tellPosition("GCZ3 3");
        assertThat(position()).as("the last word").isEqualTo("GCZ3 3");
    }

    private String position() {
        var fields = stage.gateway.next(Types.POSITION).fields();
        return fields.text(Keys.SYMBOL) + " " + plain(fields.decimal(Keys.QUANTITY));
    }
}
