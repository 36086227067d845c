package nexus.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The futures, by their cycle and rules rather than by today's name.
 *
 * @param exchanges those that the futures name, in the order of the file
 * @param futures one per universal symbol that rolls, in the order of the file; may be empty; at most 100
 */
public record FuturesConfig(List<Exchange> exchanges, List<Future> futures) {
    /** No future: every name means what it says, for ever. */
    public static final FuturesConfig NONE = new FuturesConfig(List.of(), List.of());

    public FuturesConfig {
        exchanges = List.copyOf(exchanges);
        futures = List.copyOf(futures);
    }

    /** Whether any future rolls. */
    public boolean isConfigured() {
        return !futures.isEmpty();
    }

    /** The exchange of this name, which a future of this configuration names. */
    public Exchange exchange(String name) {
        return exchanges.stream()
                .filter(exchange -> exchange.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no exchange " + name));
    }

    /**
     * When an exchange trades. Saturdays and Sundays are no business days, nor are the holidays.
     *
     * @param name 1–32 of {@code A-Z 0-9 . _ -}
     * @param timeZone an identifier of the time zone database, such as {@code America/Chicago}
     * @param holidays days from Monday to Friday without trading, ascending; what they lack counts as a business day
     */
    public record Exchange(String name, String timeZone, List<LocalDate> holidays) {
        public Exchange {
            holidays = List.copyOf(holidays);
        }
    }

    /**
     * One future.
     *
     * @param universal NEXUS's name for it, one of the mappings'
     * @param exchange the name of one of the exchanges
     * @param root what its contracts' names begin with; 1–8 of {@code A-Z 0-9}
     * @param months letters of the months that it rolls through, in the order of the year, each once
     * @param expiry the contract's last day, by its month
     * @param roll when the next contract becomes the active one
     * @param overlapMillis how long before and after a roll both contracts are told under the universal symbol; 0–90 d
     * @param noticeMillis how long before a roll an alert says so; 0–90 d
     * @param pin the contract that is active whatever the date; null to roll
     */
    public record Future(
            String universal,
            String exchange,
            String root,
            String months,
            DayRule expiry,
            RollRule roll,
            long overlapMillis,
            long noticeMillis,
            ContractMonth pin) {
        /** {@link #pin}, if there is one. */
        public Optional<ContractMonth> pinned() {
            return Optional.ofNullable(pin);
        }
    }
}
