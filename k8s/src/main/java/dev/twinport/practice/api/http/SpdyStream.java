package dev.twinport.practice.api.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyHeaders;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** One stream of a {@link SpdyConnection}. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the connection, and that is acted on
final class SpdyStream implements ByteStream {

    private final Channel channel;
    private final int id;
    private final SpdyHeaders headers;
    private final ReceivedBytes received;
    private final Runnable over;
    private final AtomicBoolean sentAll = new AtomicBoolean();
    private final AtomicBoolean receivedAll = new AtomicBoolean();

    /**
     * @param over
     *            called once or more when both directions have ended
     */
    SpdyStream(Channel channel, int id, SpdyHeaders headers, ReadGate gate, Runnable over) {
        this.channel = channel;
        this.id = id;
        this.headers = headers;
        this.received = new ReceivedBytes(gate);
        this.over = over;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String header(String name) {
        CharSequence value = headers.get(name);
        return value == null ? "" : value.toString();
    }

    @Override
    public void accept() throws IOException {
        DefaultSpdySynReplyFrame reply = new DefaultSpdySynReplyFrame(id);
        // Go's framer takes a block of headers that is not there at all for a broken connection: so one is there.
        reply.headers().set("accepted", "true");
        Sending.finish(channel.writeAndFlush(reply));
    }

    @Override
    public InputStream input() {
        return received;
    }

    @Override
    public OutputStream output() {
        return new FramedOutput(channel, piece -> new DefaultSpdyDataFrame(id, Unpooled.wrappedBuffer(piece)),
                sentAll::get, this::sendEnd);
    }

    @Override
    public void reset() {
        boolean open = !sentAll.getAndSet(true);
        open = !receivedAll.getAndSet(true) || open;
        if (open) {
            channel.writeAndFlush(new DefaultSpdyRstStreamFrame(id, SpdyStreamStatus.CANCEL));
        }
        received.fail("reset by the server");
        over.run();
    }

    /** The client sent a piece; on the I/O thread. */
    void receive(byte[] piece) {
        if (!receivedAll.get()) {
            received.add(piece);
        }
    }

    /** The client has ended its direction; on the I/O thread. */
    void receiveEnd() {
        receivedAll.set(true);
        received.end();
        if (sentAll.get()) {
            over.run();
        }
    }

    /** The client has reset the stream, or is gone; on the I/O thread. */
    void receiveReset(String reason) {
        sentAll.set(true);
        receivedAll.set(true);
        received.fail(reason);
        over.run();
    }

    private void sendEnd() {
        if (!sentAll.getAndSet(true)) {
            channel.writeAndFlush(new DefaultSpdyDataFrame(id).setLast(true));
            if (receivedAll.get()) {
                over.run();
            }
        }
    }
}
