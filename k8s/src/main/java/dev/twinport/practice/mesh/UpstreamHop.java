package dev.twinport.practice.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The way of one connection from the gateway to the server in a pod, through its sidecar if it has one. Leads the bytes
 * and says what each of the two proxies logs of it.
 */
final class UpstreamHop {

    private static final String REFUSED = "delayed_connect_error:_Connection_refused";
    private static final String WRONG_VERSION = "TLS_error:|268435703:SSL_routines:OPENSSL_internal:"
            + "WRONG_VERSION_NUMBER:TLS_error_end";
    private static final String NOT_TRUSTED = "TLS_error:|268435581:SSL_routines:OPENSSL_internal:"
            + "CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_1:"
            + "_self_signed_certificate_in_certificate_chain:TLS_error_end";

    private final Socket client;
    private final Socket pod;
    private final Optional<InetSocketAddress> server;
    private final Parties parties;
    private final Clock clock;
    private final BiConsumer<AccessLogLine, Instant> sidecarLog;

    /**
     * Who meets whom.
     *
     * @param gateway
     *            what the gateway's line begins with
     * @param sidecar
     *            what the sidecar's begins with
     * @param gatewayDenial
     *            why the gateway's policy denies the connection; empty when it does not
     * @param sidecarDenial
     *            why the sidecar's does
     */
    record Parties(Passage passage, UpstreamPolicy policy, AccessLogLine gateway, AccessLogLine sidecar,
            Optional<String> gatewayDenial, Optional<String> sidecarDenial) {
    }

    /**
     * @param pod
     *            not connected yet; whoever closes it and the client ends the hop
     * @param server
     *            where the pod's server listens; empty when nobody does
     * @param sidecarLog
     *            takes the sidecar's lines, and when what they tell began
     */
    UpstreamHop(Socket client, Socket pod, Optional<InetSocketAddress> server, Parties parties, Clock clock,
            BiConsumer<AccessLogLine, Instant> sidecarLog) {
        this.client = client;
        this.pod = pod;
        this.server = server;
        this.parties = parties;
        this.clock = clock;
        this.sidecarLog = sidecarLog;
    }

    /** Leads the connection to its end and returns the gateway's line. */
    AccessLogLine run() throws IOException, InterruptedException {
        Instant began = clock.instant();
        return switch (parties.passage()) {
            case DIRECT, PROXIED, AFTER_FIRST_BYTES -> transfer(began);
            case NO_FILTER_CHAIN -> resetAfterFirstBytes(began);
            case HTTP -> answerAsHttp();
            case TLS_WITH_SERVER -> beginTls(began);
            case TLS_NOT_TRUSTED -> endTls(began);
        };
    }

    private AccessLogLine transfer(Instant began) throws IOException, InterruptedException {
        boolean waits = parties.passage() == Passage.AFTER_FIRST_BYTES;
        BytePump there = new BytePump(client, pod);
        BytePump back = new BytePump(pod, client);
        if (waits && !there.hold()) {
            return parties.gateway();
        }
        if (waits && parties.gatewayDenial().isPresent()) {
            return parties.gateway().bytes(there.read(), 0).terminated(parties.gatewayDenial());
        }
        if (!connected()) {
            return refused(there.read(), began);
        }
        Thread way = Thread.ofVirtual().name(Thread.currentThread().getName() + "-back").start(() -> pump(back));
        Optional<String> denial = parties.gatewayDenial().or(parties::sidecarDenial);
        boolean denied = pump(there, waits, denial.isPresent());
        way.join();
        boolean byGateway = denied && parties.gatewayDenial().isPresent();
        logSidecar(parties.sidecar().bytes(byGateway ? 0 : there.read(), back.copied())
                .terminated(denied && !byGateway ? denial : Optional.empty()), began);
        return parties.gateway().bytes(there.read(), back.copied()).terminated(byGateway ? denial : Optional.empty());
    }

    /** Returns whether the connection was ended because it is denied. */
    private boolean pump(BytePump there, boolean begun, boolean denied) {
        try {
            if ((begun || there.hold()) && denied) {
                closeQuietly(client);
                closeQuietly(pod);
                return true;
            }
            there.run();
        } catch (IOException broken) {
            reset(client);
            reset(pod);
        }
        return false;
    }

    private void pump(BytePump back) {
        try {
            back.run();
        } catch (IOException broken) {
            reset(client);
            reset(pod);
        }
    }

    private AccessLogLine refused(long received, Instant began) {
        if (parties.passage() == Passage.DIRECT) {
            return parties.gateway().flagged(ResponseFlag.UF).failed(REFUSED).fromNowhere();
        }
        logSidecar(parties.sidecar().flagged(ResponseFlag.UF).failed(REFUSED).fromNowhere(), began);
        return parties.gateway().bytes(received, 0);
    }

    private AccessLogLine resetAfterFirstBytes(Instant began) throws IOException {
        BytePump there = new BytePump(client, pod);
        if (!there.hold()) {
            return parties.gateway();
        }
        if (parties.gatewayDenial().isPresent()) {
            return parties.gateway().bytes(there.read(), 0).terminated(parties.gatewayDenial());
        }
        reset(client);
        logSidecar(parties.sidecar().to("-").at("-", "-").flagged(ResponseFlag.NR.logged(), "filter_chain_not_found"),
                began);
        return parties.gateway().flagged(ResponseFlag.UR).bytes(there.read(), 0);
    }

    private AccessLogLine answerAsHttp() throws IOException {
        AccessLogLine sidecar = parties.sidecar();
        if (parties.gatewayDenial().isPresent()) {
            BytePump there = new BytePump(client, pod);
            return there.hold() ? parties.gateway().bytes(there.read(), 0).terminated(parties.gatewayDenial())
                    : parties.gateway();
        }
        HttpConversation conversation = new HttpConversation(client, clock, sidecar.local(), sidecar.remote(),
                sidecar.serverName(), sidecarLog);
        conversation.run();
        return parties.gateway().bytes(conversation.read(), conversation.sent());
    }

    /** The first message of TLS goes to a server that does not know it, whose answer is no TLS. */
    private AccessLogLine beginTls(Instant began) throws IOException {
        if (!connected()) {
            return refused(0, began);
        }
        byte[] hello = clientHello();
        long answered = 0;
        pod.setSoTimeout(connectTimeoutMillis());
        try {
            OutputStream out = pod.getOutputStream();
            out.write(hello);
            InputStream in = pod.getInputStream();
            answered = Math.max(0, in.read(new byte[4096]));
        } catch (SocketTimeoutException silent) {
            logSidecar(parties.sidecar().bytes(hello.length, 0), began);
            return parties.gateway().flagged(ResponseFlag.UF).failed("connection_timeout").fromNowhere();
        }
        logSidecar(parties.sidecar().bytes(hello.length, answered), began);
        return parties.gateway().flagged(ResponseFlag.UF).failed(WRONG_VERSION).fromNowhere();
    }

    private AccessLogLine endTls(Instant began) {
        if (!connected()) {
            return refused(0, began);
        }
        logSidecar(parties.sidecar(), began);
        return parties.gateway().flagged(ResponseFlag.UF).failed(NOT_TRUSTED).fromNowhere();
    }

    private static byte[] clientHello() throws IOException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            byte[] bytes = new byte[hello.position()];
            hello.flip().get(bytes);
            return bytes;
        } catch (NoSuchAlgorithmException missing) {
            throw new IOException("This Java runtime has no TLS.", missing);
        }
    }

    private boolean connected() {
        if (server.isEmpty()) {
            return false;
        }
        try {
            pod.connect(server.get(), connectTimeoutMillis());
            pod.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** As sockets take it: at least one, since 0 would be for ever, and no more than an int holds, some 24 days. */
    private int connectTimeoutMillis() {
        return Math.clamp(parties.policy().connectTimeout().toMillis(), 1, Integer.MAX_VALUE);
    }

    private void logSidecar(AccessLogLine line, Instant began) {
        if (parties.passage() != Passage.DIRECT) {
            sidecarLog.accept(line, began);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            // Then the other thread has done it.
        }
        closeQuietly(socket);
    }

    static void closeQuietly(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyBroken) {
                // The file descriptor is gone in any case.
            }
        }
    }
}
