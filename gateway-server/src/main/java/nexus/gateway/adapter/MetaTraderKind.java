package nexus.gateway.adapter;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.metatrader.MetaTraderAdapter;
import nexus.adapters.metatrader.MetaTraderSettings;
import nexus.adapters.metatrader.MetaTraderSymbol;
import nexus.config.AdapterSettings;

/** MetaTrader 5 over the files of DWX Connect. */
final class MetaTraderKind implements AdapterKind {
    @Override
    public String name() {
        return "dwx";
    }

    @Override
    public Opening read(AdapterSettings settings) {
        Path filesFolder = settings.path("filesFolder");
        ZoneId brokerZone = settings.zone("brokerZone", ZoneOffset.UTC);
        int pollMillis = settings.millis("poll", 10, 1, 1_000);
        int silenceMillis = settings.millis("silence", 5_000, 1_000, 600_000);
        int historyMillis = settings.millis("history", 5_000, 250, 600_000);
        boolean dayIsGtc = settings.flag("dayIsGtc", false);
        List<MetaTraderSymbol> symbols = new ArrayList<>();
        settings.groups("symbols").forEach((name, group) -> {
            BigDecimal volumeStep = group.decimal("volumeStep");
            symbols.add(new MetaTraderSymbol(
                    name,
                    group.text("symbol", name),
                    group.decimal("priceStep"),
                    volumeStep == null ? new BigDecimal("0.01") : volumeStep));
        });
        if (symbols.isEmpty()) {
            settings.refuse("symbols", "a group of at least one symbol, by the name in gateway.yaml");
        }
        MetaTraderSettings metaTrader = new MetaTraderSettings(
                filesFolder, brokerZone, pollMillis, silenceMillis, historyMillis, dayIsGtc, symbols);
        return context -> MetaTraderAdapter.open(context.link(), metaTrader, context.folder(), context.say());
    }
}
