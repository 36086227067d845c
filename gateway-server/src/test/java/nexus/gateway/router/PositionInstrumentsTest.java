package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was found of a platform's symbols is looked for again when they, or the position's contract, have changed. */
class PositionInstrumentsTest {
    private final Position position = new Position("a", "NQ", null);
    private final BytesMap<Instrument> all = new BytesMap<>();

    private static Instrument add(BytesMap<Instrument> to, String name, String contract, double price, long timeNanos) {
        Instrument instrument = new Instrument(name, "NQ", Units.SAME, contract, true);
        instrument.lastPrice = price;
        instrument.lastPriceNanos = timeNanos;
        to.add(SymbolTable.utf8(name), instrument);
        return instrument;
    }

    private Instrument newest(BytesMap<Instrument> of) {
        return position.instruments.newestPriced(position, of);
    }

    @Test
    void theYoungestPriceCounts() {
        assertThat(newest(all)).isNull();
        Instrument first = add(all, "NQ1", null, Double.NaN, 0);
        assertThat(newest(all)).isNull();
        first.lastPrice = 1;
        first.lastPriceNanos = 5;
        assertThat(newest(all)).isSameAs(first);
        Instrument second = add(all, "NQ2", null, 2, 5);
        assertThat(newest(all)).as("of two as young").isSameAs(first);
        second.lastPriceNanos = 6;
        assertThat(newest(all)).isSameAs(second);
    }

    @Test
    void otherSymbolsOfThePlatformAreSeen() {
        Instrument before = add(all, "NQ1", null, 1, 1);
        assertThat(newest(all)).isSameAs(before);
        BytesMap<Instrument> again = new BytesMap<>();
        Instrument after = add(again, "NQ1", null, 1, 1);
        assertThat(newest(again)).isSameAs(after);
    }

    @Test
    void theContractMayBecomeKnown() {
        Instrument none = add(all, "NQ", null, 1, 1);
        Instrument march = add(all, "NQ 03-25", "NQH25", 2, 2);
        assertThat(newest(all)).isSameAs(none);
        position.contract = "NQH25";
        assertThat(newest(all)).isSameAs(march);
    }
}
