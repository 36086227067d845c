package nexus.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.Test;

/** A map with one field more, or another value in a field that it has. */
class AddedFieldTest {
    private static final AddedField REPLAY = new AddedField(Keys.REPLAY, true);

    @Test
    void isBehindTheOthersWhateverSizeTheMapsHeadHas() {
        for (int count : new int[] {0, 1, 14, 15, 16, 17, 255, 256, 65_534, 65_535, 65_536}) {
            byte[] expected = map(count).put(Keys.REPLAY, true).endMap().toBytes();
            assertThat(added(map(count).endMap().toBytes()))
                    .as(count + " fields")
                    .isEqualTo(expected);
        }
    }

    @Test
    void acceptsAHeadThatIsLargerThanItNeedBe() {
        byte[] small = map(2).endMap().toBytes();
        byte[] medium = new byte[small.length + 2];
        medium[0] = (byte) 0xde;
        medium[2] = 2;
        System.arraycopy(small, 1, medium, 3, small.length - 1);
        byte[] large = new byte[small.length + 4];
        large[0] = (byte) 0xdf;
        large[4] = 2;
        System.arraycopy(small, 1, large, 5, small.length - 1);
        byte[] expected = map(2).put(Keys.REPLAY, true).endMap().toBytes();
        assertThat(added(medium)).isEqualTo(expected);
        assertThat(added(large)).isEqualTo(expected);
    }

    @Test
    void takesThePlaceOfOneWithTheSameName() {
        byte[] map =
                map(3).put(Keys.REPLAY, "not at all").put(Keys.SEQ, 7).endMap().toBytes();
        byte[] expected =
                map(3).put(Keys.REPLAY, true).put(Keys.SEQ, 7).endMap().toBytes();
        assertThat(added(map)).isEqualTo(expected);
        assertThat(added(expected)).isEqualTo(expected);
    }

    @Test
    void findsTheNameWhateverSizeItsHeadHas() {
        byte[] plain = new MapWriter(64)
                .reset()
                .beginMap()
                .put(Keys.REPLAY, false)
                .endMap()
                .toBytes();
        byte[] longName = new byte[plain.length + 1];
        longName[0] = plain[0];
        longName[1] = (byte) 0xd9;
        longName[2] = 6;
        System.arraycopy(plain, 2, longName, 3, plain.length - 2);
        assertThat(JsonText.of(longName, 0, longName.length)).isEqualTo("{\"replay\":false}");
        byte[] result = added(longName);
        assertThat(JsonText.of(result, 0, result.length)).isEqualTo("{\"replay\":true}");
    }

    @Test
    void aNameFurtherInsideIsAnotherField() {
        byte[] map = new MapWriter(64)
                .reset()
                .beginMap()
                .beginMap(Keys.DATA)
                .put(Keys.REPLAY, 1)
                .endMap()
                .endMap()
                .toBytes();
        byte[] result = added(map);
        assertThat(JsonText.of(result, 0, result.length)).isEqualTo("{\"data\":{\"replay\":1},\"replay\":true}");
    }

    @Test
    void leavesWhatStandsAround() {
        byte[] map = map(1).endMap().toBytes();
        byte[] from = new byte[map.length + 4];
        Arrays.fill(from, (byte) 0xc1);
        System.arraycopy(map, 0, from, 2, map.length);
        byte[] into = new byte[map.length + REPLAY.maxGrowth() + 6];
        int length = REPLAY.copy(from, 2, map.length, into, 3);
        assertThat(Arrays.copyOfRange(into, 3, 3 + length)).isEqualTo(added(map));
        assertThat(into).startsWith(0, 0, 0).endsWith(0, 0, 0);
    }

    private static MapWriter map(int count) {
        MapWriter map = new MapWriter(1024).reset().beginMap();
        for (int i = 0; i < count; i++) {
            map.put(Key.of("k" + i), i % 3 == 0 ? "text " + i : Integer.toString(i));
        }
        return map;
    }

    private static byte[] added(byte[] map) {
        byte[] into = new byte[map.length + REPLAY.maxGrowth()];
        return Arrays.copyOf(into, REPLAY.copy(map, 0, map.length, into, 0));
    }
}
