package nexus.gateway.bench;

import java.io.IOException;
import java.util.List;

/** A bare forwarder and a gateway, with the same clients connected to both. */
record ServerPair(BenchServer forwarder, BenchServer gateway, BenchClients clients) {
    /** Something that is done with each of the two. */
    interface Turn {
        void with(BenchServer server) throws IOException, InterruptedException;
    }

    /** What is measured while all run. */
    interface Use {
        List<Figure> of(ServerPair pair) throws IOException, InterruptedException;
    }

    /** Starts and connects all, with the gateway's files below the work folder, and ends them after use. */
    static List<Figure> use(BenchContext context, Use use) throws IOException, InterruptedException {
        try (BenchServer forwarder = BenchServer.forwarder(context.programs());
                BenchServer gateway = BenchServer.gateway(context.programs(), ServerFiles.in(context.workFolder()));
                BenchClients clients = BenchClients.start(context.programs())) {
            ServerPair pair = new ServerPair(forwarder, gateway, clients);
            pair.inTurns(1, clients::connect);
            return use.of(pair);
        }
    }

    /** First with the forwarder, then with the gateway, and so on. */
    void inTurns(int rounds, Turn turn) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (BenchServer server : List.of(forwarder, gateway)) {
                turn.with(server);
            }
        }
    }
}
