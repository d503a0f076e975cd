package dev.twinport.benchmark;

import dev.twinport.console.Console;
import dev.twinport.console.ConsoleSettings;
import dev.twinport.console.ConsoleState;
import dev.twinport.echo.EchoServer;
import dev.twinport.echo.ServerIdentity;
import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A line through {@link Console} and back, against the same line through {@code nc} and back, on the same server in the
 * same run. Each run is the median of a thousand round trips; the runs alternate.
 */
final class EchoRoundTrip {

    private static final int RUNS = 7;
    private static final int ROUNDS = 1_000;
    private static final byte[] LINE = "hello, app1\n".getBytes(StandardCharsets.US_ASCII);

    private EchoRoundTrip() {
    }

    /** One way to send a line and wait for its echo. */
    private interface Line {
        void roundTrip() throws IOException, InterruptedException;
    }

    static String measure() throws IOException, InterruptedException {
        ServerIdentity nobody = ServerIdentity.fromEnvironment(Map.of());
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (EchoServer server = new EchoServer(anyPort, nobody, _ -> {
        }, Clock.systemUTC())) {
            server.start();
            List<Double> console = new ArrayList<>();
            List<Double> netcat = new ArrayList<>();
            List<Double> socket = new ArrayList<>();
            try (Console ours = new Console("benchmark", ConsoleSettings.DEFAULT, Clock.systemUTC());
                    Socket bare = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                Line throughConsole = throughConsole(ours, server.port());
                Process nc = new ProcessBuilder("nc", "127.0.0.1", Integer.toString(server.port()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
                Line throughNetcat = throughStreams(nc.getOutputStream(), nc.getInputStream());
                bare.setTcpNoDelay(true);
                Line throughSocket = throughStreams(bare.getOutputStream(), bare.getInputStream());
                for (int run = -2; run < RUNS; run++) {
                    double[] medians = { median(throughConsole), median(throughNetcat), median(throughSocket) };
                    if (run >= 0) { // the first two warm up
                        console.add(medians[0]);
                        netcat.add(medians[1]);
                        socket.add(medians[2]);
                    }
                }
                nc.destroy();
            }
            Sample peer = Sample.of("nc", "us", netcat);
            return "Echo round trip of one line, same server\n"
                    + Sample.compare(Sample.of("Console", "us", console), peer)
                    + Sample.of("(a bare Java socket, for scale)", "us", socket) + "\n";
        }
    }

    private static Line throughConsole(Console console, int port) throws IOException {
        console.connect(new Entry("127.0.0.1", port, Entry.Kind.GIVEN_BY_USER, Message.of("proof.noEntry")));
        while (!(console.state() instanceof ConsoleState.Open)) {
            LockSupport.parkNanos(1_000_000);
        }
        Semaphore bytes = new Semaphore(0);
        console.listen((_, from, to) -> bytes.release(to - from));
        return () -> {
            console.send(LINE);
            bytes.acquire(LINE.length);
        };
    }

    private static Line throughStreams(OutputStream out, InputStream in) {
        return () -> {
            out.write(LINE);
            out.flush();
            if (in.readNBytes(LINE.length).length < LINE.length) {
                throw new IOException("the conversation ended");
            }
        };
    }

    private static double median(Line line) throws IOException, InterruptedException {
        double[] micros = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            line.roundTrip();
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        return micros[ROUNDS / 2];
    }
}
