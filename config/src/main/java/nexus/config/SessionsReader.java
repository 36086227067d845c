package nexus.config;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.RiskConfig.Session;

/** Reads {@code risk.sessions}: when symbols are traded. */
final class SessionsReader {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");
    private static final int MINUTES_PER_HOUR = 60;
    private static final int DAY_LETTERS = 3;

    private SessionsReader() {}

    static List<Session> read(Section sessions, MappingsReader mappings) {
        List<Session> read = new ArrayList<>();
        sessions.entries().forEach((name, setting) -> {
            if (!NameRule.PLATFORM.accepts(name)) {
                setting.refuseKey("the name must be " + NameRule.PLATFORM.rule());
            }
            setting.section()
                    .map(sessions::adopt)
                    .flatMap(keys -> session(name, setting, keys, mappings))
                    .ifPresent(read::add);
        });
        return read;
    }

    private static Optional<Session> session(String name, Setting setting, Section keys, MappingsReader mappings) {
        Optional<String> zone =
                required(keys, setting, "timeZone", SessionsReader::zone, "a time zone, such as America/Chicago");
        Optional<List<DayOfWeek>> days = required(
                keys,
                setting,
                "days",
                list(SessionsReader::day),
                "days parted by spaces, of Mon Tue Wed Thu Fri Sat Sun");
        Optional<Integer> open = required(keys, setting, "open", SessionsReader::minute, "a time from 00:00 to 23:59");
        Optional<Integer> close =
                required(keys, setting, "close", SessionsReader::minute, "a time from 00:00 to 23:59");
        Optional<List<String>> symbols =
                required(keys, setting, "symbols", list(Optional::of), "universal symbols parted by spaces");
        symbols.ifPresent(names -> names.forEach(
                symbol -> keys.find("symbols").ifPresent(found -> mappings.requireUniversal(symbol, found))));
        Optional<List<String>> holidays = keys.find("holidays")
                .flatMap(
                        found -> found.value(list(SessionsReader::date), "dates parted by spaces, such as 2026-12-25"));
        boolean isWhole =
                zone.isPresent() && days.isPresent() && open.isPresent() && close.isPresent() && symbols.isPresent();
        return isWhole
                ? Optional.of(new Session(
                        name,
                        zone.get(),
                        days.get(),
                        open.get(),
                        close.get(),
                        symbols.get(),
                        holidays.orElse(List.of())))
                : Optional.empty();
    }

    private static <T> Optional<T> required(
            Section keys, Setting parent, String key, Function<String, Optional<T>> parser, String rule) {
        Optional<Setting> found = keys.find(key);
        if (found.isEmpty()) {
            parent.refuseKey(key + " is required, but missing");
        }
        return found.flatMap(setting -> setting.value(parser, rule));
    }

    /** Elements parted by spaces or commas, at least one, none twice. */
    private static <T> Function<String, Optional<List<T>>> list(Function<String, Optional<T>> element) {
        return text -> {
            List<String> words =
                    Arrays.stream(text.strip().split("[ ,]+", -1)).distinct().toList();
            List<T> elements =
                    words.stream().flatMap(word -> element.apply(word).stream()).toList();
            return elements.size() == words.size() && !text.isBlank() ? Optional.of(elements) : Optional.empty();
        };
    }

    private static Optional<String> zone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<DayOfWeek> day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().substring(0, DAY_LETTERS).equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<Integer> minute(String text) {
        Matcher time = TIME.matcher(text);
        return time.matches()
                ? Optional.of(Integer.parseInt(time.group(1)) * MINUTES_PER_HOUR + Integer.parseInt(time.group(2)))
                : Optional.empty();
    }

    private static Optional<String> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text).toString());
        } catch (DateTimeParseException refused) {
            return Optional.empty();
        }
    }
}
