package dev.twinport.practice.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Kubernetes' {@code channel.k8s.io} protocol: each message of a WebSocket begins with the number of the stream it is
 * for, a byte in binary messages, a digit before Base64 in text messages ({@code wsstream} in
 * {@code k8s.io/apimachinery}). The streams are there from the beginning; a direction cannot be ended on its own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class ChannelConnection extends UpgradedConnection<WebSocketFrame> {

    private final boolean text;
    private final List<NumberedChannel> channels;

    /**
     * @param text
     *            whether it is the Base64 variant
     * @param count
     *            how many streams there are
     */
    ChannelConnection(Channel channel, boolean text, int count) {
        super(channel, PingWebSocketFrame::new);
        this.text = text;
        this.channels = IntStream.range(0, count).mapToObj(NumberedChannel::new).toList();
        channels.forEach(arrivals::add);
    }

    @Override
    public void close() {
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case BinaryWebSocketFrame message when !text -> {
                ByteBuf content = message.content();
                if (content.isReadable()) {
                    receive(content.readUnsignedByte(), ByteBufUtil.getBytes(content));
                }
            }
            case TextWebSocketFrame message when text -> receive(message.text());
            case PingWebSocketFrame ping -> context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case PongWebSocketFrame pong -> {
                // An answer to nothing in particular.
            }
            case CloseWebSocketFrame close ->
                    context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            default -> close();
        }
    }

    @Override
    void failStreams(String reason) {
        channels.forEach(one -> one.received.fail(reason));
    }

    private void receive(String message) {
        if (!message.isEmpty()) {
            try {
                receive(message.charAt(0) - '0', Base64.getDecoder().decode(message.substring(1)));
            } catch (IllegalArgumentException noBase64) {
                close();
            }
        }
    }

    private void receive(int number, byte[] piece) {
        if (number >= 0 && number < channels.size()) {
            channels.get(number).received.add(piece);
        }
    }

    private final class NumberedChannel implements ByteStream {

        private final int number;
        private final ReceivedBytes received = new ReceivedBytes(gate);
        private volatile boolean sentAll;

        NumberedChannel(int number) {
            this.number = number;
        }

        @Override
        public int id() {
            return number;
        }

        @Override
        public String header(String name) {
            return "";
        }

        @Override
        public void accept() {
            // It is there from the beginning.
        }

        @Override
        public InputStream input() {
            return received;
        }

        @Override
        public OutputStream output() {
            return new FramedOutput(channel, this::message, () -> sentAll, this::reset);
        }

        @Override
        public void reset() {
            sentAll = true;
            received.fail("reset by the server");
        }

        private WebSocketFrame message(byte[] piece) {
            if (text) {
                return new TextWebSocketFrame(number + Base64.getEncoder().encodeToString(piece));
            }
            return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] { (byte) number }, piece));
        }
    }
}
