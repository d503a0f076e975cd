package dev.twinport.practice.api.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.spdy.DefaultSpdyGoAwayFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdySessionStatus;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server's side of SPDY/3.1 as Kubernetes' clients speak it ({@code moby/spdystream}): streams that the client
 * opens, without the protocol's windows, which these clients neither keep nor update. {@link ReadGate} bounds what is
 * held instead.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection, and that is acted on
final class SpdyConnection extends UpgradedConnection<SpdyFrame> {

    /** How many streams a client may have open: two for each connection it forwards. */
    static final int STREAM_LIMIT = 2_000;

    /** Servers' pings have even numbers. */
    private static final int PING = 2;

    private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
    private int lastStream;

    SpdyConnection(Channel channel) {
        super(channel, () -> new DefaultSpdyPingFrame(PING));
    }

    @Override
    public void close() {
        streams.values().forEach(SpdyStream::reset);
        channel.writeAndFlush(new DefaultSpdyGoAwayFrame(lastStream, SpdySessionStatus.OK))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, SpdyFrame frame) {
        switch (frame) {
            case SpdySynStreamFrame opening -> open(opening);
            case SpdyDataFrame data -> receive(data);
            case SpdyRstStreamFrame reset -> {
                SpdyStream stream = streams.get(reset.streamId());
                if (stream != null) {
                    stream.receiveReset("reset by the client");
                }
            }
            case SpdyPingFrame ping when ping.id() % 2 != 0 -> context.writeAndFlush(ping);
            default -> {
                // Settings, windows, further headers, "go away": nothing here depends on them.
            }
        }
    }

    @Override
    void failStreams(String reason) {
        streams.values().forEach(stream -> stream.receiveReset(reason));
    }

    private void open(SpdySynStreamFrame opening) {
        int id = opening.streamId();
        boolean wrong = id % 2 == 0 || id <= lastStream || opening.isInvalid() || opening.isTruncated();
        if (wrong || streams.size() >= STREAM_LIMIT) {
            channel.writeAndFlush(new DefaultSpdyRstStreamFrame(id,
                    wrong ? SpdyStreamStatus.PROTOCOL_ERROR : SpdyStreamStatus.REFUSED_STREAM));
            return;
        }
        lastStream = id;
        SpdyStream stream = new SpdyStream(channel, id, opening.headers(), gate, () -> streams.remove(id));
        streams.put(id, stream);
        if (opening.isLast()) {
            stream.receiveEnd();
        }
        arrivals.add(stream);
    }

    private void receive(SpdyDataFrame data) {
        SpdyStream stream = streams.get(data.streamId());
        if (stream == null) {
            // Of a stream that has ended meanwhile: the client will learn of it.
            return;
        }
        stream.receive(ByteBufUtil.getBytes(data.content()));
        if (data.isLast()) {
            stream.receiveEnd();
        }
    }
}
