package nexus.gateway.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapWriter;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The control endpoint of a gateway that gives one answer, to the first request. */
final class AnsweringGateway implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
    private final String endpoint;
    private final CompletableFuture<String> request;

    /** @param answer writes the answer's fields; null for a gateway that takes the request and says nothing */
    AnsweringGateway(Consumer<MapWriter> answer) {
        socket.setReceiveTimeOut(TIMEOUT_MILLIS);
        socket.bind("tcp://127.0.0.1:0");
        endpoint = socket.getLastEndpoint();
        request = CompletableFuture.supplyAsync(() -> serve(answer));
    }

    private String serve(Consumer<MapWriter> answer) {
        byte[] identity = socket.recv();
        byte[] message = socket.recv();
        if (answer != null) {
            MapWriter map = new MapWriter(256).reset().beginMap();
            answer.accept(map);
            socket.send(identity, ZMQ.SNDMORE);
            socket.send(map.endMap().toBytes());
        }
        return JsonText.of(message, 0, message.length);
    }

    String endpoint() {
        return endpoint;
    }

    /** The request as JSON. */
    String request() {
        return request.join();
    }

    @Override
    public void close() {
        request.join();
        context.close();
    }
}
