package dev.twinport.practice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private static final int BODY_BYTES = 70_000;

    /** Once the next request was never read, and its client waited for ever. */
    @Test
    void anotherRequestIsReadAfterABodyThatCameWholeBeforeItWasAskedFor() {
        ArrayDeque<Runnable> requests = new ArrayDeque<>();
        EmbeddedChannel channel = new EmbeddedChannel(new HttpConnection(
                exchange -> exchange.respond(200, "text/plain", new byte[exchange.body().length / 1000]), requests::add,
                HttpLimits.USUAL, new Doorkeeper(new Guests(HttpLimits.USUAL), HttpLimits.USUAL)));

        HttpRequest post = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a");
        post.headers().set(HttpHeaderNames.CONTENT_LENGTH, BODY_BYTES);
        channel.writeInbound(post, new DefaultLastHttpContent(Unpooled.wrappedBuffer(new byte[BODY_BYTES])));
        assertThat(channel.config().isAutoRead()).as("reading waits for somebody to ask for so long a body").isFalse();
        requests.remove().run();
        channel.runPendingTasks();

        FullHttpResponse answer = channel.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.OK);
        assertThat(answer.content().readableBytes()).isEqualTo(BODY_BYTES / 1000);
        assertThat(channel.config().isAutoRead()).isTrue();
        answer.release();
        channel.finishAndReleaseAll();
    }
}
