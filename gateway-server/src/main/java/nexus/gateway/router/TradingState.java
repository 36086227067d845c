package nexus.gateway.router;

import nexus.config.RiskConfig.StopLevel;

/** Whether orders go out, and who decided that. A stop only ever gets stricter until someone resumes. */
final class TradingState {
    private final RouterState state;
    private Level level = Level.RUNNING;
    private String reason;
    private String who;
    private long sinceNanos;
    private boolean untold;

    TradingState(RouterState state) {
        this.state = state;
    }

    /** What passes, the freest first. */
    enum Level {
        RUNNING,
        /** Only what shrinks a position. */
        REDUCE_ONLY,
        /** No order; cancels do. */
        HALT;

        static Level of(StopLevel stop) {
            return stop == StopLevel.HALT ? HALT : REDUCE_ONLY;
        }
    }

    Level level() {
        return level;
    }

    boolean isRunning() {
        return level == Level.RUNNING;
    }

    boolean isHalted() {
        return level == Level.HALT;
    }

    /** Why it is stopped; null while it is not. */
    String reason() {
        return reason;
    }

    /** Who stopped it; null while it is not, and where no limits are configured. */
    String who() {
        return who;
    }

    /** When, ns since the epoch; 0 where {@link #who} is null. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Stops trading, or gives another reason for the same level. Returns false if it was stopped more strictly. */
    boolean stop(Level stop, String by, String why) {
        if (stop.compareTo(level) < 0) {
            return false;
        }
        set(stop, by, why, state.emitter.timeNanos());
        return true;
    }

    void resume() {
        set(Level.RUNNING, null, null, 0);
    }

    private void set(Level next, String by, String why, long timeNanos) {
        boolean wasUsed = state.risk.isUsed();
        boolean isNews = next != level;
        level = next;
        reason = why;
        who = by;
        sinceNanos = timeNanos;
        untold |= isNews && (wasUsed || state.risk.isUsed());
        forgetUnlessUsed();
    }

    /** Without limits the state has room for the reason alone. */
    void forgetUnlessUsed() {
        if (!state.risk.isUsed()) {
            who = null;
            sinceNanos = 0;
        }
    }

    /** Whether the level has changed and NEXUS has to hear of it; asked once. */
    boolean takeUntold() {
        boolean was = untold;
        untold = false;
        return was;
    }

    /** NEXUS has to hear how things stand, even if nothing has changed. */
    void tellAnyway() {
        untold = true;
    }

    /** What the plain layout holds: why trading is halted, or null. */
    String haltReason() {
        return isHalted() ? reason : null;
    }

    void restoreHalt(String haltReason) {
        level = haltReason == null ? Level.RUNNING : Level.HALT;
        reason = haltReason;
    }

    void writeTo(StateWriter out) {
        out.put("level", level.name())
                .put("stopReason", reason)
                .put("stoppedBy", who)
                .put("stoppedSince", sinceNanos);
    }

    void readFrom(StateReader in) {
        level = Level.valueOf(in.text("level"));
        reason = in.text("stopReason");
        who = in.text("stoppedBy");
        sinceNanos = in.integer("stoppedSince");
    }
}
