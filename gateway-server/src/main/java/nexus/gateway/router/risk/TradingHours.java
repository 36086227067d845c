package nexus.gateway.router.risk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nexus.config.RiskConfig;

/**
 * When each symbol is traded. Times are ns since the epoch. What was found holds until the next opening or closing, so
 * that most questions cost one comparison.
 */
public final class TradingHours {
    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DAY_LETTERS = 3;

    private final Map<String, List<Hours>> bySymbol = new LinkedHashMap<>();

    /** @throws java.time.DateTimeException if a session has no such time zone or date */
    public TradingHours(List<RiskConfig.Session> sessions) {
        for (RiskConfig.Session session : sessions) {
            Hours hours = new Hours(session);
            session.symbols()
                    .forEach(symbol -> bySymbol.computeIfAbsent(symbol, name -> new ArrayList<>())
                            .add(hours));
        }
    }

    /** Whether any of the symbol's sessions is open; a symbol without a session is always traded. */
    public boolean isOpen(String symbol, long timeNanos) {
        List<Hours> all = bySymbol.get(symbol);
        if (all == null) {
            return true;
        }
        for (Hours hours : all) {
            if (hours.isOpen(timeNanos)) {
                return true;
            }
        }
        return false;
    }

    /** When the symbol is traded, for people; empty for one that is always traded. */
    public String describe(String symbol) {
        return bySymbol.getOrDefault(symbol, List.of()).stream()
                .map(Hours::describe)
                .collect(Collectors.joining("; "));
    }

    /** The time on the clock of the symbol's first session; UTC if it has none. */
    public String localTime(String symbol, long timeNanos) {
        List<Hours> all = bySymbol.get(symbol);
        ZoneId zone = all == null ? ZoneId.of("UTC") : all.get(0).zone;
        return LOCAL.format(instant(timeNanos).atZone(zone));
    }

    private static Instant instant(long timeNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(timeNanos, NANOS_PER_SECOND), Math.floorMod(timeNanos, NANOS_PER_SECOND));
    }

    private static final class Hours {
        private final RiskConfig.Session session;
        private final ZoneId zone;
        private final Set<DayOfWeek> days;
        private final Set<LocalDate> holidays = new TreeSet<>();
        private boolean isOpen;
        private long fromNanos;
        private long untilNanos;

        Hours(RiskConfig.Session session) {
            this.session = session;
            this.zone = ZoneId.of(session.timeZone());
            this.days = Set.copyOf(session.days());
            session.holidays().forEach(day -> holidays.add(LocalDate.parse(day)));
        }

        boolean isOpen(long timeNanos) {
            if (timeNanos < fromNanos || timeNanos >= untilNanos) {
                find(timeNanos);
            }
            return isOpen;
        }

        /** A session lasts a day at the most: it began yesterday or today, and something changes by tomorrow. */
        private void find(long timeNanos) {
            LocalDate today = instant(timeNanos).atZone(zone).toLocalDate();
            isOpen = false;
            fromNanos = timeNanos;
            untilNanos = Long.MAX_VALUE;
            for (LocalDate day = today.minusDays(1); !day.isAfter(today.plusDays(1)); day = day.plusDays(1)) {
                long opens = at(day, session.openMinute());
                boolean overMidnight = session.closeMinute() <= session.openMinute();
                long closes = at(overMidnight ? day.plusDays(1) : day, session.closeMinute());
                isOpen |= opensOn(day) && opens <= timeNanos && timeNanos < closes;
                changesAt(opens, timeNanos);
                changesAt(closes, timeNanos);
            }
        }

        private boolean opensOn(LocalDate day) {
            return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
        }

        private long at(LocalDate day, int minute) {
            LocalTime time = LocalTime.ofSecondOfDay(minute % MINUTES_PER_DAY * 60L);
            return day.atTime(time).atZone(zone).toEpochSecond() * NANOS_PER_SECOND;
        }

        private void changesAt(long change, long timeNanos) {
            if (change > timeNanos) {
                untilNanos = Math.min(untilNanos, change);
            }
        }

        String describe() {
            return session.name() + " "
                    + session.days().stream()
                            .map(day -> day.name().charAt(0)
                                    + day.name().substring(1, DAY_LETTERS).toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" "))
                    + " " + clock(session.openMinute()) + "–" + clock(session.closeMinute()) + " " + session.timeZone();
        }

        private static String clock(int minute) {
            return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
        }
    }
}
