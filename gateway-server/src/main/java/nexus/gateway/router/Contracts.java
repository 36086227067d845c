package nexus.gateway.router;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.config.ContractMonth;
import nexus.config.FuturesConfig.Future;
import nexus.config.NamePattern;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.gateway.router.contract.ContractCalendar;
import nexus.gateway.router.contract.ContractSymbols;

/**
 * Which contract of each future is the active one: a function of the configuration, of what operators have moved, and of
 * the time at which it was last looked at. That time is remembered, so that a name means the same before and after a
 * restart; it advances whenever something may have changed.
 */
final class Contracts {
    private static final RouterConfig NO_CONFIG = RouterConfig.of(List.of(), List.of());

    private final Map<String, Rolling> futures = new LinkedHashMap<>();

    /** What {@link #look} found since they were last taken; always taken by the input that found them. */
    private final List<Roll> rolls = new ArrayList<>();

    /** What {@link #activeSymbol} has found since the last look: an order asks each time, and a name takes microseconds. */
    private final Map<Mapping, String> activeSymbols = new LinkedHashMap<>();

    private ContractSymbols symbols = new ContractSymbols(NO_CONFIG);
    private boolean used;
    private long lookedNanos;
    private long nextNanos = Long.MAX_VALUE;

    /** A contract has become another. */
    record Roll(Rolling future, ContractMonth from, long atNanos, Cause cause) {}

    /** Why a contract has become another. */
    enum Cause {
        /** The roll rule's time has come. */
        RULE,
        /** The time that an operator has set has come. */
        OPERATOR,
        /** The configuration was changed: a rule, the cycle, a pin. */
        CONFIGURATION
    }

    /** Another configuration is in force. */
    void configure(RouterConfig config, long timeNanos) {
        Map<String, Rolling> before = new LinkedHashMap<>(futures);
        load(config);
        futures.forEach((universal, future) -> future.inherit(before.get(universal)));
        if (used) {
            look(timeNanos, Cause.CONFIGURATION);
        }
    }

    /** The configuration in force when the state was written: what was remembered follows by {@link #readFrom}. */
    void restore(RouterConfig config) {
        load(config);
    }

    private void load(RouterConfig config) {
        futures.clear();
        activeSymbols.clear();
        for (Future future : config.futures().futures()) {
            futures.put(future.universal(), new Rolling(ContractCalendar.of(config.futures(), future)));
        }
        symbols = new ContractSymbols(config);
        used |= config.futures().isConfigured();
    }

    /** Whether {@link #look} may find something at this time. */
    boolean isDue(long timeNanos) {
        return timeNanos >= nextNanos;
    }

    /** Finds the active contracts. What platforms' names mean may be something else then. */
    void look(long timeNanos, Cause cause) {
        lookedNanos = timeNanos;
        nextNanos = Long.MAX_VALUE;
        activeSymbols.clear();
        for (Rolling future : futures.values()) {
            ContractMonth from = future.active;
            future.look(timeNanos);
            if (from != null && !from.equals(future.active)) {
                boolean isConfigured = cause == Cause.CONFIGURATION || future.isPinned();
                Cause why = isConfigured ? Cause.CONFIGURATION : future.isMoved(from) ? Cause.OPERATOR : Cause.RULE;
                rolls.add(new Roll(future, from, isConfigured ? timeNanos : future.rollNanos(from), why));
            }
            nextNanos = Math.min(nextNanos, future.nextNanos());
        }
        if (!futures.isEmpty()) {
            // A year that a name holds with one or two digits is the nearest one: that moves on.
            nextNanos = Math.min(nextNanos, ContractSymbols.nextMonthNanos(timeNanos));
        }
    }

    /** The rolls that were found, each given once. */
    List<Roll> takeRolls() {
        List<Roll> found = List.copyOf(rolls);
        rolls.clear();
        return found;
    }

    /** The futures in the order of the configuration. */
    List<Rolling> futures() {
        return List.copyOf(futures.values());
    }

    /** The future of this universal symbol, or null. */
    Rolling future(String universal) {
        return futures.get(universal);
    }

    /** Whether a universal symbol is a future of the configuration. */
    boolean isFuture(String universal) {
        return futures.containsKey(universal);
    }

    ContractSymbols symbols() {
        return symbols;
    }

    /** The month from which a year that is not written in full is found. */
    ContractMonth near() {
        return ContractSymbols.monthOf(lookedNanos);
    }

    /** The contract's name as in {@code data.contract}. */
    String name(String universal, ContractMonth month) {
        return futures.get(universal).calendar.name(month);
    }

    /** The contract of this name, such as {@code NQH25}; empty if it is none of this future. */
    Optional<ContractMonth> parse(String universal, String contract) {
        Rolling future = futures.get(universal);
        return future == null
                ? Optional.empty()
                : new NamePattern(future.calendar.future().root() + "{M}{YY}").parse(contract, near());
    }

    /** What the mapping's platforms call the symbol at present: the active contract, or its constant name. */
    String activeSymbol(Mapping mapping) {
        String known = activeSymbols.get(mapping);
        if (known == null) {
            known = symbols.isPattern(mapping)
                    ? symbols.name(mapping, futures.get(mapping.universal()).active)
                    : mapping.platformSymbol();
            activeSymbols.put(mapping, known);
        }
        return known;
    }

    /** Whether what an instrument costs is what its symbol costs: not so of a contract that is not the active one. */
    boolean isActive(Instrument instrument) {
        Rolling future = instrument.contract() == null ? null : futures.get(instrument.universal());
        return future == null || instrument.contract().equals(future.activeName());
    }

    /** Whether a contract's data has the universal symbol: the active one's, and near a roll the other's. */
    boolean isNear(String universal, ContractMonth month) {
        return futures.get(universal).near.contains(month);
    }

    /** Whether any future is configured or remembered, so that the state has to hold it. */
    boolean isUsed() {
        return used;
    }

    void writeTo(StateWriter out) {
        out.put("contractsUsed", used).put("contractsLooked", lookedNanos);
        out.put("futures", futures.size());
        futures.values().forEach(future -> future.writeTo(out));
    }

    void readFrom(StateReader in) {
        used = in.flag("contractsUsed");
        lookedNanos = in.integer("contractsLooked");
        int count = in.small("futures");
        for (int i = 0; i < count; i++) {
            futures.get(in.text("future")).readFrom(in);
        }
        if (count > 0) {
            look(lookedNanos, Cause.RULE);
        }
    }

    /** One future: its contracts, and where it stands. */
    static final class Rolling {
        final ContractCalendar calendar;

        /** Null before it was first looked at. */
        ContractMonth active;

        /** What was said last of its roll. */
        Told told = Told.NOTHING;

        /** Contracts that rolled away and in which something was left then, by their order; see {@link Rollover}. */
        final List<ContractMonth> left = new ArrayList<>();

        private List<ContractMonth> near = List.of();
        private ContractMonth moved;
        private long movedNanos;
        private long nextNanos = Long.MAX_VALUE;
        private long lookedNanos;

        /** The month that {@link #activeName} was last asked for, and its name. */
        private ContractMonth named;

        private String name;

        /** What was said last of a roll. */
        enum Told {
            NOTHING,
            SOON,
            ROLLED
        }

        private Rolling(ContractCalendar calendar) {
            this.calendar = calendar;
        }

        String universal() {
            return calendar.future().universal();
        }

        /** The active contract's name. */
        String activeName() {
            if (!active.equals(named)) {
                named = active;
                name = calendar.name(active);
            }
            return name;
        }

        boolean isPinned() {
            return calendar.future().pin() != null;
        }

        private void inherit(Rolling before) {
            if (before != null) {
                active = before.active;
                told = before.told;
                left.addAll(before.left);
                moved = before.moved;
                movedNanos = before.movedNanos;
            }
        }

        private boolean isMoved(ContractMonth month) {
            return month.equals(moved);
        }

        /** When the contract behind this one becomes the active one. */
        long rollNanos(ContractMonth month) {
            return isMoved(month) ? movedNanos : calendar.rollNanos(month);
        }

        /** An operator has set when the active contract rolls. */
        void move(long rollNanos) {
            moved = active;
            movedNanos = rollNanos;
        }

        private void look(long timeNanos) {
            lookedNanos = timeNanos;
            if (isPinned()) {
                active = calendar.future().pin();
                near = List.of(active);
                nextNanos = Long.MAX_VALUE;
                return;
            }
            active = calendar.previous(calendar.active(timeNanos));
            while (rollNanos(active) <= timeNanos) {
                active = calendar.next(active);
            }
            long overlapNanos = calendar.future().overlapMillis() * 1_000_000;
            long nextRoll = rollNanos(active);
            near = new ArrayList<>(List.of(active));
            if (timeNanos >= nextRoll - overlapNanos) {
                near.add(calendar.next(active));
            }
            if (timeNanos < lastRollNanos() + overlapNanos) {
                near.add(calendar.previous(active));
            }
            nextNanos = nextRoll;
            later(nextRoll - overlapNanos);
            later(lastRollNanos() + overlapNanos);
            later(noticeNanos());
        }

        private void later(long nanos) {
            if (nanos > lookedNanos) {
                nextNanos = Math.min(nextNanos, nanos);
            }
        }

        private long lastRollNanos() {
            return rollNanos(calendar.previous(active));
        }

        private long noticeNanos() {
            return rollNanos(active) - calendar.future().noticeMillis() * 1_000_000;
        }

        private long nextNanos() {
            return nextNanos;
        }

        /** Whether the roll is so near that it is to be said. */
        boolean isSoon() {
            return !isPinned() && lookedNanos >= noticeNanos();
        }

        /** Whether the last roll is so near that both contracts are told as one. */
        boolean isJustRolled() {
            return !isPinned() && near.contains(calendar.previous(active));
        }

        /** Whether a roll at this time would fall into the overlap of the last one: two at once are a mistake. */
        boolean isTooSoon(long rollNanos) {
            return rollNanos < lastRollNanos() + calendar.future().overlapMillis() * 1_000_000;
        }

        /** The exchange's day on which the active contract became so. */
        LocalDate cameOn() {
            return calendar.day(lastRollNanos());
        }

        /** Whether the active contract is past its last day: only a pin can hold it then. */
        boolean isExpired() {
            return lookedNanos >= calendar.expiredNanos(active);
        }

        LocalDate today() {
            return calendar.day(lookedNanos);
        }

        private void writeTo(StateWriter out) {
            out.put("future", universal()).put("active", String.valueOf(active)).put("told", told.name());
            out.put("left", left.size());
            left.forEach(month -> out.put("contract", month.toString()));
            out.put("moved", moved == null ? null : moved.toString()).put("movedNanos", movedNanos);
        }

        private void readFrom(StateReader in) {
            active = ContractMonth.parse(in.text("active")).orElse(null);
            told = Told.valueOf(in.text("told"));
            int count = in.small("left");
            for (int i = 0; i < count; i++) {
                left.add(ContractMonth.parse(in.text("contract")).orElseThrow());
            }
            String contract = in.text("moved");
            moved = contract == null ? null : ContractMonth.parse(contract).orElseThrow();
            movedNanos = in.integer("movedNanos");
        }
    }
}
