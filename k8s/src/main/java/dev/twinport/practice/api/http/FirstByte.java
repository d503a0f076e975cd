package dev.twinport.practice.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * Notes that a client has said something, and goes. One that speaks plain HTTP is told what is wrong, as Go's server
 * does.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is what is wanted
final class FirstByte extends ChannelInboundHandlerAdapter {

    private static final byte[] PLAIN_HTTP = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Guests guests;

    FirstByte(Guests guests) {
        this.guests = guests;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable() && isLetter(bytes.getByte(bytes.readerIndex()))) {
            bytes.release();
            context.writeAndFlush(Unpooled.wrappedBuffer(PLAIN_HTTP)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        guests.advance(context.channel(), Guests.Stage.SPEAKING);
        context.fireChannelRead(message);
        context.pipeline().remove(this);
    }

    /** A method's name begins with one; a TLS handshake with 22. */
    private static boolean isLetter(byte first) {
        return first >= 'A' && first <= 'Z';
    }
}
