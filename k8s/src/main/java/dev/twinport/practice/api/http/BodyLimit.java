package dev.twinport.practice.api.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** Collects a request's body; a body above the limit is refused with a given answer and the connection closed. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class BodyLimit extends HttpObjectAggregator {

    private static final int DISCARD_SECONDS = 2;

    private final byte[] refusal;

    BodyLimit(int limit, byte[] refusal) {
        super(limit);
        this.refusal = refusal;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                Unpooled.wrappedBuffer(refusal));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, refusal.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(answer);
        // Closed at once, the client would see a reset while it still sends, and not the answer: what it sends on is
        // read and thrown away for a moment.
        context.executor().schedule(() -> context.close(), DISCARD_SECONDS, TimeUnit.SECONDS);
    }
}
