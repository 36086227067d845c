package nexus.gateway.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Platform and NEXUS of all servers, in one process, so that both ends of a time are read off one clock. Each question
 * begins with the server's name; the figures behind are those of {@link BenchClients}, which asks them.
 */
final class ClientProgram {
    private final Map<String, ClientPair> pairs = new HashMap<>();

    private ClientProgram() {}

    /** Ends with stdin. */
    public static void main(String[] arguments) throws IOException {
        Questions.answerAll(new ClientProgram()::answer);
    }

    private Answer answer(String[] words) throws IOException {
        String server = words[1];
        return switch (words[0]) {
            case "connect" -> connect(server, words[2], words[3]);
            case "flood" -> TickFlood.run(pairs.get(server), number(words[2]), number(words[3]));
            case "trips" -> RoundTrips.run(pairs.get(server), number(words[2]), number(words[3]));
            case "steady" -> SteadyLoad.run(pairs.get(server), number(words[2]), number(words[3]), number(words[4]));
            default -> throw new IOException("unknown question " + words[0]);
        };
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private Answer connect(String server, String platforms, String nexus) throws IOException {
        ClientPair pair = ClientPair.connect(platforms, nexus);
        pairs.put(server, pair);
        return new Answer().put("tickBytes", pair.ticks().tickBytes());
    }

    /** Nanoseconds between two of so many a second. */
    static long intervalNanos(int perSecond) {
        return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
}
