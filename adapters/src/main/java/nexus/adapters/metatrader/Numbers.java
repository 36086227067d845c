package nexus.adapters.metatrader;

import java.math.BigDecimal;
import nexus.adapters.metatrader.DwxText.DwxObject;

/** Numbers of the EA's files. */
final class Numbers {
    private Numbers() {}

    /** A 32-bit integer; 0 if there is none. */
    static int whole(DwxObject object, String key) {
        BigDecimal value = object.decimal(key);
        return value == null ? 0 : value.intValue();
    }

    /** A price or volume without zeros at its end; null if there is none, or if it is not above 0. */
    static BigDecimal positive(DwxObject object, String key) {
        BigDecimal value = object.decimal(key);
        return value == null || value.signum() <= 0 ? null : plain(value);
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
