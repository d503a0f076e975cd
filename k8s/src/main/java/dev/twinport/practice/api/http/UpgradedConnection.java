package dev.twinport.practice.api.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SPDY and WebSockets have in common: streams arrive, what they hold is bounded, and all of them end with the
 * connection.
 *
 * @param <F>
 *            the protocol's frames
 */
abstract class UpgradedConnection<F> extends SimpleChannelInboundHandler<F> implements StreamConnection {

    private static final Logger LOG = LoggerFactory.getLogger(UpgradedConnection.class);

    final Channel channel;
    final ReadGate gate;
    final Arrivals arrivals = new Arrivals();

    /**
     * @param ping
     *            makes a frame the client answers or overlooks
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a failed ping ends the connection, and that is acted on
    UpgradedConnection(Channel channel, Supplier<F> ping) {
        this.channel = channel;
        this.gate = new ReadGate(channel, () -> channel.writeAndFlush(ping.get()));
    }

    /** Breaks all streams off: nothing more will come from the client. */
    abstract void failStreams(String reason);

    @Override
    public final Optional<ByteStream> next(Duration atMost) throws InterruptedException {
        return arrivals.next(atMost);
    }

    @Override
    public final boolean isOpen() {
        return arrivals.isOpen();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        gate.close();
        arrivals.end();
        failStreams("the client is gone");
        context.fireChannelInactive();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the close of a broken connection needs no confirmation
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection closed: {}", cause.toString());
        context.close();
    }
}
