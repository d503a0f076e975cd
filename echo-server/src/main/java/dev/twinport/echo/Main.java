package dev.twinport.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The server as a program, configured by environment variables as the tutorial's is.
 * <p>
 * {@code TCP_PORT} is the port to listen on, 1025 by default; {@link ServerIdentity} names the others. It logs to
 * standard output. On SIGTERM it drains and exits with code 0.
 */
public final class Main {

    /** The environment is not as it must be ({@code EX_USAGE} of sysexits.h). */
    static final int EXIT_USAGE = 64;

    /** The port cannot be listened on. */
    static final int EXIT_CANNOT_LISTEN = 1;

    /** As long as Istio's sidecar goes on after SIGTERM by default; after that no byte comes through anyway. */
    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(5);

    private Main() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        ListenPort port;
        try {
            port = ListenPort.fromEnvironment(environment);
        } catch (BadEnvironmentException bad) {
            stop(EXIT_USAGE, bad.sentence());
            return;
        }
        EchoServer server = new EchoServer(new InetSocketAddress(port.number()),
                ServerIdentity.fromEnvironment(environment), new StandardOutputLog(), Clock.systemUTC());
        try {
            server.start();
        } catch (IOException failure) {
            stop(EXIT_CANNOT_LISTEN, "Cannot listen on TCP port " + port.number() + ": " + failure.getMessage() + ".");
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drainAndExit(server), "echo-drain"));
        new CountDownLatch(1).await();
    }

    private static void drainAndExit(EchoServer server) {
        server.drain(DRAIN_AT_MOST);
        // A JVM that is told to end exits with 143 and the pod would be shown as failed. It did what it was asked.
        Runtime.getRuntime().halt(0);
    }

    private static void stop(int exitCode, String sentence) {
        System.err.println(sentence);
        System.exit(exitCode);
    }
}
