package nexus.gateway.router;

import nexus.journal.codec.MapWriter;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * Work on many orders, spread over inputs so that none makes more messages than its numbers allow: after a recovery, a
 * disconnect or a reconnect there may be thousands of orders to tell or ask about.
 */
final class Agenda {
    private static final int ITEMS_PER_INPUT = 64;

    private final RouterState state;
    private final NexusFeed feed;

    Agenda(RouterState state, NexusFeed feed) {
        this.state = state;
        this.feed = feed;
    }

    void tellStatus(Order order) {
        state.later.add(new RouterState.Later(RouterState.Later.Action.TELL_STATUS, order.ref));
    }

    /** For a NEXUS that has just come. */
    void tellNewcomer(Order order) {
        state.later.add(new RouterState.Later(RouterState.Later.Action.TELL_NEWCOMER, order.ref));
    }

    void askPlatform(Order order) {
        state.later.add(new RouterState.Later(RouterState.Later.Action.ASK_PLATFORM, order.ref));
    }

    void cancel(Order order) {
        state.later.add(new RouterState.Later(RouterState.Later.Action.CANCEL, order.ref));
    }

    void tellCancelLost(Order order) {
        order.cancelRequested = false;
        state.later.add(new RouterState.Later(RouterState.Later.Action.TELL_CANCEL_LOST, order.ref));
    }

    boolean isEmpty() {
        return state.later.isEmpty();
    }

    /** Does this input's share: each item makes one message at the most. */
    void work() {
        for (int i = 0; i < ITEMS_PER_INPUT && state.emitter.hasRoom() && !state.later.isEmpty(); i++) {
            RouterState.Later item = state.later.poll();
            Order order = state.book.byRef(item.ref());
            if (order != null) {
                work(item.action(), order);
            }
        }
    }

    private void work(RouterState.Later.Action action, Order order) {
        switch (action) {
            case TELL_STATUS -> feed.orderStatus(order);
            case TELL_NEWCOMER -> {
                if (state.nexus.isStarted()) {
                    feed.orderStatus(order);
                }
            }
            case ASK_PLATFORM -> {
                Platform platform = state.platforms.get(order.platform);
                if (!order.state.isEnded() && platform.isUp() && platform.session.can("order_status")) {
                    toPlatform(Types.ORDER_STATUS_REQUEST, order, platform, Output.Role.PLATFORM_OTHER);
                }
            }
            case CANCEL -> sendCancel(order);
            case TELL_CANCEL_LOST ->
                feed.reject(
                        NexusFeed.Id.of(order),
                        order.platform,
                        Code.PLATFORM_DOWN,
                        "the cancel was not sent: the gateway was restarted");
        }
    }

    private void sendCancel(Order order) {
        Platform platform = state.platforms.get(order.platform);
        NexusFeed.Id id = NexusFeed.Id.of(order);
        if (order.state.isEnded()) {
            feed.orderStatus(order);
        } else if (!platform.isUp()) {
            feed.reject(id, order.platform, Code.PLATFORM_DOWN, "the cancel cannot be passed on: platform is down");
        } else if (!platform.session.can("cancel")) {
            feed.reject(
                    id,
                    order.platform,
                    Code.CANCEL_UNSUPPORTED,
                    "the platform's REGISTER did not list the capability cancel");
        } else {
            order.cancelRequested = true;
            state.counters.cancels++;
            toPlatform(Types.ORDER_CANCEL, order, platform, Output.Role.CANCEL);
            state.emitter.info("cancel of " + order.intent.orderId + " routed to " + order.platform);
        }
    }

    private void toPlatform(String type, Order order, Platform platform, Output.Role role) {
        MapWriter message = state.emitter.message(type);
        NexusFeed.Id.onWire(order).put(message);
        message.put(Keys.REF, order.ref).put(Keys.SYMBOL, order.platformSymbol);
        state.emitter.send(role, platform.session.source, order.ref);
    }
}
