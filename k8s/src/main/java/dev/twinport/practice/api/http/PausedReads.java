package dev.twinport.practice.api.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/**
 * Lets nobody read on while reading is paused. Netty's decoders ask for more whenever a piece did not become a message
 * in the way they count (its SPDY codec's never do), and would so fill the memory with what nobody takes.
 */
final class PausedReads extends ChannelOutboundHandlerAdapter {

    @Override
    public void read(ChannelHandlerContext context) {
        if (context.channel().config().isAutoRead()) {
            context.read();
        }
    }
}
