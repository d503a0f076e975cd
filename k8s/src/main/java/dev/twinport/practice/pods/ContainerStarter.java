package dev.twinport.practice.pods;

import dev.twinport.echo.EchoServer;
import dev.twinport.echo.ServerIdentity;
import dev.twinport.practice.objects.KubernetesObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Starts the program that stands for a container's image. */
final class ContainerStarter {

    private static final String DEFAULT_PORT = "1025";

    private final Clock clock;
    private final String hostAddress;

    ContainerStarter(Clock clock, String hostAddress) {
        this.clock = clock;
        this.hostAddress = hostAddress;
    }

    /**
     * Starts a container for the first time.
     *
     * @param container
     *            its entry in the pod's spec
     */
    Container start(JsonNode container, boolean sidecar, KubernetesObject pod, String podAddress) {
        return start(container, sidecar, pod, podAddress, Optional.empty(), 0);
    }

    /** Ends a container and starts it again from what the spec says now. Its log becomes the previous one. */
    Container restart(Container running, JsonNode container, KubernetesObject pod, String podAddress) {
        running.close();
        Optional<Container.Ended> before = running.state() instanceof ContainerState.Running run
                ? Optional.of(new Container.Ended(running.id(), running.log(), run.since(), clock.instant()))
                : running.before();
        return start(container, running.sidecar(), pod, podAddress, before,
                running.restarts() + (running.isRunning() ? 1 : 0));
    }

    private Container start(JsonNode container, boolean sidecar, KubernetesObject pod, String podAddress,
            Optional<Container.Ended> before, int restarts) {
        String image = container.path("image").asString("");
        RingLog log = new RingLog(clock);
        Container made = new Container(container.path("name").asString(""), image, "practice://" + UUID.randomUUID(),
                sidecar, new ContainerState.Running(clock.instant()), Optional.empty(), log, before, restarts);
        return switch (new ContainerImage(image).program()) {
            case ECHO_SERVER -> serve(made, ContainerEnvironment.of(container, pod, podAddress, hostAddress));
            case PROXY -> {
                log.append("%s\tinfo\tEnvoy proxy is ready".formatted(clock.instant()));
                yield made;
            }
            case NONE -> made.in(new ContainerState.Waiting("ErrImagePull",
                    "failed to pull and unpack image \"%s\": the practice cluster runs the tutorial's echo server only"
                            .formatted(image)));
        };
    }

    private static int port(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    }

    private Container serve(Container made, Map<String, String> environment) {
        String text = environment.getOrDefault("TCP_PORT", DEFAULT_PORT);
        int port = port(text.isEmpty() ? DEFAULT_PORT : text);
        if (port < 0 || port > 65_535) {
            made.log().append("TCP_PORT is '%s', but must be a port number from 0 to 65535.".formatted(text));
            return crashed(made);
        }
        RingLog log = made.log();
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
            log.append("Cannot listen: " + failure.getMessage());
            return crashed(made);
        }
        return new Container(made.name(), made.image(), made.id(), made.sidecar(), made.state(),
                Optional.of(new Container.Served(port, server)), log, made.before(), made.restarts());
    }

    private static Container crashed(Container made) {
        return made.in(
                new ContainerState.Waiting("CrashLoopBackOff", "back-off restarting failed container=" + made.name()));
    }
}
