package nexus.gateway.adapter;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.link.TimeInForce;
import nexus.adapters.ninjatrader.NinjaTraderAdapter;
import nexus.adapters.ninjatrader.NinjaTraderSettings;
import nexus.adapters.ninjatrader.NinjaTraderSymbol;
import nexus.config.AdapterSettings;

/** NinjaTrader 8 over the files of its Automated Trading Interface: orders without market data. */
final class NinjaTraderKind implements AdapterKind {
    @Override
    public String name() {
        return "ninjatrader";
    }

    @Override
    public Opening read(AdapterSettings settings) {
        Path platformFolder = settings.path("platformFolder");
        String account = settings.text("account", "Sim101");
        String connection = settings.text("connection", "");
        int pollMillis = settings.millis("poll", 20, 1, 1_000);
        int silenceMillis = settings.millis("silence", 10_000, 1_000, 600_000);
        TimeInForce timeInForce = settings.choice("timeInForce", TimeInForce.DAY);
        List<NinjaTraderSymbol> symbols = new ArrayList<>();
        settings.groups("symbols").forEach((name, group) -> {
            String instrument = group.text("instrument", name);
            BigDecimal quantityStep = group.decimal("quantityStep");
            symbols.add(new NinjaTraderSymbol(
                    name,
                    instrument,
                    group.text("positionName", instrument),
                    group.decimal("priceStep"),
                    quantityStep == null ? BigDecimal.ONE : quantityStep));
        });
        if (symbols.isEmpty()) {
            settings.refuse("symbols", "a group of at least one symbol, by the name in gateway.yaml");
        }
        NinjaTraderSettings ninjaTrader = new NinjaTraderSettings(
                platformFolder, account, connection, pollMillis, silenceMillis, timeInForce, symbols);
        return context -> NinjaTraderAdapter.open(context.link(), ninjaTrader, context.folder(), context.say());
    }
}
