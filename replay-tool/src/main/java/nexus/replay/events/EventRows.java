package nexus.replay.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.gateway.router.StateView;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.RecordFields;
import nexus.replay.playback.Playback;

/**
 * Turns each record, together with what the router made of it, into the rows of the life cycle: none for most records,
 * one for most others, a signal's record gives one for itself and one for each platform.
 */
public final class EventRows implements AutoCloseable {
    private final Router router;
    private final StateView view;
    private final JournalReader historyJournal;
    private final RunContext run;
    private final OrderMemory orders;
    private final RowBuilder rows;
    private final SignalRows signals;
    private final PlatformRows platforms;
    private final RecordFields fields = new RecordFields();
    private boolean hasBegun;

    private EventRows(Router router, JournalReader historyJournal, RowSink sink) {
        History history = new History(historyJournal);
        this.router = router;
        this.view = router.view();
        this.historyJournal = historyJournal;
        this.run = new RunContext(history);
        this.orders = new OrderMemory(history);
        this.rows = new RowBuilder(router, run, orders, sink);
        this.signals = new SignalRows(rows, run, orders);
        this.platforms = new PlatformRows(rows);
    }

    /**
     * Rows behind a router.
     *
     * @param router in the state that the first record to come finds
     * @param sink hears the rows
     */
    public static EventRows of(Path dataFolder, Router router, RowSink sink) {
        return new EventRows(router, JournalReader.open(dataFolder), sink);
    }

    /**
     * A router that stands before a record, and before the signals of all orders that are open there: rows that correct
     * an earlier one then name it. {@link #take} is to be given the records from there on, unheard up to the range.
     *
     * @throws NoJournalException see {@link Playback#before}
     */
    public static Playback before(Path dataFolder, JournalReader journal, long first, Consumer<String> problems)
            throws NoJournalException {
        Playback playback = Playback.before(dataFolder, journal, first, null, problems);
        long oldest = playback.router()
                .orders()
                .filter(order -> !order.isEnded())
                .mapToLong(OrderView::signalSequence)
                .min()
                .orElse(first);
        return oldest > playback.start() || oldest < journal.firstSequence()
                ? playback
                : Playback.before(dataFolder, journal, oldest, null, problem -> {});
    }

    /**
     * Takes a record that the router has just taken.
     *
     * @param heard whether the sink is to have its rows; false on the way to the range
     */
    public void take(JournalRecord record, boolean heard) throws IOException {
        if (!hasBegun) {
            hasBegun = true;
            run.entered(record.sequence());
        }
        rows.record(record, heard);
        switch (record.kind()) {
            case RUN -> run.begins(record);
            case PLATFORM_IN -> platformIn(record);
            case NEXUS_IN -> nexusIn(record);
            case OPERATOR_IN -> operatorIn(record);
            case CONTROL -> others(record);
            case PLATFORM_OUT -> platformOut(record);
            default -> {
                // What NEXUS and operators were told follows from the inputs; the rest is not about orders.
            }
        }
    }

    private void platformIn(JournalRecord record) throws IOException {
        Changes changes = router.changes();
        if (!changes.isTick()) {
            List<OrderView> changed = changes.orders();
            if (platforms.take(fields.of(record), changes, named(changes, changed))) {
                changed.forEach(orders::stands);
            } else {
                orderChanges(record, changes);
            }
        }
        refusedCancels(changes);
    }

    /** The order that the message names, or null; the same view as the one among those that changed. */
    private static OrderView named(Changes changes, List<OrderView> changed) {
        String ref = changes.namedRef();
        for (OrderView order : changed) {
            if (order.ref().equals(ref)) {
                return order;
            }
        }
        return ref == null ? null : changes.named().orElse(null);
    }

    private void nexusIn(JournalRecord record) throws IOException {
        Changes changes = router.changes();
        String type = fields.of(record).type();
        if (Types.SIGNAL.equals(type)) {
            signals.signal(record, fields, changes);
            return;
        }
        if (Types.HELLO.equals(type)) {
            run.hello(record.source(), fields);
        } else if (Types.CANCEL.equals(type)) {
            rows.begin(EventKind.CANCEL_REQUESTED)
                    .text(EventColumns.ORDER_ID, fields.id(Keys.ORDER_ID))
                    .whole(EventColumns.RECEIVED_NS, record.timeNanos())
                    .end();
        } else if (!fields.isReadable()) {
            for (Changes.Refused refused : changes.refusals()) {
                rows.begin(EventKind.MESSAGE_REFUSED)
                        .text(EventColumns.CODE, refused.code().name())
                        .text(EventColumns.REASON, refused.reason())
                        .end();
            }
            orderChanges(record, changes);
            return;
        }
        others(record);
    }

    private void operatorIn(JournalRecord record) throws IOException {
        Changes changes = router.changes();
        String type = fields.of(record).type();
        if (Types.RESOLVE.equals(type) && changes.named().isPresent()) {
            resolved(record, changes);
        } else if (Types.POSITION_SET.equals(type) && changes.execution().isPresent()) {
            CorrectedPosition.put(rows.begin(EventKind.POSITION_SET), fields, changes);
        } else {
            orderChanges(record, changes);
        }
        refusedCancels(changes);
    }

    private void resolved(JournalRecord record, Changes changes) throws IOException {
        OrderView order = changes.named().orElseThrow();
        boolean isDone = changes.execution().isPresent()
                || changes.orders().stream().anyMatch(changed -> changed.ref().equals(order.ref()));
        if (!isDone) {
            return;
        }
        OrderFacts facts = orders.of(order, record.sequence());
        rows.begin(EventKind.RESOLVED).order(order).text(EventColumns.WHO, fields.text(Keys.WHO));
        if (facts.doubtSequence != 0) {
            rows.whole(EventColumns.REPLACES_SEQ, facts.doubtSequence);
        }
        if (changes.execution().isPresent()) {
            CountedExecution execution = changes.execution().orElseThrow();
            rows.execution(execution);
        }
        rows.end();
        orders.stands(order);
    }

    /** Inputs that concern orders only by what the router does about them. */
    private void others(JournalRecord record) throws IOException {
        orderChanges(record, router.changes());
        refusedCancels(router.changes());
    }

    private void orderChanges(JournalRecord record, Changes changes) throws IOException {
        for (OrderView order : changes.orders()) {
            rows.begin(kindOf(order)).order(order);
            List<Changes.Refused> refusals = changes.refusals();
            for (Changes.Refused refused : refusals) {
                boolean isThisOne = order.platform().equals(refused.platform())
                        && order.orderId().equals(refused.orderId());
                rows.text(EventColumns.CODE, isThisOne ? refused.code().name() : null);
            }
            rows.end();
            if ("IN_DOUBT".equals(order.state())) {
                orders.of(order, record.sequence()).doubtSequence = record.sequence();
            }
            orders.stands(order);
        }
    }

    private static EventKind kindOf(OrderView order) {
        return switch (order.state()) {
            case "IN_DOUBT" -> EventKind.IN_DOUBT;
            case "ABANDONED" -> EventKind.ABANDONED;
            case "REJECTED" -> EventKind.SEND_REFUSED;
            case "CANCELED" -> EventKind.CANCELED;
            default -> EventKind.STATUS;
        };
    }

    /** Cancels are worked on a share at a time: what cannot be passed on may be said behind any later input. */
    private void refusedCancels(Changes changes) throws IOException {
        for (Changes.Refused refused : changes.refusals()) {
            // Of an execution that repeats another its own row says so.
            boolean isOfOrder = refused.code() == Code.DUPLICATE_FILL
                    || changes.orders().stream()
                            .anyMatch(order -> order.platform().equals(refused.platform())
                                    && order.orderId().equals(refused.orderId()));
            if (!isOfOrder) {
                rows.begin(EventKind.CANCEL_REFUSED)
                        .text(EventColumns.ORDER_ID, refused.orderId())
                        .text(EventColumns.PLATFORM, refused.platform())
                        .text(EventColumns.CODE, refused.code().name())
                        .text(EventColumns.REASON, refused.reason())
                        .end();
            }
        }
    }

    private void platformOut(JournalRecord record) throws IOException {
        String type = fields.of(record).type();
        EventKind kind =
                switch (type) {
                    case Types.ORDER -> EventKind.ORDER_SENT;
                    case Types.ORDER_CANCEL -> EventKind.CANCEL_SENT;
                    case Types.ORDER_STATUS_REQUEST -> EventKind.STATUS_REQUESTED;
                    default -> null;
                };
        String ref = fields.text(Keys.REF);
        if (kind == null || ref == null) {
            return;
        }
        OrderView order = view.order(ref).orElse(null);
        if (order == null) {
            rows.begin(kind)
                    .text(EventColumns.ORDER_ID, fields.id(Keys.ORDER_ID))
                    .text(EventColumns.REF, ref)
                    .end();
            return;
        }
        if (kind == EventKind.ORDER_SENT) {
            orders.of(order, record.sequence()).routedNanos = record.timeNanos();
        }
        rows.begin(kind).order(order).end();
    }

    @Override
    public void close() {
        historyJournal.close();
    }
}
