package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that {@link NormalForm#of} has not written is refused, whatever was done to it. */
class NormalFormDamageTest {
    /** One as long as the JVM lives: a test that is run again because it failed fails again. */
    private static final long SEED = Long.getLong("test.seed", 20_261_123L);

    private static final String TEXT = NormalForm.of(NormalFormTest.SMALL);
    private static final String STRANGE = "0123456789 \n\r\t=.-+eax\u0000\u2028é";

    @Test
    void cutOffAnywhere() {
        for (int length = 0; length < TEXT.length(); length++) {
            String cut = TEXT.substring(0, length);
            assertThatIllegalArgumentException()
                    .as("the first %d characters", length)
                    .isThrownBy(() -> NormalForm.parse(cut));
        }
    }

    @Test
    void aLineMissingDoubledOrMoved() {
        List<String> lines = TEXT.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            List<String> missing = new ArrayList<>(lines);
            String line = missing.remove(index);
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(index, line);
            for (List<String> damaged : List.of(missing, doubled)) {
                assertThatIllegalArgumentException()
                        .as(line)
                        .isThrownBy(() -> NormalForm.parse(String.join("\n", damaged) + "\n"));
            }
        }
    }

    /** What one changed character may give: a refusal, or another text that is canonical itself. */
    @Test
    void oneCharacterChanged() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder damaged = new StringBuilder(TEXT);
            char strange = STRANGE.charAt(random.nextInt(STRANGE.length()));
            int position = random.nextInt(TEXT.length());
            if (random.nextBoolean()) {
                damaged.setCharAt(position, strange);
            } else {
                damaged.insert(position, strange);
            }
            assertThat(refusedOrCanonical(damaged.toString()))
                    .as("seed %d, round %d: %s", SEED, round, damaged)
                    .isTrue();
        }
    }

    private static boolean refusedOrCanonical(String text) {
        RouterConfig config;
        try {
            config = NormalForm.parse(text);
        } catch (IllegalArgumentException refused) {
            return true;
        }
        return NormalForm.of(config).equals(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nexus-router-config 1 | nexus-router-config 2 | line 1: nexus-router-config 2 — expected nexus-router-config 1",
                "platforms 3 | platforms 2 | line 5: platform name=mt5 dialect=mt5 — expected mappings",
                "platforms 3 | platforms 99999999999 | line 2: platforms 99999999999 — out of range",
                "platforms 3 | platforms 99999999999999999999 | line 2: platforms 99999999999999999999 — no whole number",
                "maxHeldEvents 5 | maxHeldEvents 2147483648 | line 14: maxHeldEvents 2147483648 — out of range",
                "Millis 7 | Millis 9999999999999999999 | line 16: forgetIdsAfterMillis 9999999999999999999 — out of range",
                "Millis 7 | Millis seven | line 16: forgetIdsAfterMillis seven — no whole number",
                "unknownPlatforms refuse | unknownPlatforms maybe | line 9: unknownPlatforms maybe — no such choice",
                "name=mt5 | name=MT5 | line 5: platform name=MT5 dialect=mt5 — \"MT5\" must be 1 to 32 of a-z, 0-9 and _",
            })
    void saysWhatAndWhere(String original, String replacement, String message) {
        assertThat(TEXT).contains(original);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalForm.parse(TEXT.replace(original, replacement)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"lotStep=0.01, lotStep=0", "lotStep=0.01, lotStep=-1", "lotStep=0.01, lotStep=1E2", "=20.5, =20.50"})
    void decimalsThatAreNotPlain(String original, String replacement) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalForm.parse(TEXT.replace(original, replacement)))
                .withMessageContaining("decimal");
    }

    @Test
    void keysOfALaterVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalForm.parse(TEXT + "maxOrders 5\n"))
                .withMessage("line 17: maxOrders 5 — expected the end; a later version may have written it");
    }
}
