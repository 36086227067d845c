package nexus.replay.profit;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/** What platforms charge, as their ORDER_FILLs say in {@code commission}; and in which currencies. */
public final class Commission {
    /** As the router limits amounts. */
    private static final BigDecimal LIMIT = new BigDecimal("1E+18");

    private static final int MAX_CURRENCIES = 16;

    /** Anything else is no currency: the router takes it as if it were not there. */
    private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{2,7}");

    private final RecordFields fields = new RecordFields();
    private final Set<String> currencies = new TreeSet<>();
    private String currency;

    /** The commission of the execution that a record brought: 0 if it does not say, or says no sensible number. */
    public BigDecimal of(JournalRecord record) {
        currency = null;
        if (record.kind() != RecordKind.PLATFORM_IN
                || !Types.ORDER_FILL.equals(fields.of(record).type())) {
            return BigDecimal.ZERO;
        }
        BigDecimal commission = fields.decimal(Keys.COMMISSION);
        if (commission == null || commission.signum() == 0 || commission.abs().compareTo(LIMIT) > 0) {
            return BigDecimal.ZERO;
        }
        String said = fields.text(Keys.CURRENCY);
        currency = said != null && CURRENCY.matcher(said).matches() ? said : null;
        if (currency != null && currencies.size() < MAX_CURRENCIES) {
            currencies.add(currency);
        }
        return commission;
    }

    /** The currency of the last commission; null if the platform did not name it. */
    public String currency() {
        return currency;
    }

    /** The currencies of what was charged, as far as the platforms named them. */
    public Set<String> currencies() {
        return new TreeSet<>(currencies);
    }
}
