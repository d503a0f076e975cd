package dev.twinport.practice.api.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client connection: hands its requests, one after the other, each to a virtual thread of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    /** Parts of requests (heads, pieces of bodies, ends) a client may send ahead of the answers. */
    private static final int AHEAD_LIMIT = 64;
    private static final int PARAMETER_LIMIT = 1024;

    private final RequestHandler handler;
    private final Executor requests;
    private final HttpLimits limits;
    private final Doorkeeper doorkeeper;
    private final ArrayDeque<HttpObject> ahead = new ArrayDeque<>();
    private @Nullable RequestBody receiving;
    private @Nullable Future<?> idle;
    private boolean busy;
    private boolean leaving;

    HttpConnection(RequestHandler handler, Executor requests, HttpLimits limits, Doorkeeper doorkeeper) {
        this.handler = handler;
        this.requests = requests;
        this.limits = limits;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        waitForRequest(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case HttpObject part when leaving -> ReferenceCountUtil.release(part);
            case HttpObject part when busy && receiving == null -> keep(context, part);
            case HttpObject part -> take(context, part);
            case CloseWebSocketFrame close -> context.writeAndFlush(close).addListener(sent -> context.close());
            case PingWebSocketFrame ping -> context.writeAndFlush(new PongWebSocketFrame(ping.content()));
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (receiving != null) {
            receiving.fail(new HttpRefusal(400, "the client is gone"));
        }
        clear();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection closed: {}", cause.toString());
        context.close();
    }

    private void keep(ChannelHandlerContext context, HttpObject part) {
        if (ahead.size() == AHEAD_LIMIT) {
            ReferenceCountUtil.release(part);
            context.close();
        } else {
            ahead.add(part);
        }
    }

    private void take(ChannelHandlerContext context, HttpObject part) {
        try {
            if (part.decoderResult().isFailure()) {
                refuse(context, part.decoderResult().cause());
            } else if (part instanceof HttpRequest request) {
                begin(context, request);
            }
            if (part instanceof HttpContent content && receiving != null && !leaving) {
                receiving.add(content.content());
                if (part instanceof LastHttpContent) {
                    receiving.complete();
                    receiving = null;
                }
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        if (request.protocolVersion().majorVersion() != 1) {
            refuse(context, HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
            return;
        }
        Optional<QueryStringDecoder> uri = uri(request.uri());
        if (uri.isEmpty()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        stopWaiting();
        boolean chunked = HttpUtil.isTransferEncodingChunked(request);
        boolean asksFirst = HttpUtil.is100ContinueExpected(request);
        RequestBody body = new RequestBody(limits, chunked ? -1 : HttpUtil.getContentLength(request, 0L),
                () -> context.channel().config().setAutoRead(false), () -> readOn(context, asksFirst));
        receiving = body;
        busy = true;
        requests.execute(() -> answer(context, request, uri.get(), body));
    }

    /** A path and its parameters; empty when an escape in them is none, or it is no path. */
    private static Optional<QueryStringDecoder> uri(String text) {
        try {
            QueryStringDecoder uri = new QueryStringDecoder(text, StandardCharsets.UTF_8, true, PARAMETER_LIMIT, true);
            uri.parameters();
            return uri.path().startsWith("/") ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Any thread may call. */
    private static void readOn(ChannelHandlerContext context, boolean asksFirst) {
        if (asksFirst) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE,
                    Unpooled.EMPTY_BUFFER));
        }
        context.channel().config().setAutoRead(true);
    }

    private void answer(ChannelHandlerContext context, HttpRequest request, QueryStringDecoder uri, RequestBody body) {
        var exchange = new NettyExchange(context.channel(), request, uri, body, limits,
                () -> doorkeeper.letIn(context));
        try {
            handler.handle(exchange);
            if (!exchange.answered()) {
                exchange.respond(500, "text/plain", "no answer".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            LOG.debug("answer not finished: {}", gone.toString());
            context.close();
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error defect) { // an error, too, must not leave the client waiting
            LOG.error("request failed", defect);
            context.close();
        } finally {
            exchange.end();
            context.executor().execute(() -> ended(context, body));
        }
    }

    private void ended(ChannelHandlerContext context, RequestBody body) {
        busy = false;
        if (!body.isComplete()) {
            // The answer has told the client that it is the last. Closed at once, the client would see a reset while it
            // still sends, and not the answer.
            leave(context);
            body.discard();
            return;
        }
        // A body that came whole before anybody asked for it may have had reading stopped.
        context.channel().config().setAutoRead(true);
        while (!ahead.isEmpty() && !(busy && receiving == null)) {
            take(context, ahead.remove());
        }
        if (!busy) {
            waitForRequest(context);
        }
    }

    /** What cannot be read as a request is told so, and is the last. */
    private void refuse(ChannelHandlerContext context, Throwable cause) {
        if (receiving != null) {
            receiving.fail(new HttpRefusal(400, "the body of the request is malformed"));
            leaving = true;
        } else {
            refuse(context, switch (cause) {
                case TooLongHttpLineException tooLong -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
                case TooLongHttpHeaderException tooLong -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                default -> HttpResponseStatus.BAD_REQUEST;
            });
        }
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        byte[] text = status.toString().getBytes(StandardCharsets.US_ASCII);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, text.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(answer);
        leave(context);
    }

    private void leave(ChannelHandlerContext context) {
        leaving = true;
        stopWaiting();
        context.channel().config().setAutoRead(true);
        // TLS' own goodbye: a client that has read it closes, and need not be waited for any longer.
        context.pipeline().get(SslHandler.class).closeOutbound();
        context.executor().schedule(() -> {
            context.close();
        }, limits.farewell().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void waitForRequest(ChannelHandlerContext context) {
        stopWaiting();
        idle = context.executor().schedule(() -> {
            context.close();
        }, limits.idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
    }

    private void clear() {
        stopWaiting();
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
    }
}
