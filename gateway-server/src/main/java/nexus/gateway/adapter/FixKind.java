package nexus.gateway.adapter;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nexus.adapters.fix.FixAdapter;
import nexus.adapters.fix.FixSessionSettings;
import nexus.adapters.fix.FixSessionSettings.Hours;
import nexus.adapters.fix.FixSessionSettings.Tls;
import nexus.adapters.fix.FixSettings;
import nexus.adapters.fix.FixSettings.MarketDataSettings;
import nexus.adapters.fix.FixSymbol;
import nexus.adapters.orders.Steps;
import nexus.config.AdapterSettings;

/** A counterparty that speaks FIX 4.4. */
final class FixKind implements AdapterKind {
    /** Where market data comes from. */
    private enum DataFrom {
        TRADE_SESSION,
        QUOTE_SESSION,
        NONE
    }

    @Override
    public String name() {
        return "fix";
    }

    @Override
    public Opening read(AdapterSettings settings) {
        FixSessionSettings trade = session(settings.group("trade"));
        AdapterSettings data = settings.group("marketData");
        DataFrom from = data.choice("from", DataFrom.TRADE_SESSION);
        FixSessionSettings quote = from == DataFrom.QUOTE_SESSION ? session(settings.group("quote")) : null;
        int depth = data.number("depth", 1, 0, 1_000);
        boolean incremental = data.flag("incremental", true);
        boolean bidAndAsk = data.flag("bidAndAsk", true);
        boolean trades = data.flag("trades", true);
        String account = settings.text("account", "");
        Map<Integer, String> orderFields = fields(settings, "orderFields");
        boolean asksStatus = settings.flag("asksStatus", true);
        List<FixSymbol> symbols = symbols(settings);
        FixSettings fix = new FixSettings(
                trade,
                quote,
                account,
                orderFields,
                asksStatus,
                new MarketDataSettings(from != DataFrom.NONE, depth, incremental, bidAndAsk, trades),
                symbols);
        return context -> FixAdapter.open(context.link(), fix, context.folder(), context.say());
    }

    private static FixSessionSettings session(AdapterSettings settings) {
        String host = settings.text("host");
        int port = settings.number("port", 0, 0, 65_535);
        if (port == 0) {
            settings.refuse("port", "the counterparty's port, 1 to 65535");
        }
        String sender = settings.text("sender");
        String target = settings.text("target");
        String senderSub = settings.text("senderSub", "");
        String targetSub = settings.text("targetSub", "");
        String username = settings.text("username", "");
        String password = settings.text("password", "");
        int heartbeatMillis = settings.millis("heartbeat", 30_000, 1_000, 3_600_000);
        boolean resetOnLogon = settings.flag("resetOnLogon", false);
        Tls tls = tls(settings);
        Hours hours = hours(settings);
        // Stand-ins where something is missing: the file is refused anyway.
        return new FixSessionSettings(
                host.isEmpty() ? "-" : host,
                Math.max(1, port),
                sender.isEmpty() ? "-" : sender,
                target.isEmpty() ? "-" : target,
                senderSub,
                targetSub,
                username,
                password,
                heartbeatMillis / 1_000,
                resetOnLogon,
                tls,
                hours);
    }

    private static Tls tls(AdapterSettings settings) {
        boolean encrypted = settings.flag("tls", true);
        Tls tls = new Tls(settings.path("trustStore", null), settings.text("trustStorePassword", "changeit"));
        return encrypted ? tls : null;
    }

    private static Hours hours(AdapterSettings settings) {
        String start = settings.text("start", "");
        String end = settings.text("end", "");
        String zone = settings.zone("zone", ZoneOffset.UTC).getId();
        if (start.isEmpty() && end.isEmpty()) {
            return null;
        }
        try {
            return new Hours(start, end, zone);
        } catch (IllegalArgumentException e) {
            settings.refuse("start", "a time such as 17:05:00, and end too: " + e.getMessage());
            return null;
        }
    }

    private static List<FixSymbol> symbols(AdapterSettings settings) {
        List<FixSymbol> symbols = new ArrayList<>();
        settings.groups("symbols")
                .forEach((name, group) -> symbols.add(new FixSymbol(
                        name,
                        group.text("symbol", name),
                        fields(group, "fields"),
                        new Steps(group.decimal("priceStep"), group.decimal("quantityStep")))));
        if (symbols.isEmpty()) {
            settings.refuse("symbols", "a group of at least one symbol, by the name in gateway.yaml");
        }
        return symbols;
    }

    private static Map<Integer, String> fields(AdapterSettings settings, String key) {
        Map<Integer, String> fields = new HashMap<>();
        for (String field : settings.list(key)) {
            if (field.matches("[1-9]\\d{0,4}=.+")) {
                int equals = field.indexOf('=');
                fields.put(Integer.valueOf(field.substring(0, equals)), field.substring(equals + 1));
            } else {
                settings.refuse(key, "a list of tag=value, such as [\"207=XCME\"]");
            }
        }
        return fields;
    }
}
