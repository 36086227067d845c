package nexus.replay.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A wire between a program and the gateway that can be cut. Both ends then connect again as they see fit. */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean closed;

    private TcpProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /** @param endpoint {@code tcp://host:port} */
    static TcpProxy open(String endpoint) throws IOException {
        URI uri = URI.create(endpoint);
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TcpProxy proxy = new TcpProxy(listener, new InetSocketAddress(uri.getHost(), uri.getPort()));
        proxy.start("proxy-accept", proxy::accept);
        return proxy;
    }

    String endpoint() {
        return "tcp://127.0.0.1:" + listener.getLocalPort();
    }

    /** Closes every connection, as a broken network would; new ones are taken. */
    synchronized void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            cut();
        }
        listener.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = listener.accept();
            Socket far = new Socket();
            try {
                far.connect(target);
            } catch (IOException e) {
                // The gateway is away: whoever has come is told so as the system would tell it.
                near.close();
                continue;
            }
            synchronized (this) {
                if (closed) {
                    near.close();
                    far.close();
                    return;
                }
                sockets.add(near);
                sockets.add(far);
            }
            start("proxy-up", () -> pump(near, far));
            start("proxy-down", () -> pump(far, near));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length;
            while ((length = in.read(buffer)) >= 0) {
                out.write(buffer, 0, length);
            }
        }
    }

    private void start(String name, Piece piece) {
        Thread thread = new Thread(
                () -> {
                    try {
                        piece.run();
                    } catch (IOException e) {
                        // Either end has closed, or the test has cut the wire: this thread has no more to do.
                        Thread.currentThread().setName(name + "-ended");
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What a thread does. */
    private interface Piece {
        void run() throws IOException;
    }
}
