package nexus.replay.step;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.gateway.router.StateView;
import nexus.replay.command.Times;

/** What {@code step} shows. */
final class StepText {
    /** Of one record; a few make hundreds. */
    private static final int MAX_LINES = 40;

    private static final int MAX_ORDERS = 200;

    private final PrintWriter out;
    private int lines;

    StepText(PrintWriter out) {
        this.out = out;
    }

    void show(Step step) {
        out.printf(
                Locale.ROOT,
                "%d  %s  (+%.3f ms)  %s%n",
                step.sequence(),
                Times.iso(step.timeNanos()),
                step.sinceNanos() / 1e6,
                step.title());
        out.println("  " + step.message());
        limited(step.made()).forEach(line -> out.println("  " + line));
        more(step.made().size());
        changes(step.changes());
    }

    /** Differences of the state, aligned. */
    void changes(List<Change> changes) {
        List<Change> shown = limited(changes);
        int width =
                shown.stream().mapToInt(change -> change.path().length()).max().orElse(1);
        for (Change change : shown) {
            out.printf(Locale.ROOT, "  %-7s %-" + width + "s  %s%n", "change", change.path(), change);
        }
        more(changes.size());
    }

    private static <T> List<T> limited(List<T> all) {
        return all.subList(0, Math.min(all.size(), MAX_LINES));
    }

    private void more(int size) {
        if (size > MAX_LINES) {
            out.println("  ... and " + (size - MAX_LINES) + " more");
        }
    }

    /** Everything, or what lies below a path; open orders only, unless orders are asked for. */
    void state(Router router, String section) {
        StateView view = router.view();
        lines = 0;
        new NamedState(view).all((path, value) -> {
            if (path.startsWith(section)) {
                value(path, value);
            }
        });
        if (section.startsWith("orders/")) {
            view.order(section.substring("orders/".length()).replaceAll("/.*", ""))
                    .ifPresent(order -> NamedState.order(order, this::value));
        } else if (section.isEmpty()) {
            view.openOrders().stream().limit(MAX_ORDERS).forEach(this::order);
        } else if ("orders".startsWith(section)) {
            router.orders().forEach(order -> {
                if (lines++ < MAX_ORDERS) {
                    order(order);
                }
            });
            if (lines > MAX_ORDERS) {
                out.println("  ... and more; 'state orders/REF' shows one");
            }
        }
        if (lines == 0) {
            out.println("  nothing below '" + section
                    + "'; sections: gateway, counters, platforms, sessions, nexus, prices," + " positions, orders");
        }
    }

    private void order(OrderView order) {
        value("orders/" + order.ref(), Change.summary(order));
    }

    private void value(String path, String value) {
        lines++;
        out.printf(Locale.ROOT, "  %-40s %s%n", path, path.endsWith("_ns") ? time(value) : value);
    }

    /** A time, or a length of time, which is shorter. */
    private static String time(String nanos) {
        long value = Long.parseLong(nanos);
        return Math.abs(value) > 1_000_000_000_000_000L ? Times.iso(value) : nanos;
    }

    void help() {
        out.println("  next [N]        n   the next record, or the N-th from here; Enter repeats the last command");
        out.println("  back [N]        b   the record before, or the N-th before");
        out.println("  goto T|SEQ      g   a record, or the last one at a time");
        out.println("  order           o   the next record that makes an ORDER");
        out.println("  reject          r   the next one at which something is refused or rejected");
        out.println("  fill            f   the next execution that a platform reports");
        out.println("  divergence      d   the next one where journal and router differ");
        out.println("  find TYPE|TEXT  /   the next one of a kind or type (SIGNAL), or with a text in it");
        out.println(
                "  state [PATH]    s   the router's state behind this record; PATH such as orders or platforms/nt8");
        out.println("  mark            m   remembers the state behind this record");
        out.println("  diff            =   what is another since the mark");
        out.println("  why             w   what led to this record, and what it led to");
        out.println("  help            h");
        out.println("  quit            q   or Ctrl-D");
    }
}
