package nexus.adapters.sierra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nexus.adapters.orders.Steps;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.SessionMessages.RequestReject;
import nexus.adapters.sierra.dtc.SymbolMessages.SecurityDefinition;
import nexus.adapters.sierra.dtc.SymbolMessages.SecurityDefinitionRequest;

/** The configured symbols, and what the server says of each. A symbol's id is its place in the configuration, from 1. */
final class SymbolTable {
    /** Definitions are asked for under this and the symbol's id, to be told from other requests. */
    private static final int FIRST_REQUEST = 1_000_000;

    private final Consumer<String> say;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byName = new HashMap<>();
    private final Map<String, Entry> bySierraName = new HashMap<>();

    /** One symbol. */
    static final class Entry {
        private final int id;
        private final SierraSymbol symbol;
        private BigDecimal definedStep;
        private boolean defined;
        private String refusal;

        private Entry(int id, SierraSymbol symbol) {
            this.id = id;
            this.symbol = symbol;
        }

        int id() {
            return id;
        }

        SierraSymbol symbol() {
            return symbol;
        }

        /** What it takes; {@link #problem} first. */
        Steps steps() {
            return new Steps(symbol.priceStep() != null ? symbol.priceStep() : definedStep, symbol.quantityStep());
        }

        /** Why it cannot be traded, and what to do; null if it can. */
        String problem() {
            return refusal != null || defined || symbol.priceStep() != null
                    ? refusal
                    : "Sierra Chart has not said yet what " + symbol.sierraName() + " is; or set its priceStep";
        }
    }

    SymbolTable(List<SierraSymbol> symbols, Consumer<String> say) {
        this.say = say;
        for (SierraSymbol symbol : symbols) {
            Entry entry = new Entry(entries.size() + 1, symbol);
            entries.add(entry);
            byName.put(symbol.name(), entry);
            bySierraName.put(symbol.sierraName(), entry);
        }
    }

    List<Entry> all() {
        return entries;
    }

    /** By the gateway's mappings; null if it is not configured. */
    Entry named(String name) {
        return byName.get(name);
    }

    /** By Sierra Chart's name; null if it is not configured. */
    Entry sierraNamed(String name) {
        return bySierraName.get(name);
    }

    /** By its id; null if there is none. */
    Entry ofId(long id) {
        return id >= 1 && id <= entries.size() ? entries.get((int) id - 1) : null;
    }

    /** Asks what all of them are. */
    void askAll(DtcSession session) {
        for (Entry entry : entries) {
            session.send(Message.of(MessageType.SECURITY_DEFINITION_FOR_SYMBOL_REQUEST)
                    .put(SecurityDefinitionRequest.REQUEST_ID, FIRST_REQUEST + entry.id)
                    .put(SecurityDefinitionRequest.SYMBOL, entry.symbol.sierraName())
                    .put(SecurityDefinitionRequest.EXCHANGE, entry.symbol.exchange()));
        }
    }

    /** Takes a definition: the answer to ours, or one that the server sends by itself; null if it is of no symbol here. */
    Entry defined(Message definition) {
        Entry asked = ofId(definition.number(SecurityDefinition.REQUEST_ID) - (long) FIRST_REQUEST);
        String name = definition.text(SecurityDefinition.SYMBOL);
        if (asked != null && name.isEmpty()) {
            refuse(asked, "no such symbol");
            return asked;
        }
        Entry entry = asked != null ? asked : sierraNamed(name);
        if (entry != null) {
            BigDecimal step = definition.decimal(SecurityDefinition.MIN_PRICE_INCREMENT);
            entry.defined = true;
            entry.refusal = null;
            entry.definedStep = step == null || step.signum() <= 0 ? null : step;
        }
        return entry;
    }

    /** Takes the refusal of a definition; null if it is of no symbol here. */
    Entry rejected(Message reject) {
        Entry entry = ofId(reject.number(RequestReject.REQUEST_ID) - (long) FIRST_REQUEST);
        if (entry != null) {
            refuse(entry, reject.text(RequestReject.REJECT_TEXT));
        }
        return entry;
    }

    private void refuse(Entry entry, String reason) {
        String refusal = "Sierra Chart does not know the symbol " + entry.symbol.sierraName() + " (" + reason
                + "): look it up under File > Find Symbol and set it as this symbol's symbol";
        if (!refusal.equals(entry.refusal)) {
            entry.refusal = refusal;
            say.accept(refusal);
        }
    }
}
