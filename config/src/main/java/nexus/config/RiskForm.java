package nexus.config;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nexus.config.RiskConfig.KillSwitch;
import nexus.config.RiskConfig.Limit;
import nexus.config.RiskConfig.OnBreach;
import nexus.config.RiskConfig.PartialPolicy;
import nexus.config.RiskConfig.Scope;
import nexus.config.RiskConfig.Session;
import nexus.config.RiskConfig.StopLevel;

/** The section {@code risk} of the normal form. */
final class RiskForm {
    private static final Pattern COUNT = Pattern.compile("(limits|onBreach|sessions) (0|[1-9][0-9]{0,6})");
    private static final Pattern LIMIT =
            Pattern.compile("limit kind=([^ ]+) platform=([^ ]*) symbol=([^ ]*) value=([0-9]+(?:\\.[0-9]*[1-9])?)");
    private static final Pattern BREACH = Pattern.compile("breach kind=([^ ]+) level=([^ ]+)");
    private static final Pattern POLICY = Pattern.compile("partialPolicy ([^ ]+)");
    private static final Pattern SESSION = Pattern.compile(
            "session name=([^ ]+) openMinute=([0-9]{1,6}) closeMinute=([0-9]{1,6}) days=([^ ]*) symbols=([^ ]*)"
                    + " holidays=([^ ]*) timeZone=([^ ]+)");
    private static final Pattern KILL_SWITCH = Pattern.compile("killSwitch fromNexus=(true|false)"
            + " nexusSilenceMillis=(0|[1-9][0-9]{0,17}) silenceLevel=([^ ]+) cancelOnHalt=(true|false)");

    private RiskForm() {}

    static List<String> write(RiskConfig config) {
        List<String> lines = new ArrayList<>();
        lines.add("limits " + config.limits().size());
        for (Limit limit : config.limits()) {
            lines.add("limit kind=" + limit.kind().key() + " platform="
                    + limit.scope().platform() + " symbol=" + limit.scope().symbol() + " value="
                    + limit.value().toPlainString());
        }
        lines.add("onBreach " + config.onBreach().size());
        for (OnBreach breach : config.onBreach()) {
            lines.add("breach kind=" + breach.kind().key() + " level=" + Words.of(breach.level()));
        }
        lines.add("partialPolicy " + Words.of(config.partialPolicy()));
        lines.add("sessions " + config.sessions().size());
        for (Session session : config.sessions()) {
            lines.add("session name=" + session.name() + " openMinute=" + session.openMinute() + " closeMinute="
                    + session.closeMinute() + " days="
                    + session.days().stream().map(Words::of).collect(Collectors.joining(",")) + " symbols="
                    + String.join(",", session.symbols()) + " holidays="
                    + String.join(",", session.holidays()) + " timeZone=" + session.timeZone());
        }
        KillSwitch kill = config.killSwitch();
        lines.add("killSwitch fromNexus=" + kill.fromNexus() + " nexusSilenceMillis=" + kill.nexusSilenceMillis()
                + " silenceLevel=" + Words.of(kill.silenceLevel()) + " cancelOnHalt=" + kill.cancelOnHalt());
        return lines;
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static RiskConfig read(FormLines lines) {
        List<Limit> limits = list("limits", lines, RiskForm::limit);
        List<OnBreach> onBreach = list("onBreach", lines, RiskForm::breach);
        PartialPolicy policy = word(PartialPolicy.class, lines.next(POLICY).group(1));
        List<Session> sessions = list("sessions", lines, RiskForm::session);
        return new RiskConfig(limits, onBreach, policy, sessions, killSwitch(lines.next(KILL_SWITCH)));
    }

    private static <E> List<E> list(String name, FormLines lines, Function<FormLines, E> element) {
        Matcher count = lines.next(COUNT);
        if (!count.group(1).equals(name)) {
            throw new IllegalArgumentException(count.group() + " — expected " + name);
        }
        List<E> list = new ArrayList<>();
        for (int left = Integer.parseInt(count.group(2)); left > 0; left--) {
            list.add(element.apply(lines));
        }
        return list;
    }

    private static Limit limit(FormLines lines) {
        Matcher limit = lines.next(LIMIT);
        Scope scope = new Scope(limit.group(2), limit.group(3));
        boolean sound = (scope.platform().isEmpty() || NameRule.PLATFORM.accepts(scope.platform()))
                && (scope.symbol().isEmpty() || NameRule.UNIVERSAL_SYMBOL.accepts(scope.symbol()));
        BigDecimal value = new BigDecimal(limit.group(4));
        if (!sound || !RiskConfig.plain(value).toPlainString().equals(limit.group(4))) {
            throw new IllegalArgumentException(limit.group() + " — no such scope or value");
        }
        return new Limit(scope, kind(limit.group(1)), value);
    }

    private static OnBreach breach(FormLines lines) {
        Matcher breach = lines.next(BREACH);
        return new OnBreach(kind(breach.group(1)), word(StopLevel.class, breach.group(2)));
    }

    private static Session session(FormLines lines) {
        Matcher session = lines.next(SESSION);
        return new Session(
                session.group(1),
                session.group(7),
                parts(session.group(4)).map(day -> word(DayOfWeek.class, day)).toList(),
                whole(session.group(2)),
                whole(session.group(3)),
                parts(session.group(5)).toList(),
                parts(session.group(6)).toList());
    }

    private static int whole(String digits) {
        if (digits.length() > 1 && digits.startsWith("0")) {
            throw new IllegalArgumentException(digits + " — no whole number");
        }
        return Integer.parseInt(digits);
    }

    private static Stream<String> parts(String list) {
        return list.isEmpty() ? Stream.empty() : Stream.of(list.split(",", -1));
    }

    private static KillSwitch killSwitch(Matcher kill) {
        return new KillSwitch(
                kill.group(1).equals("true"),
                Long.parseLong(kill.group(2)),
                word(StopLevel.class, kill.group(3)),
                kill.group(4).equals("true"));
    }

    private static LimitKind kind(String key) {
        return LimitKind.ofKey(key).orElseThrow(() -> new IllegalArgumentException(key + " — no such limit"));
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Words.parse(type, word)
                .orElseThrow(() -> new IllegalArgumentException(
                        word.toLowerCase(Locale.ROOT) + " — no such " + type.getSimpleName()));
    }
}
