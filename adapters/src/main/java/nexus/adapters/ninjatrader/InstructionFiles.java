package nexus.adapters.ninjatrader;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.orders.VenueException;

/**
 * Instruction files until NinjaTrader has taken them. One that it does not take is withdrawn, for it would be executed
 * whenever somebody turns the interface on. Whether NinjaTrader takes files at all is found out with one that does
 * nothing, which cancels an order that does not exist: at the start, after a restart of NinjaTrader, and after silence.
 */
final class InstructionFiles {
    private static final String PROBE = "-probe";
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Incoming incoming;
    private final long silenceNanos;
    private final Consumer<String> say;
    private final Consumer<String> withdrawn;
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    private boolean probing;
    private long probedNanos;
    private String problem;
    private boolean takesFiles;

    /** @param withdrawn takes the name of a file that NinjaTrader did not take in time, and never will */
    InstructionFiles(Incoming incoming, int silenceMillis, Consumer<String> say, Consumer<String> withdrawn) {
        this.incoming = incoming;
        this.silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
        this.say = say;
        this.withdrawn = withdrawn;
    }

    /**
     * Takes back what an earlier life has left, and finds out whether NinjaTrader takes files; until then none is to be
     * put in.
     */
    void probe(long nowNanos) {
        takesFiles = false;
        probedNanos = nowNanos;
        try {
            for (String name : incoming.names()) {
                if (!name.equals(PROBE) && !waiting.containsKey(name) && incoming.withdraw(name)) {
                    withdrawn.accept(name);
                }
            }
            if (!incoming.isThere(PROBE)) {
                incoming.put(PROBE, Instruction.cancel("NEXUSPROBE"));
            }
            probing = true;
            problem = null;
        } catch (VenueException e) {
            probing = false;
            problem = e.getMessage();
        }
    }

    /** Why no file can be put in now, or null. */
    String whyClosed() {
        return problem != null
                ? problem
                : takesFiles
                        ? null
                        : "NinjaTrader takes no files from " + incoming.folder()
                                + ": start it, and turn on Tools > Options > Automated Trading Interface > AT Interface";
    }

    /** Whether any is on its way. */
    boolean isBusy() {
        return !waiting.isEmpty() || !takesFiles;
    }

    /** @throws VenueException if it is certainly not there */
    void put(String name, String line, long nowNanos) throws VenueException {
        incoming.put(name, line);
        waiting.put(name, nowNanos);
    }

    /** Looks which were taken; whether anything has changed. */
    boolean pass(long nowNanos) {
        boolean news = false;
        if (!takesFiles && probing && !incoming.isThere(PROBE)) {
            takesFiles = true;
            news = true;
            say.accept("NinjaTrader takes instruction files");
        } else if (!takesFiles && !probing && nowNanos - probedNanos > RETRY_NANOS) {
            probe(nowNanos);
        }
        Iterator<Map.Entry<String, Long>> all = waiting.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Long> next = all.next();
            if (!incoming.isThere(next.getKey())) {
                all.remove();
                news = true;
            } else if (nowNanos - next.getValue() > silenceNanos && incoming.withdraw(next.getKey())) {
                all.remove();
                news = true;
                silent(next.getKey(), nowNanos);
            }
        }
        return news;
    }

    private void silent(String name, long nowNanos) {
        if (takesFiles) {
            probe(nowNanos);
            say.accept(whyClosed());
        }
        withdrawn.accept(name);
    }
}
