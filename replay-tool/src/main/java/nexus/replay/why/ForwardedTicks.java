package nexus.replay.why;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nexus.gateway.router.Output;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;

/** The last tick that NEXUS was sent, per platform, of the symbols in question. Makes no objects for a further tick. */
final class ForwardedTicks {
    private final List<byte[]> symbols = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final MapReader message = new MapReader();
    private final MapReader data = new MapReader();

    private static final class Slot {
        private final byte[] symbol;
        private final byte[] platform;
        private final String platformSymbol;
        private double price;
        private long sequence;
        private long timeNanos;
        private byte[] bytes = new byte[256];
        private int length;

        private Slot(byte[] symbol, byte[] platform, String platformSymbol) {
            this.symbol = symbol;
            this.platform = platform;
            this.platformSymbol = platformSymbol;
        }
    }

    /** @param symbols universal */
    ForwardedTicks(Set<String> symbols) {
        for (String symbol : new LinkedHashSet<>(symbols)) {
            this.symbols.add(symbol.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Takes market data for NEXUS. */
    void take(Output output) {
        if (message.wrap(output.buffer(), output.offset(), output.length()) != null) {
            return;
        }
        int dataField = message.find(Keys.DATA);
        int platform = message.find(Keys.PLATFORM);
        data.wrapMap(message, dataField);
        int symbol = data.find(Keys.SYMBOL);
        for (int i = 0; i < symbols.size(); i++) {
            if (data.textEquals(symbol, symbols.get(i))) {
                Slot slot = slot(symbols.get(i), platform);
                slot.price = data.doubleValue(data.find(Keys.PRICE));
                slot.sequence = output.cause();
                slot.timeNanos = message.longValue(message.find(Keys.RECV_NS));
                if (slot.bytes.length < output.length()) {
                    slot.bytes = new byte[2 * output.length()];
                }
                System.arraycopy(output.buffer(), output.offset(), slot.bytes, 0, output.length());
                slot.length = output.length();
                return;
            }
        }
    }

    private Slot slot(byte[] symbol, int platform) {
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.symbol == symbol && message.textEquals(platform, slot.platform)) {
                return slot;
            }
        }
        int there = data.find(Keys.PLATFORM_SYMBOL);
        String platformSymbol =
                there != MapReader.ABSENT && data.type(there) == ValueType.STRING ? data.textValue(there) : "";
        Slot slot = new Slot(symbol, message.textValue(platform).getBytes(StandardCharsets.UTF_8), platformSymbol);
        slots.add(slot);
        return slot;
    }

    /** The last ones of a symbol, by platform in the order in which these came up. */
    List<Tick> of(String symbol) {
        List<Tick> ticks = new ArrayList<>();
        for (Slot slot : slots) {
            if (new String(slot.symbol, StandardCharsets.UTF_8).equals(symbol)) {
                ticks.add(new Tick(
                        new String(slot.platform, StandardCharsets.UTF_8),
                        slot.platformSymbol,
                        BigDecimal.valueOf(slot.price),
                        slot.sequence,
                        slot.timeNanos,
                        true,
                        JsonText.of(slot.bytes, 0, slot.length)));
            }
        }
        return ticks;
    }
}
