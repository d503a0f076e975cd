package dev.twinport.practice.api;

import dev.twinport.practice.api.http.ResponseStream;
import java.io.IOException;
import java.util.Arrays;

/** Passes so many bytes on, and no more: the last piece may be cut in the middle of a line, as the kubelet cuts it. */
final class LimitedStream {

    private final ResponseStream stream;
    private long left;

    LimitedStream(ResponseStream stream, long limit) {
        this.stream = stream;
        this.left = limit;
    }

    void write(byte[] piece) throws IOException {
        byte[] passed = piece.length > left ? Arrays.copyOf(piece, (int) left) : piece;
        left -= passed.length;
        if (passed.length > 0) {
            stream.write(passed);
        }
    }

    boolean isFull() {
        return left == 0;
    }
}
