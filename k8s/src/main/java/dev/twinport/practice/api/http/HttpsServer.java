package dev.twinport.practice.api.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTPS server on 127.0.0.1. Closing it disconnects every client, which interrupts the threads of open streams. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection refused for want of room needs no confirmation
public final class HttpsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpsServer.class);

    private static final int BACKLOG = 1024;
    /** What the system keeps for a client in either direction; left to itself, it may be tens of MiB. */
    private static final int SOCKET_BYTES = 512 * 1024;
    /** How long a client that is closed may take to read TLS' goodbye. */
    private static final int GOODBYE_MILLIS = 500;

    static {
        // For the names of its channels Netty looks through the machine's network interfaces, which takes its time, and
        // warns where there is none but loopback. These channels never leave the machine.
        if (System.getProperty("io.netty.machineId") == null) {
            System.setProperty("io.netty.machineId", "00:00:00:00:00:00");
        }
    }

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("practice-api-io", true), NioIoHandler.newFactory());
    private final Guests guests;
    private final ExecutorService requests = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("practice-api-request-", 0).factory());
    private final Channel listener;

    /**
     * Starts to listen.
     *
     * @param port
     *            the port wanted; the next free one is taken when it is in use; 0 for any
     * @param limits
     *            what clients may take of it
     *
     * @throws IOException
     *             when none of the hundred ports from {@code port} on is free
     */
    public HttpsServer(int port, ServerCertificate certificate, HttpLimits limits, RequestHandler handler)
            throws IOException {
        guests = new Guests(limits);
        SSLContext tls = certificate.tls();
        var bootstrap = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_RCVBUF, SOCKET_BYTES)
                .childOption(ChannelOption.SO_SNDBUF, SOCKET_BYTES).childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        guests.add(channel);
                        Doorkeeper doorkeeper = new Doorkeeper(guests, limits);
                        channel.pipeline().addLast(new FirstByte(guests), serverSide(tls), new PausedReads(),
                                doorkeeper, new StrictRequestDecoder(), new HttpResponseEncoder(),
                                new HttpConnection(handler, requests, limits, doorkeeper));
                    }
                });
        try {
            listener = listen(bootstrap, port);
        } catch (IOException failed) {
            requests.close();
            close(loop);
            throw failed;
        }
    }

    /** How many clients are connected. */
    public int connections() {
        return guests.count();
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        guests.all().stream().map(Channel::close).toList()
                .forEach(closed -> closed.awaitUninterruptibly(2, TimeUnit.SECONDS));
        endRequests();
        close(loop);
    }

    /** Before the loop ends: the last thing a request's thread does is to tell its connection, on the loop. */
    private void endRequests() {
        requests.shutdownNow();
        try {
            if (!requests.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("A request goes on after the API was closed.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Channel listen(ServerBootstrap bootstrap, int first) throws IOException {
        int last = first == 0 ? 0 : Math.min(first + 99, 65_535);
        for (int port = first;; port++) {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
            if (bound.isSuccess()) {
                return bound.channel();
            }
            if (port == last) {
                throw new IOException("no free port from %s to %s on 127.0.0.1".formatted(first, last), bound.cause());
            }
        }
    }

    private static SslHandler serverSide(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        SslHandler handler = new SslHandler(engine);
        handler.setCloseNotifyFlushTimeoutMillis(GOODBYE_MILLIS);
        return handler;
    }

    private static void close(MultiThreadIoEventLoopGroup loop) {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
