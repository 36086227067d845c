package nexus.gateway.cli;

import java.time.Instant;
import java.time.LocalDate;
import nexus.config.ContractMonth;
import nexus.config.FuturesConfig.Future;
import nexus.config.RouterConfig;
import nexus.gateway.router.contract.ActiveContracts;
import nexus.gateway.router.contract.ContractCalendar;

/** Where the futures of a configuration stand, in a line each. */
final class FuturesSummary {
    private FuturesSummary() {}

    /** Lines that each end with a line feed; none where nothing is a future. */
    static String of(RouterConfig config, Instant now) {
        StringBuilder text = new StringBuilder();
        long nanos = now.getEpochSecond() * 1_000_000_000L;
        for (Future future : config.futures().futures()) {
            ContractCalendar calendar = ContractCalendar.of(config.futures(), future);
            ContractMonth active = ActiveContracts.active(calendar, nanos);
            LocalDate expiry = calendar.expiry(active);
            text.append("future     ").append(future.universal()).append(": ").append(calendar.name(active));
            if (future.pin() == null) {
                text.append(", rolls on ").append(calendar.rollDay(active));
                text.append(", expires on ").append(expiry);
            } else {
                text.append(", pinned");
                text.append(expiry.isBefore(calendar.day(nanos)) ? "; WARNING: it expired on " : "; it expires on ");
                text.append(expiry);
            }
            if (future.pin() == null && !calendar.isCovered(expiry)) {
                text.append("; WARNING: no holidays are listed for ").append(expiry.getYear());
            }
            text.append('\n');
        }
        return text.toString();
    }
}
