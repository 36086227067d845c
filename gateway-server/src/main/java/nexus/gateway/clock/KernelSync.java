package nexus.gateway.clock;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code timedatectl show --property=NTPSynchronized --value} prints: whether the Linux kernel holds its clock to be
 * synchronised (adjtimex), whoever does it. It knows no offset.
 */
final class KernelSync {
    private KernelSync() {}

    static ClockReading parse(String answer) throws ClockUnavailableException {
        boolean synchronised =
                switch (answer.strip()) {
                    case "yes" -> true;
                    case "no" -> false;
                    default -> throw new ClockUnavailableException("timedatectl's answer is not understood");
                };
        return new ClockReading(
                "kernel", synchronised, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), "", "");
    }
}
