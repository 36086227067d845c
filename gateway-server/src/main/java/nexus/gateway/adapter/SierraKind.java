package nexus.gateway.adapter;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.sierra.SierraAdapter;
import nexus.adapters.sierra.SierraSettings;
import nexus.adapters.sierra.SierraSettings.DataSource;
import nexus.adapters.sierra.SierraSymbol;
import nexus.config.AdapterSettings;

/** Sierra Chart: DTC for orders, DTC or {@code .scid} files for ticks. */
final class SierraKind implements AdapterKind {
    @Override
    public String name() {
        return "sierra";
    }

    @Override
    public Opening read(AdapterSettings settings) {
        String host = settings.text("host", "127.0.0.1");
        int port = settings.number("port", 11_099, 1, 65_535);
        String username = settings.text("username", "");
        String password = settings.text("password", "");
        String account = settings.text("account", "");
        int heartbeatMillis = settings.millis("heartbeat", 10_000, 1_000, 3_600_000);
        boolean asksEncoding = settings.flag("asksEncoding", true);
        DataSource data = settings.choice("data", DataSource.AUTO);
        Path dataFolder = settings.path("dataFolder", null);
        boolean resumesScid = settings.flag("resumesScid", false);
        int scidPollMillis = settings.millis("scidPoll", 25, 1, 60_000);
        List<SierraSymbol> symbols = symbols(settings);
        SierraSettings sierra = new SierraSettings(
                host,
                port,
                username,
                password,
                account,
                heartbeatMillis / 1_000,
                asksEncoding,
                data,
                dataFolder,
                resumesScid,
                scidPollMillis,
                symbols);
        return context -> SierraAdapter.open(context.link(), sierra, context.folder(), context.say());
    }

    private static List<SierraSymbol> symbols(AdapterSettings settings) {
        List<SierraSymbol> symbols = new ArrayList<>();
        settings.groups("symbols").forEach((name, group) -> {
            String sierraName = group.text("symbol", name);
            BigDecimal factor = group.decimal("scidFactor");
            BigDecimal quantityStep = group.decimal("quantityStep");
            symbols.add(new SierraSymbol(
                    name,
                    sierraName,
                    group.text("exchange", ""),
                    group.text("scidFile", sierraName + ".scid"),
                    factor == null ? BigDecimal.ONE : factor,
                    group.decimal("priceStep"),
                    quantityStep == null ? BigDecimal.ONE : quantityStep));
        });
        if (symbols.isEmpty()) {
            settings.refuse("symbols", "a group of at least one symbol, by the name in gateway.yaml");
        }
        return symbols;
    }
}
