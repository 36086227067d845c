package nexus.adapters.fix;

import nexus.adapters.fix.Entries.Fields;
import nexus.adapters.fix.FixSettings.MarketDataSettings;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MDEntryID;
import quickfix.field.MDEntryPx;
import quickfix.field.MDEntryType;
import quickfix.field.MDReqID;
import quickfix.field.MDUpdateType;
import quickfix.field.MarketDepth;
import quickfix.field.MsgType;
import quickfix.field.NoMDEntryTypes;
import quickfix.field.NoRelatedSym;
import quickfix.field.SubscriptionRequestType;
import quickfix.field.Symbol;

/** How market data is asked for, and what follows from that for its entries. One request per symbol. */
final class MarketDataRequests {
    private final MarketDataSettings settings;
    private int count;

    MarketDataRequests(MarketDataSettings settings) {
        this.settings = settings;
    }

    /** Unique while the process lives; subscriptions do not outlive a session. */
    String nextId() {
        return "M" + ++count;
    }

    Message subscription(String id, FixSymbol symbol) {
        Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, MsgType.MARKET_DATA_REQUEST);
        message.setString(MDReqID.FIELD, id);
        message.setChar(SubscriptionRequestType.FIELD, SubscriptionRequestType.SNAPSHOT_UPDATES);
        message.setInt(MarketDepth.FIELD, settings.depth());
        message.setInt(
                MDUpdateType.FIELD,
                settings.incremental() ? MDUpdateType.INCREMENTAL_REFRESH : MDUpdateType.FULL_REFRESH);
        if (settings.bidAndAsk()) {
            entryType(message, MDEntryType.BID);
            entryType(message, MDEntryType.OFFER);
        }
        if (settings.trades()) {
            entryType(message, MDEntryType.TRADE);
        }
        Group instrument = new Group(NoRelatedSym.FIELD, Symbol.FIELD);
        instrument.setString(Symbol.FIELD, symbol.fixName());
        symbol.fields().forEach(instrument::setString);
        message.addGroup(instrument);
        return message;
    }

    private static void entryType(Message message, char type) {
        Group entry = new Group(NoMDEntryTypes.FIELD, MDEntryType.FIELD);
        entry.setChar(MDEntryType.FIELD, type);
        message.addGroup(entry);
    }

    /** What tells an entry from others of its side: its id, else its price, else (best prices only) nothing. */
    String keyOf(Fields entry) {
        String id = entry.text(MDEntryID.FIELD);
        if (id != null) {
            return id;
        }
        return settings.depth() == 1 || !entry.has(MDEntryPx.FIELD)
                ? ""
                : entry.decimal(MDEntryPx.FIELD).stripTrailingZeros().toPlainString();
    }
}
