package nexus.replay.diff;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.Router;
import nexus.journal.message.Code;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;
import nexus.replay.profit.Commission;
import nexus.replay.profit.ProfitBook;
import nexus.replay.profit.ProfitTable;
import nexus.replay.profit.Values;

/** One of the two routers, and the books behind it. */
final class Side {
    private final Router router;
    private final ProfitBook book;
    private final Commission commission = new Commission();
    private final RecordFields fields = new RecordFields();
    private final Map<Code, Long> refused = new TreeMap<>();
    private final Map<Code, Long> skipped = new TreeMap<>();
    private final Map<String, BigDecimal> assumed = new TreeMap<>();
    private long accepted;
    private long orders;
    private long executions;
    private long assumedExecutions;

    /** Begins where the router stands. */
    Side(Router router, Values values, long timeNanos) {
        this.router = router;
        this.book = new ProfitBook(values, trip -> {});
        book.carry(router, timeNanos);
    }

    Router router() {
        return router;
    }

    Changes changes() {
        return router.changes();
    }

    /** Counts what the router made of the record that it has just taken. */
    void count(JournalRecord record, boolean isAssumed) {
        Changes changes = router.changes();
        if (changes.isTick()) {
            book.price(changes.tickPlatform(), changes.tickSymbol(), changes.tickPrice());
            return;
        }
        changes.execution().ifPresent(execution -> execution(record, execution, isAssumed));
        if (record.kind() == RecordKind.NEXUS_IN
                && Types.SIGNAL.equals(fields.of(record).type())) {
            signal(changes);
        }
    }

    private void execution(JournalRecord record, CountedExecution execution, boolean isAssumed) {
        executions += execution.kind() == CountedExecution.Kind.ADJUSTED ? 0 : 1;
        BigDecimal charged = commission.of(record);
        book.execute(execution, charged, commission.currency(), record.timeNanos());
        if (isAssumed) {
            assumedExecutions++;
            assumed.merge(account(execution.platform(), execution.symbol()), execution.counted(), BigDecimal::add);
        }
    }

    private void signal(Changes changes) {
        int made = changes.orders().size();
        orders += made;
        accepted += made > 0 ? 1 : 0;
        changes.refusals().forEach(refusal -> refused.merge(refusal.code(), 1L, Long::sum));
        changes.skipped().values().forEach(code -> skipped.merge(code, 1L, Long::sum));
    }

    private static String account(String platform, String symbol) {
        return symbol + '\u0000' + platform;
    }

    /** What of an account's executions was assumed: the sum of the quantities, bought or sold. */
    BigDecimal assumed(String platform, String symbol) {
        return assumed.getOrDefault(account(platform, symbol), BigDecimal.ZERO);
    }

    ProfitTable profit() {
        book.revalue();
        return book.table();
    }

    /** Signals that became at least one order. */
    long accepted() {
        return accepted;
    }

    /** Signals that became none, by why. */
    Map<Code, Long> refused() {
        return new LinkedHashMap<>(refused);
    }

    /** Orders that were not made for one platform, by why. */
    Map<Code, Long> skipped() {
        return new LinkedHashMap<>(skipped);
    }

    long orders() {
        return orders;
    }

    /** Executions counted, the assumed ones among them. */
    long executions() {
        return executions;
    }

    long assumedExecutions() {
        return assumedExecutions;
    }
}
