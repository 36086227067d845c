package nexus.replay.diff;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import nexus.config.RouterConfig;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/** Holds what the two routers made of one input side by side, and says where they part. */
final class Comparison {
    private final OrderPairs pairs;
    private final Consumer<Difference> differences;
    private final Map<String, BigDecimal> lotSteps = new LinkedHashMap<>();
    private final RecordFields fields = new RecordFields();
    /** Orders that only the other router has made of this input: told when it is known what is assumed of them. */
    private final Map<String, Difference> onlyNow = new LinkedHashMap<>();

    private JournalRecord record;

    Comparison(RouterConfig other, OrderPairs pairs, Consumer<Difference> differences) {
        this.pairs = pairs;
        this.differences = differences;
        Map<String, String> dialects = new LinkedHashMap<>();
        other.platforms().forEach(platform -> dialects.put(platform.name(), platform.dialect()));
        dialects.forEach((platform, dialect) -> other.mappings().stream()
                .filter(mapping -> mapping.dialect().equals(dialect))
                .forEach(mapping -> lotSteps.put(key(platform, mapping.universal()), mapping.lotStep())));
    }

    /**
     * After both have taken the input.
     *
     * @param recorded as the journal has it
     */
    void compare(JournalRecord recorded, Changes then, Changes now) {
        record = recorded;
        onlyNow.clear();
        if (recorded.kind() == RecordKind.NEXUS_IN) {
            fields.of(recorded);
            if (Types.SIGNAL.equals(fields.type())) {
                signal(then, now);
            } else {
                request(then, now);
            }
        }
        states(then, now);
        foreignExecution(then, now);
    }

    /** What is assumed of an order that only the other router has. */
    void assumed(OrderView order, String what) {
        Difference difference = onlyNow.remove(order.ref());
        if (difference != null) {
            emit(
                    difference.kind(),
                    order.platform(),
                    difference.then(),
                    difference.now().assumed(what));
        }
    }

    /** After the answers to this input's orders. */
    void end() {
        onlyNow.values().forEach(differences);
        onlyNow.clear();
    }

    private void signal(Changes then, Changes now) {
        Outcome wasJudged = judgement(then);
        Outcome isJudged = judgement(now);
        if (!wasJudged.equals(isJudged)) {
            emit(Difference.Kind.SIGNAL, null, wasJudged, isJudged);
        }
        Map<String, OrderView> ordersThen = byPlatform(then);
        Map<String, OrderView> ordersNow = byPlatform(now);
        Set<String> platforms = new LinkedHashSet<>(ordersThen.keySet());
        platforms.addAll(ordersNow.keySet());
        platforms.addAll(then.skipped().keySet());
        platforms.addAll(now.skipped().keySet());
        for (String platform : platforms) {
            OrderView orderThen = ordersThen.get(platform);
            OrderView orderNow = ordersNow.get(platform);
            if (orderThen == null && orderNow == null) {
                noOrder(platform, then.skipped().get(platform), now.skipped().get(platform));
            } else {
                order(platform, orderThen, orderNow, then, now);
            }
        }
    }

    private static Outcome judgement(Changes changes) {
        return changes.refusals().isEmpty()
                ? Outcome.ACCEPTED
                : Outcome.refused(changes.refusals().get(0).code());
    }

    private static Map<String, OrderView> byPlatform(Changes changes) {
        Map<String, OrderView> orders = new LinkedHashMap<>();
        changes.orders().forEach(order -> orders.put(order.platform(), order));
        return orders;
    }

    private void noOrder(String platform, Code then, Code now) {
        // Where one side says nothing of a platform, that it gets no order either way is no difference.
        if (then != now && then != null && now != null) {
            emit(Difference.Kind.ORDER, platform, Outcome.noOrder(then), Outcome.noOrder(now));
        }
    }

    private void order(String platform, OrderView orderThen, OrderView orderNow, Changes then, Changes now) {
        OrderView any = orderNow != null ? orderNow : orderThen;
        BigDecimal lotStep = lotSteps.getOrDefault(key(platform, any.symbol()), BigDecimal.ONE);
        OrderPair pair = new OrderPair(orderThen, orderNow, lotStep);
        pairs.add(pair);
        if (pair.isBoth() && !pair.isChanged()) {
            return;
        }
        Outcome was = orderThen == null ? none(platform, then) : Outcome.order(orderThen);
        Outcome is = orderNow == null ? none(platform, now) : Outcome.order(orderNow);
        if (orderThen == null) {
            onlyNow.put(orderNow.ref(), difference(Difference.Kind.ORDER, platform, was, is));
        } else {
            emit(Difference.Kind.ORDER, platform, was, is);
        }
    }

    private static Outcome none(String platform, Changes changes) {
        Code skipped = changes.skipped().get(platform);
        if (skipped == null && !changes.refusals().isEmpty()) {
            skipped = changes.refusals().get(0).code();
        }
        return Outcome.noOrder(skipped);
    }

    private void request(Changes then, Changes now) {
        Map<String, Code> was = refusals(then);
        Map<String, Code> is = refusals(now);
        Set<String> platforms = new LinkedHashSet<>(was.keySet());
        platforms.addAll(is.keySet());
        for (String platform : platforms) {
            if (was.get(platform) != is.get(platform)) {
                emit(
                        Difference.Kind.REQUEST,
                        platform.isEmpty() ? null : platform,
                        requested(was.get(platform)),
                        requested(is.get(platform)));
            }
        }
    }

    private static Outcome requested(Code code) {
        return code == null ? Outcome.ACCEPTED : Outcome.refused(code);
    }

    private static Map<String, Code> refusals(Changes changes) {
        Map<String, Code> codes = new TreeMap<>();
        changes.refusals()
                .forEach(refusal -> codes.put(refusal.platform() == null ? "" : refusal.platform(), refusal.code()));
        return codes;
    }

    private void states(Changes then, Changes now) {
        Set<OrderPair> touched = new LinkedHashSet<>();
        then.orders().forEach(order -> touched.add(pairs.changedThen(order)));
        now.orders().forEach(order -> touched.add(pairs.changedNow(order)));
        for (OrderPair pair : touched) {
            if (pair != null && pair.isBoth() && !standsAlike(pair) && pair.report()) {
                OrderView order = pair.then();
                differences.accept(new Difference(
                        Difference.Kind.STATE,
                        record.sequence(),
                        record.timeNanos(),
                        order.orderId(),
                        order.symbol(),
                        order.side(),
                        order.platform(),
                        Outcome.state(order),
                        Outcome.state(pair.now())));
            }
        }
    }

    /** Orders of different quantities are filled at different points, but end alike. */
    private static boolean standsAlike(OrderPair pair) {
        boolean sameState = pair.then().state().equals(pair.now().state());
        return pair.isChanged()
                ? sameState || !pair.then().isEnded()
                : sameState && pair.then().filled().compareTo(pair.now().filled()) == 0;
    }

    /** Those of orders are compared by how the orders stand. */
    private void foreignExecution(Changes then, Changes now) {
        Optional<CountedExecution> was = then.execution();
        Optional<CountedExecution> is = now.execution();
        if (then.named().isPresent() || (was.isEmpty() && is.isEmpty())) {
            return;
        }
        boolean same = was.isPresent() && is.isPresent() && sameMove(was.get(), is.get());
        if (!same) {
            CountedExecution any = was.or(() -> is).orElseThrow();
            differences.accept(new Difference(
                    Difference.Kind.EXECUTION,
                    record.sequence(),
                    record.timeNanos(),
                    any.orderId(),
                    any.symbol(),
                    any.side(),
                    any.platform(),
                    was.map(Outcome::execution).orElse(Outcome.NOTHING),
                    is.map(Outcome::execution).orElse(Outcome.NOTHING)));
        }
    }

    private static boolean sameMove(CountedExecution then, CountedExecution now) {
        return then.platform().equals(now.platform())
                && then.symbol().equals(now.symbol())
                && then.counted().compareTo(now.counted()) == 0
                && then.price().compareTo(now.price()) == 0
                && then.flags().equals(now.flags());
    }

    private void emit(Difference.Kind kind, String platform, Outcome then, Outcome now) {
        differences.accept(difference(kind, platform, then, now));
    }

    /** Of the request from NEXUS at hand. */
    private Difference difference(Difference.Kind kind, String platform, Outcome then, Outcome now) {
        return new Difference(
                kind,
                record.sequence(),
                record.timeNanos(),
                fields.id(Keys.ORDER_ID),
                fields.text(Keys.SYMBOL),
                fields.text(Keys.SIDE),
                platform,
                then,
                now);
    }

    private static String key(String platform, String universal) {
        return platform + '\u0000' + universal;
    }
}
