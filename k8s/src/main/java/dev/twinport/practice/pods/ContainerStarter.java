package dev.twinport.practice.pods;

import dev.twinport.echo.EchoServer;
import dev.twinport.echo.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Starts the program that stands for a container's image. */
final class ContainerStarter {

    private static final String DEFAULT_PORT = "1025";
    private static final int LARGEST_PORT = 65_535;
    private static final int ID_BYTES = 32;
    /** What the echo server's main ends with when {@code TCP_PORT} is no port, and when it cannot listen. */
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_CANNOT_LISTEN = 1;

    private final Clock clock;

    ContainerStarter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Starts a run.
     *
     * @param container
     *            its entry in the pod's spec
     *
     * @return a running container's state, or that of one that has ended already
     */
    ContainerState start(JsonNode container, Map<String, String> environment) {
        RingLog log = new RingLog(clock);
        Run run = new Run(newId(), clock.instant(), log, Optional.empty());
        return switch (new ContainerImage(container.path("image").asString("")).program()) {
            case ECHO_SERVER -> serve(run, environment);
            case PROXY -> {
                if (container.path("args").path(0).asString("").equals("istio-iptables")) {
                    log.append(
                            "%s\tinfo\tthe practice cluster's pods need no iptables rules".formatted(clock.instant()));
                    yield ended(run, 0);
                }
                log.append("%s\tinfo\tEnvoy proxy is ready".formatted(clock.instant()));
                yield new ContainerState.Running(run);
            }
            case CLUSTER_PART, NONE -> {
                log.append("%s\tinfo\tpart of the practice cluster: its work is done by Twinport itself"
                        .formatted(clock.instant()));
                yield new ContainerState.Running(run);
            }
        };
    }

    private ContainerState serve(Run run, Map<String, String> environment) {
        RingLog log = run.log();
        String text = environment.getOrDefault("TCP_PORT", DEFAULT_PORT);
        int port = port(text.isEmpty() ? DEFAULT_PORT : text);
        if (port < 0 || port > LARGEST_PORT) {
            log.append("TCP_PORT is '%s', but must be a port number from 0 to %s.".formatted(text, LARGEST_PORT));
            return ended(run, EXIT_USAGE);
        }
        // The pod's port is not free to take on loopback, where other pods have the same one: any free port stands for
        // it. The one line that names it says what it would say in the pod.
        AtomicBoolean listening = new AtomicBoolean();
        EchoServer server = new EchoServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServerIdentity.fromEnvironment(environment),
                entry -> log.append(listening.get() ? entry : entry.replaceFirst("\\d+$", Integer.toString(port))),
                clock);
        try {
            server.start();
            listening.set(true);
        } catch (IOException failure) {
            log.append("Cannot listen on TCP port " + port + ": " + failure.getMessage() + ".");
            return ended(run, EXIT_CANNOT_LISTEN);
        }
        return new ContainerState.Running(
                new Run(run.id(), run.started(), log, Optional.of(new Run.Served(port, server))));
    }

    private ContainerState ended(Run run, int exitCode) {
        return new ContainerState.Terminated(run.end(exitCode, clock.instant()));
    }

    private static int port(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(id);
        return "practice://" + HexFormat.of().formatHex(id);
    }
}
