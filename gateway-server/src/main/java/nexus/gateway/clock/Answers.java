package nexus.gateway.clock;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the programs' answers have in common. */
final class Answers {
    /** By NTP, 16 means unsynchronised. */
    static final int UNSYNCHRONISED_STRATUM = 16;

    private Answers() {}

    /** @throws ClockUnavailableException if it is no whole number from 0 to 16 */
    static int stratum(String digits) throws ClockUnavailableException {
        if (!digits.matches("[0-9]{1,2}") || Integer.parseInt(digits) > UNSYNCHRONISED_STRATUM) {
            throw new ClockUnavailableException("'" + digits + "' is no stratum");
        }
        return Integer.parseInt(digits);
    }

    /** A clock that runs free, says its time service: how far it is off is not known. */
    static ClockReading unsynchronised(String source) {
        return new ClockReading(source, false, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), "", "");
    }
}
