package dev.twinport.practice.api.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees off a client that takes too long to show who it is: one that says nothing, never finishes the handshake, sends
 * its request byte by byte, or has no token.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class Doorkeeper extends ChannelInboundHandlerAdapter {

    private final Guests guests;
    private final HttpLimits limits;
    private @Nullable Future<?> deadline;

    Doorkeeper(Guests guests, HttpLimits limits) {
        this.guests = guests;
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> {
            context.close();
        }, limits.introduction().toMillis(), TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            guests.advance(context.channel(), Guests.Stage.SECURE);
        }
        context.fireUserEventTriggered(event);
    }

    /** Its client is known from now on, if there is room for another one. Any thread may call. */
    void letIn(ChannelHandlerContext context) {
        if (guests.advance(context.channel(), Guests.Stage.KNOWN)) {
            context.executor().execute(this::cancel);
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
