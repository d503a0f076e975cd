package dev.twinport.practice.api.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/**
 * Reads requests, and takes none whose end two readers could see in two places: with both a length and chunks, and
 * whatever else Netty refuses by itself (two lengths, a blank before the colon, a chunk's size that is no number).
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

    private static final int LINE_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 64 * 1024;
    private static final int PIECE_BYTES = 16 * 1024;

    StrictRequestDecoder() {
        super(new HttpDecoderConfig().setMaxInitialLineLength(LINE_BYTES).setMaxHeaderSize(HEADER_BYTES)
                .setMaxChunkSize(PIECE_BYTES).setStrictLineParsing(true).setUseRfc9112TransferEncoding(true));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding: chunked");
    }
}
