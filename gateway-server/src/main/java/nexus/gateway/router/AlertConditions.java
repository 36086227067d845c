package nexus.gateway.router;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nexus.config.AlertsConfig;
import nexus.journal.message.AlertCode;

/** Watches what can be seen at any time: who should be there and is not, which orders are in doubt, whether trading halts. */
final class AlertConditions {
    static final String NEXUS = "nexus";
    static final String TRADING = "trading";
    static final String DISK = "disk";
    static final String GATEWAY = "gateway";
    static final String JOURNAL = "journal";

    /** How long after a start peers may take to come back. */
    private static final long RETURN_NANOS = 3_000_000_000L;

    private static final int SHOWN_ORDERS = 5;

    private final RouterState state;
    private final Alerts alerts;

    /** Configured platforms that have been up. */
    private final Set<String> seen = new TreeSet<>();

    private boolean nexusSeen;

    /** When those who should be there are looked for, ns since the epoch; 0 when they have been. */
    private long lookNanos;

    AlertConditions(RouterState state, Alerts alerts) {
        this.state = state;
        this.alerts = alerts;
    }

    /** Alerts begin now: what is there is known to have been there. */
    void switchedOn() {
        for (Platform platform : state.platforms.values()) {
            if (platform.isUp()) {
                platformUp(platform);
            }
        }
        nexusSeen = state.nexus.isConnected();
        if (!state.trading.isRunning()) {
            alerts.raise(AlertCode.RISK, TRADING, KillSwitch.words(state.trading) + ": " + state.trading.reason());
        }
        if (state.nexus.isAmbiguous()) {
            alerts.raise(AlertCode.AMBIGUOUS_NEXUS, NEXUS, "more than one NEXUS is connected");
        }
        for (Order order : state.book.openOrders()) {
            if (order.state == OrderState.IN_DOUBT) {
                alerts.raise(AlertCode.IN_DOUBT, order.platform, "order in doubt: " + order.ref);
            }
        }
        lookNanos = state.emitter.timeNanos() + RETURN_NANOS;
    }

    /** Other platforms may be configured now. */
    void configured() {
        List<String> gone =
                seen.stream().filter(name -> !state.symbols.isConfigured(name)).toList();
        seen.removeAll(gone);
        for (Alert alert : List.copyOf(alerts.active())) {
            if (alert.code == AlertCode.PLATFORM_DOWN && !state.symbols.isConfigured(alert.subject)) {
                alerts.clear(alert.code, alert.subject, "the platform is no longer configured");
            }
        }
        lookNanos = state.emitter.timeNanos() + RETURN_NANOS;
    }

    void forget() {
        seen.clear();
        state.book.positions().forEach(position -> position.stated = null);
        nexusSeen = false;
        lookNanos = 0;
    }

    void platformUp(Platform platform) {
        if (alerts.isOn() && state.symbols.isConfigured(platform.name)) {
            seen.add(platform.name);
            alerts.clear(AlertCode.PLATFORM_DOWN, platform.name, "platform " + platform.name + " is up");
        }
    }

    void platformDown(Platform platform, String reason) {
        String text = "platform down: " + platform.name + ": " + reason;
        if (state.symbols.isConfigured(platform.name)) {
            alerts.raiseElseWarn(AlertCode.PLATFORM_DOWN, platform.name, text);
        } else {
            state.emitter.warn(text);
        }
    }

    void nexusUp() {
        if (alerts.isOn()) {
            nexusSeen = true;
            alerts.clear(AlertCode.NEXUS_DOWN, NEXUS, "NEXUS is connected");
        }
    }

    /** A NEXUS is gone; perhaps others are there. */
    void nexusGone(String reason) {
        if (!state.nexus.isAmbiguous()) {
            alerts.clear(AlertCode.AMBIGUOUS_NEXUS, NEXUS, "one NEXUS remains, or none");
        }
        if (!state.nexus.isConnected()) {
            alerts.raiseIfOn(AlertCode.NEXUS_DOWN, NEXUS, "NEXUS is gone: " + reason);
        }
    }

    /** The gateway has started again: all connections are gone, and what the last run measured has to be seen anew. */
    void restarted() {
        if (!alerts.isOn()) {
            return;
        }
        String text = "the gateway was restarted";
        alerts.clear(AlertCode.AMBIGUOUS_NEXUS, NEXUS, text);
        alerts.clear(AlertCode.JOURNAL_LOW, DISK, text + "; the disk is measured anew");
        alerts.clear(AlertCode.FOLLOWER, GATEWAY, text + " and has replayed the journal");
        alerts.clear(AlertCode.SEALS, JOURNAL, text + "; sealing begins anew");
        lookNanos = state.emitter.timeNanos() + RETURN_NANOS;
        alerts.tellAgain();
    }

    /** The gateway itself has halted trading. */
    void systemHalted(String who, String reason) {
        switch (who) {
            case "disk" -> alerts.raiseIfOn(AlertCode.JOURNAL_LOW, DISK, reason);
            case "follower", "recovery" -> alerts.raiseIfOn(AlertCode.FOLLOWER, GATEWAY, reason);
            default -> {
                // That trading is halted says it all.
            }
        }
        alerts.raise(AlertCode.RISK, TRADING, "trading halted: " + state.trading.reason());
    }

    /** Once a second. */
    void check() {
        if (lookNanos != 0 && state.emitter.timeNanos() >= lookNanos) {
            lookNanos = 0;
            lookForAbsent();
        }
        if (state.trading.isRunning()) {
            alerts.clear(AlertCode.RISK, TRADING, "trading goes on");
        }
        for (Alert alert : alerts.active()) {
            if (alert.code == AlertCode.IN_DOUBT && inDoubt(alert.subject).isEmpty()) {
                alerts.clear(alert.code, alert.subject, "no order is in doubt on " + alert.subject);
            }
        }
        PositionReports.check(state);
    }

    private void lookForAbsent() {
        boolean all = alerts.config().expect() == AlertsConfig.Expect.CONFIGURED;
        for (Platform platform : state.platforms.values()) {
            boolean expected = state.symbols.isConfigured(platform.name) && (all || seen.contains(platform.name));
            if (expected && !platform.isUp() && !alerts.isActive(AlertCode.PLATFORM_DOWN, platform.name)) {
                alerts.raise(
                        AlertCode.PLATFORM_DOWN,
                        platform.name,
                        "platform down: " + platform.name + ": not there after the start");
            }
        }
        boolean nexusExpected = all || nexusSeen;
        if (nexusExpected && !state.nexus.isConnected() && !alerts.isActive(AlertCode.NEXUS_DOWN, NEXUS)) {
            alerts.raise(AlertCode.NEXUS_DOWN, NEXUS, "NEXUS is not there after the start");
        }
    }

    /** Brings an alert's text up to date where it sums up what can be seen. */
    void describe(Alert alert) {
        if (alert.code != AlertCode.IN_DOUBT || alert.endedNanos != 0) {
            return;
        }
        List<Order> orders = inDoubt(alert.subject);
        if (orders.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        text.append(orders.size()).append(orders.size() == 1 ? " order is" : " orders are");
        text.append(" in doubt on ").append(alert.subject).append(':');
        for (Order order : orders.subList(0, Math.min(SHOWN_ORDERS, orders.size()))) {
            text.append(' ')
                    .append(order.ref)
                    .append(" (")
                    .append(order.intent.orderId)
                    .append(')');
        }
        if (orders.size() > SHOWN_ORDERS) {
            text.append(" and ").append(orders.size() - SHOWN_ORDERS).append(" more");
        }
        text.append("; not sent again. If the platform cannot answer, look there and use 'gateway resolve'");
        alert.say(text.toString());
    }

    private List<Order> inDoubt(String platform) {
        return state.book.openOrders(platform).stream()
                .filter(order -> order.state == OrderState.IN_DOUBT)
                .toList();
    }

    void writeTo(StateWriter out) {
        out.put("seenPlatforms", seen.size());
        seen.forEach(name -> out.put("platform", name));
        out.put("nexusSeen", nexusSeen).put("look", lookNanos);
    }

    void readFrom(StateReader in) {
        int count = in.small("seenPlatforms");
        for (int i = 0; i < count; i++) {
            seen.add(in.text("platform"));
        }
        nexusSeen = in.flag("nexusSeen");
        lookNanos = in.integer("look");
    }
}
