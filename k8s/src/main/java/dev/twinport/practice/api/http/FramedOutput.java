package dev.twinport.practice.api.http;

import io.netty.channel.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Sends on one of a connection's streams, in pieces, each in a frame of the connection's protocol. A write returns when
 * the socket has taken it.
 */
final class FramedOutput extends OutputStream {

    private static final int PIECE_BYTES = 16 * 1024;

    private final Channel channel;
    private final Function<byte[], Object> frame;
    private final BooleanSupplier ended;
    private final Runnable end;

    /**
     * @param frame
     *            makes the frame of a piece
     * @param ended
     *            whether nothing may be sent any more
     * @param end
     *            called when the writer closes, however often
     */
    FramedOutput(Channel channel, Function<byte[], Object> frame, BooleanSupplier ended, Runnable end) {
        this.channel = channel;
        this.frame = frame;
        this.ended = ended;
        this.end = end;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] { (byte) octet }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE_BYTES) {
            if (ended.getAsBoolean()) {
                throw new IOException("the stream has ended");
            }
            int from = offset + done;
            byte[] piece = Arrays.copyOfRange(bytes, from, from + Math.min(PIECE_BYTES, length - done));
            Sending.finish(channel.writeAndFlush(frame.apply(piece)));
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
