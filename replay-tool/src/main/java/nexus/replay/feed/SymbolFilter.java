package nexus.replay.feed;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;

/** Lets messages about some symbols pass, and those that name none. */
final class SymbolFilter {
    private final Map<String, Count> wanted = new LinkedHashMap<>();
    private final MapReader message = new MapReader();
    private final MapReader data = new MapReader();

    private static final class Count {
        private final byte[] utf8;
        private long messages;

        Count(String symbol) {
            utf8 = symbol.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** @param symbols universal symbols; none lets everything pass */
    SymbolFilter(Collection<String> symbols) {
        symbols.forEach(symbol -> wanted.put(symbol, new Count(symbol)));
    }

    boolean passes(FedMessage fed) {
        if (wanted.isEmpty()) {
            return true;
        }
        message.wrap(fed.buffer(), 0, fed.length());
        int field = message.find(Keys.DATA);
        if (!fed.isTick() || field == MapReader.ABSENT || message.type(field) != ValueType.MAP) {
            return passes(message);
        }
        data.wrapMap(message, field);
        return passes(data);
    }

    private boolean passes(MapReader map) {
        int symbol = map.find(Keys.SYMBOL);
        if (symbol == MapReader.ABSENT) {
            return true;
        }
        for (Count count : wanted.values()) {
            if (map.textEquals(symbol, count.utf8)) {
                count.messages++;
                return true;
            }
        }
        return false;
    }

    /** The wanted symbols that no message was about. */
    List<String> unseen() {
        return wanted.entrySet().stream()
                .filter(entry -> entry.getValue().messages == 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
