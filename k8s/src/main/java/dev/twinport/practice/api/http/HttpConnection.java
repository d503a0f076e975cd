package dev.twinport.practice.api.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client connection: hands its requests, one after the other, each to a virtual thread of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    /** Requests a client may send ahead of the answers. */
    private static final int PIPELINE_LIMIT = 16;

    private final RequestHandler handler;
    private final Executor requests;
    private final ArrayDeque<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean busy;

    HttpConnection(RequestHandler handler, Executor requests) {
        this.handler = handler;
        this.requests = requests;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case FullHttpRequest request -> accept(context, request);
            case CloseWebSocketFrame close -> context.writeAndFlush(close).addListener(sent -> context.close());
            case PingWebSocketFrame ping -> context.writeAndFlush(new PongWebSocketFrame(ping.content()));
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection closed: {}", cause.toString());
        context.close();
    }

    private void accept(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure() || waiting.size() == PIPELINE_LIMIT) {
            request.release();
            context.close();
            return;
        }
        waiting.add(request);
        startNext(context);
    }

    private void startNext(ChannelHandlerContext context) {
        FullHttpRequest request = busy ? null : waiting.poll();
        if (request != null) {
            busy = true;
            requests.execute(() -> answer(context, request));
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        try {
            var exchange = new NettyExchange(context.channel(), request);
            handler.handle(exchange);
            if (!exchange.answered()) {
                exchange.respond(500, "text/plain", "no answer".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            LOG.debug("answer not finished: {}", gone.toString());
            context.close();
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("request failed", defect);
            context.close();
        } finally {
            request.release();
            context.executor().execute(() -> {
                busy = false;
                startNext(context);
            });
        }
    }
}
