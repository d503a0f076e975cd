package dev.twinport.practice.api.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** An exchange on a Netty channel. Every write waits for the socket, which is what back-pressure is here. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class NettyExchange implements Exchange {

    private final Channel channel;
    private final FullHttpRequest request;
    private final QueryStringDecoder uri;
    private final byte[] body;
    private final HttpHeaders answerHeaders = new DefaultHttpHeaders();
    private boolean answered;

    NettyExchange(Channel channel, FullHttpRequest request) {
        this.channel = channel;
        this.request = request;
        this.uri = new QueryStringDecoder(request.uri());
        this.body = ByteBufUtil.getBytes(request.content());
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
    public byte[] body() {
        return body;
    }

    @Override
    public boolean asksForWebSocket() {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
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
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status),
                Unpooled.wrappedBuffer(answer));
        response.headers().set(answerHeaders).set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, private");
        boolean last = !HttpUtil.isKeepAlive(request);
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ChannelFuture sent = channel.writeAndFlush(response);
        if (last) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
        finish(sent);
    }

    @Override
    public ResponseStream openStream(String contentType) throws IOException {
        answered = true;
        interruptOnDisconnect();
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(answerHeaders).set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, private")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        finish(channel.writeAndFlush(response));
        return new Chunks();
    }

    @Override
    public ResponseStream openWebSocket() throws IOException {
        answered = true;
        interruptOnDisconnect();
        var factory = new WebSocketServerHandshakerFactory("wss://" + header("Host") + request.uri(), null, false);
        WebSocketServerHandshaker handshaker = factory.newHandshaker(request);
        if (handshaker == null) {
            finish(WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel));
            throw new IOException("unsupported WebSocket version");
        }
        finish(handshaker.handshake(channel, request));
        return new TextMessages();
    }

    private void interruptOnDisconnect() {
        Thread answering = Thread.currentThread();
        channel.closeFuture().addListener(closed -> answering.interrupt());
    }

    private static void finish(ChannelFuture sent) throws IOException {
        try {
            sent.await();
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
            throw new IOException("the client disconnected", gone);
        }
        if (!sent.isSuccess()) {
            throw new IOException("the client is gone", sent.cause());
        }
    }

    private final class Chunks implements ResponseStream {

        @Override
        public void write(byte[] piece) throws IOException {
            if (piece.length > 0) { // an empty chunk would end the answer
                finish(channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))));
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

    private final class TextMessages implements ResponseStream {

        @Override
        public void write(byte[] piece) throws IOException {
            finish(channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(piece))));
        }

        @Override
        public void close() {
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
