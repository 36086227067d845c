package nexus.gateway.router.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import nexus.config.ContractMonth;
import nexus.config.DayRule;
import nexus.config.FuturesConfig;
import nexus.config.FuturesConfig.Exchange;
import nexus.config.FuturesConfig.Future;
import nexus.config.RollRule;

/** The days of one future's contracts, by its rules and its exchange's holidays. Points in time are ns since the epoch. */
public final class ContractCalendar {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** A contract may expire a few days into the month behind its own, and its time of day be elsewhere. */
    private static final int LATEST_EXPIRY_MONTHS = 2;

    private final Future future;
    private final ZoneId zone;
    private final BusinessDays days;

    private ContractCalendar(Future future, Exchange exchange) {
        this.future = future;
        this.zone = ZoneId.of(exchange.timeZone());
        this.days = new BusinessDays(exchange.holidays());
    }

    /** The calendar of a future of this configuration. */
    public static ContractCalendar of(FuturesConfig config, Future future) {
        return new ContractCalendar(future, config.exchange(future.exchange()));
    }

    public Future future() {
        return future;
    }

    /** The contract's name: root, month's letter, two digits of the year. */
    public String name(ContractMonth month) {
        return month.contract(future.root());
    }

    /** The contract's last day by the rule. */
    public LocalDate expiry(ContractMonth month) {
        DayRule rule = future.expiry();
        YearMonth within = month.yearMonth().minusMonths(rule.monthBefore() ? 1 : 0);
        if (rule.kind() == DayRule.Kind.BUSINESS_DAY) {
            return days.nth(within, rule.count());
        }
        LocalDate day = rule.kind() == DayRule.Kind.NEAREST
                ? within.atDay(rule.nearest()).minusDays(3).with(TemporalAdjusters.nextOrSame(rule.weekday()))
                : nthWeekday(within, rule);
        return rule.elseAfter() ? days.orAfter(day) : days.orBefore(day);
    }

    private static LocalDate nthWeekday(YearMonth month, DayRule rule) {
        if (rule.count() > 0) {
            return month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(rule.count(), rule.weekday()));
        }
        return month.atDay(1)
                .with(TemporalAdjusters.lastInMonth(rule.weekday()))
                .plusWeeks(1L + rule.count());
    }

    /** The last business day of the month before the contract's: from there on, who is long may have to take delivery. */
    public LocalDate firstNotice(ContractMonth month) {
        return days.nth(month.yearMonth().minusMonths(1), -1);
    }

    /** The day on which the contract behind this one becomes the active one. */
    public LocalDate rollDay(ContractMonth month) {
        RollRule rule = future.roll();
        LocalDate end = rule.firstNotice() ? firstNotice(month) : expiry(month);
        return rule.weekday() != null
                ? end.with(TemporalAdjusters.previous(rule.weekday()))
                : days.plus(end, -rule.businessDays());
    }

    /** The moment at which the contract behind this one becomes the active one, by the rule. */
    public long rollNanos(ContractMonth month) {
        return rollNanosOn(rollDay(month));
    }

    /** The rule's time of day on this day. */
    public long rollNanosOn(LocalDate day) {
        return nanos(day.atTime(future.roll().time()).atZone(zone).toInstant());
    }

    /** The end of the contract's last day. */
    public long expiredNanos(ContractMonth month) {
        return nanos(expiry(month).plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }

    /** The exchange's day at a point in time. */
    public LocalDate day(long timeNanos) {
        return Instant.ofEpochSecond(0, timeNanos).atZone(zone).toLocalDate();
    }

    public ZoneId zone() {
        return zone;
    }

    /** Whether the exchange's holidays are listed for the day's year. */
    public boolean isCovered(LocalDate day) {
        return days.isCovered(day);
    }

    /** The contract that is active at a point in time by the rule alone, without a pin. */
    public ContractMonth active(long timeNanos) {
        LocalDate day = day(timeNanos);
        ContractMonth month =
                orNext(new ContractMonth(day.getYear(), day.getMonthValue()).plusMonths(-LATEST_EXPIRY_MONTHS));
        while (rollNanos(month) <= timeNanos) {
            month = next(month);
        }
        return month;
    }

    /** The contract behind this month in the cycle. */
    public ContractMonth next(ContractMonth month) {
        return orNext(month.plusMonths(1));
    }

    /** The contract before this month in the cycle. */
    public ContractMonth previous(ContractMonth month) {
        ContractMonth found = month.plusMonths(-1);
        while (!isInCycle(found)) {
            found = found.plusMonths(-1);
        }
        return found;
    }

    private ContractMonth orNext(ContractMonth month) {
        ContractMonth found = month;
        while (!isInCycle(found)) {
            found = found.plusMonths(1);
        }
        return found;
    }

    private boolean isInCycle(ContractMonth month) {
        return future.months().indexOf(month.letter()) >= 0;
    }
}
