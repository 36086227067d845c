package nexus.replay.feed;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be fed, and how.
 *
 * @param dataFolder of the gateway
 * @param range which inputs
 * @param ticks which market data
 * @param speed how fast
 * @param loops how often; 0 for ever
 * @param symbols universal symbols; none for all
 */
record FeedSettings(
        Path dataFolder, SentMessages.Range range, Ticks ticks, Speed speed, int loops, List<String> symbols) {
    FeedSettings {
        symbols = List.copyOf(symbols);
    }
}
