package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.RouterRun.Sent;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;

/**
 * Random ticks, rates and executions against an account of its own, in fractions to 80 digits: a list of trades that is
 * gone through anew, and rates as a table of what came when. The seed is printed; {@code -Drouter.seed=N} runs it again.
 * It lives as long as the JVM.
 */
class RandomMoneyTest {
    private static final long SEED = Long.getLong("router.seed", 20_261_123L);
    private static final MathContext FINE = new MathContext(80);
    private static final BigDecimal NEGLIGIBLE = new BigDecimal("1E-20");
    private static final int STEPS = 3_000;
    private static final int NEXUS = 1;
    private static final int FIRST_PLATFORM = 2;
    /** The yen's rate is of 2023-11-14, and used for 24 hours. */
    private static final long FIXED_UNTIL_NANOS = 1_700_006_400_000_000_000L;

    private static final long DAY_START_NANOS = 80_100_000_000_000L;

    static {
        System.out.println("random money: -Drouter.seed=" + SEED);
    }

    private static final Map<String, String> PLATFORM_SYMBOLS =
            Map.of("WIN", "WINZ23", "WDO", "WDOZ23", "NQ", "NQZ3", "FDAX", "FDAX");
    private static final Map<String, String> CURRENCIES =
            Map.of("WIN", "BRL", "WDO", "BRL", "NQ", "USD", "FDAX", "EUR");
    private static final Map<String, BigDecimal> MULTIPLIERS = Map.of(
            "WIN",
            new BigDecimal("0.2"),
            "WDO",
            BigDecimal.TEN,
            "NQ",
            BigDecimal.valueOf(20),
            "FDAX",
            BigDecimal.valueOf(25));
    private static final List<String> PLATFORMS = List.of("b3", "cme", "fx");

    private final Random random = new Random(SEED);
    private final RouterRun run = new RouterRun();
    private final Map<String, BigDecimal> quotes = new TreeMap<>();
    private final Map<String, Long> quoteNanos = new TreeMap<>();
    private final Map<String, BigDecimal> lastPrices = new TreeMap<>();
    private final Map<String, Book> books = new LinkedHashMap<>();
    private long day = Math.floorDiv(RouterRun.START_NANOS - DAY_START_NANOS, 86_400_000_000_000L);

    /** One symbol's account: profit of each lot by the average that it was held at. */
    private final class Book {
        private final String symbol;
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal average = BigDecimal.ZERO;
        private BigDecimal realized = BigDecimal.ZERO;
        private BigDecimal doneBase = BigDecimal.ZERO;
        private BigDecimal unconverted = BigDecimal.ZERO;
        private final Map<String, BigDecimal> unpaid = new TreeMap<>();
        private BigDecimal dayDone = BigDecimal.ZERO;
        private BigDecimal dayOpen = BigDecimal.ZERO;
        private BigDecimal dayOpenBase = BigDecimal.ZERO;
        private BigDecimal lastExecution;

        Book(String symbol) {
            this.symbol = symbol;
        }

        void execute(BigDecimal signed, BigDecimal price) {
            lastExecution = price;
            BigDecimal after = quantity.add(signed);
            if (quantity.signum() * signed.signum() >= 0) {
                average = average.multiply(quantity.abs())
                        .add(price.multiply(signed.abs()))
                        .divide(after.abs(), FINE);
            } else {
                BigDecimal closed = quantity.abs().min(signed.abs());
                BigDecimal gain = price.subtract(average)
                        .multiply(closed)
                        .multiply(MULTIPLIERS.get(symbol))
                        .multiply(BigDecimal.valueOf(quantity.signum()));
                realized = realized.add(gain);
                unconverted = unconverted.add(gain);
                average = after.signum() == signed.signum() ? price : average;
            }
            quantity = after;
            settle();
        }

        void settle() {
            BigDecimal rate = usableRate(CURRENCIES.get(symbol));
            if (rate != null) {
                doneBase = doneBase.add(unconverted.multiply(rate));
                unconverted = BigDecimal.ZERO;
            }
            unpaid.entrySet().removeIf(entry -> {
                BigDecimal feeRate = usableRate(entry.getKey());
                boolean ready = feeRate != null && (entry.getKey().equals(CURRENCIES.get(symbol)) || rate != null);
                if (ready) {
                    doneBase = doneBase.subtract(entry.getValue().multiply(feeRate));
                }
                return ready;
            });
        }

        BigDecimal open() {
            BigDecimal price = lastPrices.getOrDefault(symbol, lastExecution);
            return quantity.signum() == 0
                    ? BigDecimal.ZERO
                    : price.subtract(average).multiply(quantity).multiply(MULTIPLIERS.get(symbol));
        }

        void beginDay() {
            BigDecimal rate = anyRate(CURRENCIES.get(symbol));
            dayDone = doneBase;
            dayOpen = open();
            dayOpenBase = dayOpen.signum() == 0 ? BigDecimal.ZERO : rate == null ? null : dayOpen.multiply(rate);
        }

        /** Null where it cannot be worked out. */
        BigDecimal dayProfit() {
            BigDecimal rate = usableRate(CURRENCIES.get(symbol));
            boolean needsRate = quantity.signum() != 0 || dayOpenBase == null;
            if (unconverted.signum() != 0 || !unpaid.isEmpty() || (needsRate && rate == null)) {
                return null;
            }
            BigDecimal openBase = quantity.signum() == 0 ? BigDecimal.ZERO : open().multiply(rate);
            BigDecimal before = dayOpenBase == null ? dayOpen.multiply(rate) : dayOpenBase;
            return doneBase.subtract(dayDone).add(openBase).subtract(before);
        }
    }

    private BigDecimal usableRate(String currency) {
        return switch (currency) {
            case "USD" -> BigDecimal.ONE;
            case "BRL" -> fresh("USDBRL", 300) ? anyRate("BRL") : null;
            case "EUR" -> fresh("EURUSD", 60) ? anyRate("EUR") : null;
            case "CHF" -> fresh("EURCHF", 600) && fresh("EURUSD", 60) ? anyRate("CHF") : null;
            default -> run.timeNanos() <= FIXED_UNTIL_NANOS ? anyRate(currency) : null;
        };
    }

    private boolean fresh(String symbol, long seconds) {
        Long at = quoteNanos.get(symbol);
        return at != null && run.timeNanos() - at <= seconds * 1_000_000_000L;
    }

    private BigDecimal anyRate(String currency) {
        return switch (currency) {
            case "USD" -> BigDecimal.ONE;
            case "BRL" -> quotes.containsKey("USDBRL") ? BigDecimal.ONE.divide(quotes.get("USDBRL"), FINE) : null;
            case "EUR" -> quotes.get("EURUSD");
            case "CHF" ->
                quotes.containsKey("EURCHF") && quotes.containsKey("EURUSD")
                        ? quotes.get("EURUSD").divide(quotes.get("EURCHF"), FINE)
                        : null;
            case "JPY" -> BigDecimal.ONE.divide(BigDecimal.valueOf(150), FINE);
            default -> throw new IllegalArgumentException(currency);
        };
    }

    @Test
    void theRouterKeepsTheSameAccounts() throws ConfigException {
        begin();
        long worked = 0;
        for (int i = 0; i < STEPS; i++) {
            int dice = random.nextInt(100);
            if (dice < 25) {
                quote();
            } else if (dice < 55) {
                tick();
            } else if (dice < 85) {
                fill();
            } else {
                clock();
            }
            compare(i);
            // The sum of all needs every rate at once, which some seeds never have.
            worked += books.values().stream()
                    .filter(book -> book.dayProfit() != null)
                    .count();
        }
        assertThat(worked)
                .as("seed %d: accounts and steps with a day's profit that is known", SEED)
                .isGreaterThan(STEPS / 20);
        run.checkpoint();
        Replay replay = Recording.replay(run.recording().entries());
        assertThat(replay.firstDivergence()).as("seed %d", SEED).isEmpty();
        assertThat(replay.router().stateBytes()).isEqualTo(run.router().stateBytes());
    }

    private void begin() throws ConfigException {
        take(run.begin(Router.VERSION));
        take(run.configure(NormalForm.of(
                ConfigLoader.load(RouterScript.resource("money.yaml")).router())));
        take(run.recover(false));
        control(Map.of("type", "PEER_UP", "source", NEXUS, "endpoint", "nexus", "identity", "00"));
        control(Map.of("type", "NEXUS_SETTLED", "source", NEXUS));
        for (String platform : PLATFORMS) {
            platform(platform, Map.of("type", "REGISTER", "platform", platform));
        }
    }

    private void pass() {
        boolean jumps = random.nextInt(60) == 0;
        run.passTime(jumps ? random.nextInt(12 * 3_600) * 1_000_000_000L : random.nextInt(8_000) * 1_000_000L);
    }

    private void turnDay() {
        long now = Math.floorDiv(run.timeNanos() - DAY_START_NANOS, 86_400_000_000_000L);
        if (now != day) {
            day = now;
            books.values().forEach(Book::beginDay);
        }
    }

    private void quote() {
        pass();
        String symbol = List.of("USDBRL", "EURUSD", "EURCHF").get(random.nextInt(3));
        BigDecimal price = BigDecimal.valueOf(5_000 + random.nextInt(70_000), 4);
        boolean isMid = random.nextInt(3) == 0;
        BigDecimal half = new BigDecimal("0.0001");
        Map<String, Object> data = isMid
                ? Map.of(
                        "symbol",
                        symbol,
                        "bid",
                        price.subtract(half).doubleValue(),
                        "ask",
                        price.add(half).doubleValue())
                : Map.of("symbol", symbol, "price", price.doubleValue());
        BigDecimal stated = isMid
                ? BigDecimal.valueOf(price.subtract(half).doubleValue() * 0.5
                        + price.add(half).doubleValue() * 0.5)
                : price;
        quotes.put(symbol, stated);
        quoteNanos.put(symbol, run.timeNanos());
        platform("fx", Map.of("type", "MARKET_DATA", "platform", "fx", "data", data));
    }

    private void tick() {
        pass();
        String symbol = pick(List.copyOf(PLATFORM_SYMBOLS.keySet()));
        BigDecimal price = price(symbol);
        String currency = random.nextInt(6) == 0 ? pick(List.of("USD", "BRL", "EUR", "CHF", "JPY")) : null;
        Map<String, Object> data =
                new TreeMap<>(Map.of("symbol", PLATFORM_SYMBOLS.get(symbol), "price", price.doubleValue()));
        if (currency != null) {
            data.put("currency", currency);
        }
        lastPrices.put(symbol, price);
        String home = home(symbol);
        Step step = platform(home, Map.of("type", "MARKET_DATA", "platform", home, "data", data));
        Map<?, ?> out =
                (Map<?, ?>) Json.parseMessage(step.outputs().get(0).message()).get("data");
        BigDecimal rate = usableRate(currency == null ? CURRENCIES.get(symbol) : currency);
        if (rate == null) {
            assertThat(out.containsKey("price_usd"))
                    .as("seed %d: %s", SEED, out)
                    .isFalse();
        } else {
            BigDecimal converted = new BigDecimal(out.get("price_usd").toString());
            assertThat(converted.subtract(price.multiply(rate)).abs())
                    .as("seed %d: %s at %s", SEED, out, rate)
                    .isLessThanOrEqualTo(new BigDecimal("0.0000000051"));
        }
    }

    private void fill() {
        pass();
        turnDay();
        String symbol = pick(List.copyOf(PLATFORM_SYMBOLS.keySet()));
        BigDecimal price = price(symbol);
        int quantity = 1 + random.nextInt(7);
        boolean isBuy = random.nextBoolean();
        Map<String, Object> fill = new TreeMap<>();
        fill.put("type", "ORDER_FILL");
        fill.put("order_id", "manual");
        fill.put("symbol", PLATFORM_SYMBOLS.get(symbol));
        fill.put("side", isBuy ? "BUY" : "SELL");
        fill.put("filled_qty", quantity);
        fill.put("fill_price", price.doubleValue());
        Book book = books.computeIfAbsent(symbol, Book::new);
        book.execute(BigDecimal.valueOf(isBuy ? quantity : -quantity), price);
        if (random.nextInt(3) > 0) {
            BigDecimal commission = BigDecimal.valueOf(1 + random.nextInt(999), 2);
            fill.put("commission", commission.doubleValue());
            String currency = CURRENCIES.get(symbol);
            if (random.nextInt(3) == 0) {
                // In yen only while they have a rate: what waits for one leaves the day's profit unknown.
                boolean isYenUsable = usableRate("JPY") != null;
                currency = pick(
                        isYenUsable ? List.of("USD", "BRL", "EUR", "CHF", "JPY") : List.of("USD", "BRL", "EUR", "CHF"));
                fill.put("currency", currency);
            }
            book.unpaid.merge(currency, commission, BigDecimal::add);
            book.settle();
        }
        platform(home(symbol), fill);
    }

    private void clock() {
        pass();
        turnDay();
        books.values().forEach(Book::settle);
        control(Map.of("type", "CLOCK"));
    }

    private void compare(int step) {
        RouterState state = state();
        BigDecimal expected = BigDecimal.ZERO;
        for (Book book : books.values()) {
            Profit profit = state.book.position(home(book.symbol), book.symbol, null).profit;
            near(profit.realized, book.realized, step, book.symbol + " realized");
            near(profit.realizedBase.subtract(profit.commissionBase), book.doneBase, step, book.symbol + " in dollars");
            if (book.quantity.signum() == 0) {
                assertThat(profit.cost).as("seed %d, step %d", SEED, step).isZero();
            }
            BigDecimal part = book.dayProfit();
            expected = part == null || expected == null ? null : expected.add(part);
        }
        BigDecimal actual = state.money.dayProfitBase(run.timeNanos());
        if (expected == null) {
            assertThat(actual).as("seed %d, step %d", SEED, step).isNull();
        } else {
            near(actual, expected, step, "the day");
        }
    }

    private static void near(BigDecimal actual, BigDecimal expected, int step, String what) {
        assertThat(actual.subtract(expected).abs())
                .as("seed %d, step %d: %s is %s, expected %s", SEED, step, what, actual, expected)
                .isLessThan(NEGLIGIBLE);
    }

    /** As a snapshot would have it: what is compared has gone through the state's bytes. */
    private RouterState state() {
        return RouterState.ofBytes(run.router().stateBytes());
    }

    private static String home(String symbol) {
        return CURRENCIES.get(symbol).equals("BRL") ? "b3" : "cme";
    }

    private BigDecimal price(String symbol) {
        return switch (symbol) {
            case "WIN" -> BigDecimal.valueOf(120_000 + 5L * random.nextInt(400));
            case "WDO" -> BigDecimal.valueOf(50_000 + 5L * random.nextInt(400), 1);
            case "NQ" -> BigDecimal.valueOf(1_500_000 + 25L * random.nextInt(400), 2);
            default -> BigDecimal.valueOf(15_000 + random.nextInt(400));
        };
    }

    private <T> T pick(List<T> list) {
        List<T> sorted = new ArrayList<>(list);
        sorted.sort(null);
        return sorted.get(random.nextInt(sorted.size()));
    }

    private Step platform(String name, Map<String, Object> message) {
        int source = FIRST_PLATFORM + PLATFORMS.indexOf(name);
        return take(run.input(RecordKind.PLATFORM_IN, 0, source, Json.toMessagePack(message)));
    }

    private void control(Map<String, Object> message) {
        take(run.input(RecordKind.CONTROL, 0, 0, Json.toMessagePack(message)));
    }

    private Step take(Step step) {
        step.outputs().stream().filter(Sent::stored).forEach(run::store);
        return step;
    }
}
