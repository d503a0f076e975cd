package dev.twinport.practice.api.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a connection's streams hold of what the client sent: above {@value #MOST} bytes nothing more is read from
 * the socket, and TCP tells the client to wait, until half of it has been taken. All streams of the connection wait
 * then, as they do in the kubelet, whose SPDY has no flow control for each.
 * <p>
 * A socket that is not read from does not tell that the client is gone, but one that is written to does: meanwhile a
 * ping goes out now and then. Any thread may call.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed ping ends the connection, and that is acted on
final class ReadGate {

    static final int MOST = 512 * 1024;
    private static final int PING_SECONDS = 2;

    private final Channel channel;
    private final Runnable ping;
    private long held;
    private @Nullable Future<?> pings;

    /**
     * @param ping
     *            writes something the client answers or overlooks
     */
    ReadGate(Channel channel, Runnable ping) {
        this.channel = channel;
        this.ping = ping;
    }

    /** So many bytes came in and are kept. */
    synchronized void hold(int bytes) {
        held += bytes;
        if (held > MOST && pings == null) {
            channel.config().setAutoRead(false);
            pings = channel.eventLoop().scheduleAtFixedRate(ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** So many bytes have been taken or thrown away. */
    synchronized void release(int bytes) {
        held -= bytes;
        if (held < MOST / 2) {
            open();
        }
    }

    /** The connection has ended. */
    synchronized void close() {
        stopPings();
    }

    private void open() {
        if (pings != null) {
            stopPings();
            channel.config().setAutoRead(true);
        }
    }

    private void stopPings() {
        if (pings != null) {
            pings.cancel(false);
            pings = null;
        }
    }
}
