package dev.twinport.practice.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A client that forwards ports as kubectl does, over SPDY or SPDY in a WebSocket: each stream's events are strings in a
 * queue, {@code replied}, the text that came, {@code end}, {@code reset}.
 */
public final class SpdyClient implements AutoCloseable {

    private final Socket socket;
    private final EmbeddedChannel frames = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
    private final EmbeddedChannel messages;
    private final boolean inWebSocket;
    private final Map<Integer, BlockingQueue<String>> events = new ConcurrentHashMap<>();
    private int nextStream = 1;

    /**
     * @param socket
     *            connected, with the handshake behind it
     */
    public SpdyClient(Socket socket, boolean inWebSocket) {
        this.socket = socket;
        this.inWebSocket = inWebSocket;
        this.messages = new EmbeddedChannel(new WebSocket13FrameEncoder(true), new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false).maxFramePayloadLength(1 << 20).build()));
        Thread.ofVirtual().start(this::read);
    }

    /** Opens a stream; its number. */
    public int open(String type, String port, String request) throws IOException {
        int id;
        synchronized (this) {
            id = nextStream;
            nextStream += 2;
            events.put(id, new LinkedBlockingQueue<>());
            DefaultSpdySynStreamFrame frame = new DefaultSpdySynStreamFrame(id, 0, (byte) 0);
            frame.headers().set("streamtype", type).set("port", port).set("requestid", request);
            send(frame);
        }
        return id;
    }

    public void write(int stream, byte[] bytes) throws IOException {
        send(new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(bytes)));
    }

    public void end(int stream) throws IOException {
        send(new DefaultSpdyDataFrame(stream).setLast(true));
    }

    public void reset(int stream) throws IOException {
        send(new DefaultSpdyRstStreamFrame(stream, SpdyStreamStatus.CANCEL));
    }

    public BlockingQueue<String> events(int stream) {
        return events.get(stream);
    }

    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0); // without, TLS would wait for whoever is held up in writing
        socket.close();
    }

    private synchronized void send(SpdyFrame frame) throws IOException {
        frames.writeOutbound(frame);
        for (ByteBuf bytes = frames.readOutbound(); bytes != null; bytes = frames.readOutbound()) {
            if (inWebSocket) {
                messages.writeOutbound(new BinaryWebSocketFrame(bytes));
                for (ByteBuf part = messages.readOutbound(); part != null; part = messages.readOutbound()) {
                    flush(part);
                }
            } else {
                flush(bytes);
            }
        }
    }

    private void flush(ByteBuf bytes) throws IOException {
        socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
        bytes.release();
    }

    private void read() {
        byte[] buffer = new byte[64 * 1024];
        EmbeddedChannel reading = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
        try {
            InputStream in = socket.getInputStream();
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                ByteBuf piece = Unpooled.copiedBuffer(buffer, 0, size);
                if (inWebSocket) {
                    messages.writeInbound(piece);
                    for (WebSocketFrame m = messages.readInbound(); m != null; m = messages.readInbound()) {
                        if (!(m instanceof CloseWebSocketFrame)) {
                            reading.writeInbound(m.content());
                        }
                    }
                } else {
                    reading.writeInbound(piece);
                }
                for (SpdyFrame frame = reading.readInbound(); frame != null; frame = reading.readInbound()) {
                    take(frame);
                }
            }
        } catch (IOException closed) {
            // That is the end.
        }
        events.values().forEach(queue -> queue.add("gone"));
    }

    private void take(SpdyFrame frame) {
        switch (frame) {
            case SpdySynReplyFrame reply -> events.get(reply.streamId()).add("replied");
            case SpdyDataFrame data -> {
                if (data.content().isReadable()) {
                    events.get(data.streamId()).add(data.content().toString(StandardCharsets.ISO_8859_1));
                }
                if (data.isLast()) {
                    events.get(data.streamId()).add("end");
                }
                data.release();
            }
            case SpdyRstStreamFrame reset -> {
                BlockingQueue<String> queue = events.get(reset.streamId());
                if (queue != null) {
                    queue.add("reset");
                }
            }
            default -> {
                // Nothing else matters here.
            }
        }
    }
}
