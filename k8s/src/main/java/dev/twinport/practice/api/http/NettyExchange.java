package dev.twinport.practice.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** An exchange on a Netty channel. Every write waits for the socket, which is what back-pressure is here. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class NettyExchange implements Exchange {

    private static final String SPDY = "SPDY/3.1";
    private static final int GZIP_FROM = 128 * 1024;
    /** The largest frame of a WebSocket taken, and the largest message where messages matter. */
    private static final int MESSAGE_BYTES = 1024 * 1024;

    private final Channel channel;
    private final HttpRequest request;
    private final QueryStringDecoder uri;
    private final RequestBody body;
    private final HttpLimits limits;
    private final Runnable letIn;
    private final HttpHeaders answerHeaders = new DefaultHttpHeaders();
    private final ChannelFutureListener interruption;
    private byte @Nullable [] readBody;
    private boolean answered;

    /**
     * @param uri
     *            the request's path and parameters, known to be well formed
     * @param letIn
     *            called when it turns out that the client is known
     */
    NettyExchange(Channel channel, HttpRequest request, QueryStringDecoder uri, RequestBody body, HttpLimits limits,
            Runnable letIn) {
        this.channel = channel;
        this.request = request;
        this.uri = uri;
        this.body = body;
        this.limits = limits;
        this.letIn = letIn;
        Thread answering = Thread.currentThread();
        this.interruption = closed -> answering.interrupt();
    }

    /** Its thread has nothing more to do with it. */
    void end() {
        channel.closeFuture().removeListener(interruption);
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String path() {
        return uri.path();
    }

    @Override
    public String query(String name) {
        return uri.parameters().getOrDefault(name, List.of("")).getFirst();
    }

    @Override
    public String header(String name) {
        return request.headers().get(name, "");
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return request.headers().entries();
    }

    @Override
    public List<String> queries(String name) {
        return uri.parameters().getOrDefault(name, List.of());
    }

    @Override
    public List<String> listHeader(String name) {
        return request.headers().getAll(name).stream().flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    @Override
    public byte[] body() {
        byte[] whole = readBody;
        if (whole == null) {
            whole = body.await();
            readBody = whole;
        }
        return whole;
    }

    @Override
    public void callerIsKnown() {
        letIn.run();
    }

    @Override
    public boolean asksForWebSocket() {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    @Override
    public boolean asksForSpdy() {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, SPDY, true);
    }

    @Override
    public int localPort() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public boolean answered() {
        return answered;
    }

    @Override
    public void addHeader(String name, String value) {
        if (!answerHeaders.contains(name, value, false)) {
            answerHeaders.add(name, value);
        }
    }

    @Override
    public void respond(int status, String contentType, byte[] answer) throws IOException {
        answered = true;
        byte[] sent = compressed(answer);
        boolean head = request.method().equals(HttpMethod.HEAD);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(sent));
        response.headers().set(answerHeaders).set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, sent.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, private");
        boolean last = !HttpUtil.isKeepAlive(request) || !body.isComplete();
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ChannelFuture written = channel.writeAndFlush(response);
        if (last && body.isComplete()) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        Sending.finish(written, channel, limits.answer());
    }

    /** Long answers in gzip, from the length on the real API server begins at, at its level, for who can read it. */
    private byte[] compressed(byte[] answer) throws IOException {
        if (answer.length < GZIP_FROM || !listHeader("Accept-Encoding").contains("gzip")) {
            return answer;
        }
        answerHeaders.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP).add(HttpHeaderNames.VARY,
                HttpHeaderNames.ACCEPT_ENCODING);
        var bytes = new ByteArrayOutputStream(answer.length / 4);
        try (var gzip = new GZIPOutputStream(bytes, 8 * 1024) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(answer);
        }
        return bytes.toByteArray();
    }

    @Override
    public ResponseStream openStream(String contentType) throws IOException {
        answered = true;
        interruptOnDisconnect();
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(answerHeaders).set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, private")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        Sending.finish(channel.writeAndFlush(response));
        return new Chunks();
    }

    @Override
    public ResponseStream openWebSocket() throws IOException {
        return openMessages("", TextWebSocketFrame::new);
    }

    @Override
    public ResponseStream openBinaryWebSocket(String subprotocol) throws IOException {
        return openMessages(subprotocol, subprotocol.contains("base64")
                ? piece -> new TextWebSocketFrame(Base64.getEncoder().encodeToString(ByteBufUtil.getBytes(piece)))
                : BinaryWebSocketFrame::new);
    }

    private ResponseStream openMessages(String subprotocol, Function<ByteBuf, WebSocketFrame> message)
            throws IOException {
        upgradeToWebSocket(subprotocol, pipeline -> {
        });
        interruptOnDisconnect();
        return new Messages(message);
    }

    @Override
    public StreamConnection openSpdy(String subprotocol) throws IOException {
        SpdyConnection connection = new SpdyConnection(channel);
        if (asksForWebSocket()) {
            upgradeToWebSocket(subprotocol, pipeline -> {
                pipeline.removeLast();
                pipeline.addLast(new WebSocketBytes(), new SpdyFrameCodec(SpdyVersion.SPDY_3_1), connection);
            });
            return connection;
        }
        answered = true;
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        response.headers().set(answerHeaders).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, SPDY);
        Sending.finish(onChannelThread(() -> {
            ChannelPipeline pipeline = channel.pipeline();
            ChannelFuture sent = channel.writeAndFlush(response);
            // What follows is no HTTP any more: what the client may have sent ahead goes to the new handlers.
            pipeline.removeLast();
            pipeline.addLast(new SpdyFrameCodec(SpdyVersion.SPDY_3_1), connection);
            pipeline.remove(HttpResponseEncoder.class);
            pipeline.remove(StrictRequestDecoder.class);
            return sent;
        }));
        return connection;
    }

    @Override
    public StreamConnection openChannels(String subprotocol, int count) throws IOException {
        ChannelConnection connection = new ChannelConnection(channel, subprotocol.contains("base64"), count);
        upgradeToWebSocket(subprotocol, pipeline -> {
            pipeline.removeLast();
            pipeline.addLast(new WebSocketFrameAggregator(MESSAGE_BYTES), connection);
        });
        return connection;
    }

    /**
     * @param handlers
     *            changes the handlers to those of what is inside the WebSocket
     */
    private void upgradeToWebSocket(String subprotocol, Consumer<ChannelPipeline> handlers) throws IOException {
        var factory = new WebSocketServerHandshakerFactory("wss://" + header("Host") + request.uri(),
                subprotocol.isEmpty() ? null : subprotocol, false, MESSAGE_BYTES);
        WebSocketServerHandshaker handshaker = factory.newHandshaker(request);
        if (handshaker == null) {
            addHeader("Sec-WebSocket-Version", "13");
            throw new HttpRefusal(426, "unsupported WebSocket version");
        }
        if (header("Sec-WebSocket-Key").isEmpty() || !request.method().equals(HttpMethod.GET)) {
            throw new HttpRefusal(400, "not a WebSocket handshake: it is a GET request with a Sec-WebSocket-Key");
        }
        answered = true;
        var handshake = new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri(),
                Unpooled.EMPTY_BUFFER, request.headers(), EmptyHttpHeaders.INSTANCE);
        Sending.finish(onChannelThread(() -> {
            // What the client sends next is not read before this task of the I/O thread is over.
            ChannelFuture sent = handshaker.handshake(channel, handshake, answerHeaders, channel.newPromise());
            handlers.accept(channel.pipeline());
            return sent;
        }));
    }

    private Future<Void> onChannelThread(Callable<ChannelFuture> work) {
        Promise<Void> done = channel.eventLoop().newPromise();
        channel.eventLoop().execute(() -> {
            try {
                work.call().addListener(sent -> {
                    if (sent.isSuccess()) {
                        done.setSuccess(null);
                    } else {
                        done.setFailure(sent.cause());
                    }
                });
            } catch (Exception refused) {
                done.setFailure(refused);
            }
        });
        return done;
    }

    private void interruptOnDisconnect() {
        channel.closeFuture().addListener(interruption);
    }

    private final class Chunks implements ResponseStream {

        @Override
        public void write(byte[] piece) throws IOException {
            if (piece.length > 0) { // an empty chunk would end the answer
                Sending.finish(channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))));
            }
        }

        @Override
        public void close() {
            ChannelFuture sent = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            if (!HttpUtil.isKeepAlive(request)) {
                sent.addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private final class Messages implements ResponseStream {

        private final Function<ByteBuf, WebSocketFrame> message;

        Messages(Function<ByteBuf, WebSocketFrame> message) {
            this.message = message;
        }

        @Override
        public void write(byte[] piece) throws IOException {
            Sending.finish(channel.writeAndFlush(message.apply(Unpooled.wrappedBuffer(piece))));
        }

        @Override
        public void close() {
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
