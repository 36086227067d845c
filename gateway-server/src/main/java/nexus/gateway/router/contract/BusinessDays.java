package nexus.gateway.router.contract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.TreeSet;

/** The days on which an exchange trades. */
public final class BusinessDays {
    private final TreeSet<LocalDate> holidays;

    BusinessDays(Collection<LocalDate> holidays) {
        this.holidays = new TreeSet<>(holidays);
    }

    boolean contains(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !holidays.contains(day);
    }

    /** Whether holidays are listed for the day's year, so that what is computed can be right. */
    boolean isCovered(LocalDate day) {
        LocalDate next = holidays.ceiling(day.withDayOfYear(1));
        return next != null && next.getYear() == day.getYear();
    }

    /** The business day so many behind this day; ahead of it if negative. For 0 the day itself, or the one before it. */
    LocalDate plus(LocalDate day, int businessDays) {
        LocalDate found = businessDays == 0 ? orBefore(day) : day;
        for (int left = Math.abs(businessDays); left > 0; left--) {
            LocalDate next = found.plusDays(Integer.signum(businessDays));
            found = businessDays > 0 ? orAfter(next) : orBefore(next);
        }
        return found;
    }

    LocalDate orAfter(LocalDate day) {
        LocalDate found = day;
        while (!contains(found)) {
            found = found.plusDays(1);
        }
        return found;
    }

    LocalDate orBefore(LocalDate day) {
        LocalDate found = day;
        while (!contains(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    /** The n-th of a month, from its end if negative. */
    LocalDate nth(YearMonth month, int count) {
        return count > 0
                ? plus(month.atDay(1).minusDays(1), count)
                : plus(month.atEndOfMonth().plusDays(1), count);
    }
}
