package dev.twinport.practice.pods;

import dev.twinport.practice.objects.KubernetesObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the kubelet does next with one container of one pod ({@code pkg/kubelet/kuberuntime}). */
final class ContainerLife {

    /** How long the first word for a failure is shown before the word for the wait. */
    private static final Duration SHOWN = Duration.ofSeconds(1);
    /** How often the kubelet looks again at what it cannot start (its pod workers' back-off). */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final ContainerStarter starter;
    private final ContainerEnvironment environments;
    private final String hostAddress;

    ContainerLife(ContainerStarter starter, ContainerEnvironment environments, String hostAddress) {
        this.starter = starter;
        this.environments = environments;
        this.hostAddress = hostAddress;
    }

    /** The pod a container is in, at one moment. */
    record Surroundings(KubernetesObject pod, String address, PodTelling telling, Instant now) {

        String restartPolicy() {
            return pod.spec().path("restartPolicy").asString("Always");
        }
    }

    /**
     * One step on.
     *
     * @param spec
     *            the container's entry in the pod's spec
     *
     * @return the same instance when there is nothing to do yet
     */
    Container advance(Container container, JsonNode spec, Surroundings pod) {
        String image = spec.path("image").asString("");
        if (!image.equals(container.image())) {
            return changeImage(container, image, pod);
        }
        return switch (container.state()) {
            case ContainerState.Waiting wait -> advanceWaiting(container, wait, spec, pod);
            case ContainerState.Terminated terminated -> advanceEnded(container, terminated.ended(), spec, pod);
            case ContainerState.Running running -> probe(container, running.run(), spec, pod);
        };
    }

    private Container changeImage(Container container, String image, Surroundings pod) {
        Optional<Run> run = container.run();
        if (run.isEmpty()) {
            return container.of(image).in(new ContainerState.Waiting(firstReason(pod.pod()), ""))
                    .lookAgain(Optional.empty());
        }
        pod.telling().normal(container, "Killing",
                "Container %s definition changed, will be restarted".formatted(container.name()));
        Run.Ended ended = run.get().end(0, pod.now());
        return container.of(image).in(new ContainerState.Terminated(ended)).lookAgain(Optional.of(pod.now()));
    }

    /** What a container waits for before its pod has everything it needs. */
    static String firstReason(KubernetesObject pod) {
        return pod.spec().path("initContainers").isEmpty() ? "ContainerCreating" : "PodInitializing";
    }

    private Container advanceWaiting(Container container, ContainerState.Waiting wait, JsonNode spec,
            Surroundings pod) {
        if (container.again().isPresent() && pod.now().isBefore(container.again().get())) {
            return container;
        }
        if (wait.is("CrashLoopBackOff") && !container.backOff().isOver(pod.now())) {
            tellCrashLoop(container, pod);
            return container.lookAgain(Optional.of(earlier(pod.now().plus(LOOK_AGAIN), container.backOff().until())));
        }
        if (wait.is("ErrImagePull")) {
            String message = "Back-off pulling image \"%s\"".formatted(container.image());
            pod.telling().normal(container, "BackOff", message);
            pod.telling().warning(container, "Failed", "Error: ImagePullBackOff");
            return container
                    .in(new ContainerState.Waiting("ImagePullBackOff", message + ": ErrImagePull: " + wait.message()))
                    .lookAgain(Optional.of(container.backOff().until()));
        }
        return start(wait.is("CrashLoopBackOff") ? container.restarting() : container, spec, pod);
    }

    private Container advanceEnded(Container container, Run.Ended ended, JsonNode spec, Surroundings pod) {
        // A container that was stopped to be started again has its time already: no policy is asked.
        if (container.again().isEmpty() && !startsAgain(container, ended, pod)) {
            return container;
        }
        if (container.again().isPresent() && pod.now().isBefore(container.again().get())) {
            return container;
        }
        if (container.again().isEmpty()) {
            return container.lookAgain(Optional.of(ended.finished().plus(SHOWN)));
        }
        if (container.backOff().isOver(pod.now())) {
            return start(container.restarting(), spec, pod);
        }
        tellCrashLoop(container, pod);
        return container
                .in(new ContainerState.Waiting("CrashLoopBackOff",
                        "back-off %s restarting failed container=%s pod=%s_%s(%s)".formatted(container.backOff().text(),
                                container.name(), pod.pod().name(), pod.pod().namespace(), pod.pod().uid())))
                .lookAgain(Optional.of(earlier(pod.now().plus(LOOK_AGAIN), container.backOff().until())))
                .endedBefore(ended);
    }

    private static boolean startsAgain(Container container, Run.Ended ended, Surroundings pod) {
        return switch (container.role()) {
            case SIDECAR -> true;
            case INIT -> ended.exitCode() != 0 && !pod.restartPolicy().equals("Never");
            case MAIN -> switch (pod.restartPolicy()) {
                case "Never" -> false;
                case "OnFailure" -> ended.exitCode() != 0;
                default -> true;
            };
        };
    }

    private static void tellCrashLoop(Container container, Surroundings pod) {
        pod.telling().warning(container, "BackOff", "Back-off restarting failed container %s in pod %s_%s(%s)"
                .formatted(container.name(), pod.pod().name(), pod.pod().namespace(), pod.pod().uid()));
    }

    private Container start(Container container, JsonNode spec, Surroundings pod) {
        ContainerImage image = new ContainerImage(container.image());
        Optional<String> flaw = image.flaw();
        if (flaw.isPresent()) {
            pod.telling().warning(container, "InspectFailed", flaw.get());
            return cannot(container, "InvalidImageName", flaw.get(), pod);
        }
        boolean absent = image.program() == ContainerImage.Program.NONE;
        if (absent && spec.path("imagePullPolicy").asString("").equals("Never")) {
            String message = "Container image \"%s\" is not present with pull policy of Never"
                    .formatted(container.image());
            pod.telling().warning(container, "ErrImageNeverPull", message);
            return cannot(container, "ErrImageNeverPull", message, pod);
        }
        if (absent) {
            return failToPull(container, pod);
        }
        tellPulled(container, spec, image, pod);
        Map<String, String> environment;
        try {
            environment = environments.of(spec, pod.pod(), pod.address(), hostAddress);
        } catch (ContainerEnvironment.MissingSource missing) {
            String message = String.valueOf(missing.getMessage());
            pod.telling().warning(container, "Failed", "Error: " + message);
            return container.in(new ContainerState.Waiting("CreateContainerConfigError", message))
                    .lookAgain(Optional.of(pod.now().plus(LOOK_AGAIN)));
        }
        ContainerState state = starter.start(spec, environment);
        pod.telling().normal(container, "Created", "Created container: " + container.name());
        pod.telling().normal(container, "Started", "Started container " + container.name());
        Container started = container.in(state).lookAgain(Optional.empty());
        if (state instanceof ContainerState.Terminated) {
            // However it has ended. The first restart follows at once; each later one after the wait the one before has
            // led to.
            BackOff next = container.restarts() == 0 ? container.backOff() : container.backOff().next(pod.now());
            return started.backingOff(next);
        }
        return probe(started.checked(Checks.begin(ContainerProbes.of(spec), pod.now())),
                ((ContainerState.Running) state).run(), spec, pod);
    }

    private static void tellPulled(Container container, JsonNode spec, ContainerImage image, Surroundings pod) {
        if (spec.path("imagePullPolicy").asString("").equals("Always")) {
            pod.telling().normal(container, "Pulling", "Pulling image \"%s\"".formatted(container.image()));
            pod.telling().normal(container, "Pulled",
                    "Successfully pulled image \"%s\" in 1ms (1ms including waiting). Image size: %s bytes."
                            .formatted(container.image(), image.size()));
        } else {
            pod.telling().normal(container, "Pulled",
                    "Container image \"%s\" already present on machine".formatted(container.image()));
        }
    }

    private static Container cannot(Container container, String reason, String message, Surroundings pod) {
        pod.telling().warning(container, "Failed", "Error: " + reason);
        return container.in(new ContainerState.Waiting(reason, message))
                .lookAgain(Optional.of(pod.now().plus(LOOK_AGAIN)));
    }

    private static Container failToPull(Container container, Surroundings pod) {
        String message = new ContainerImage(container.image()).absence();
        pod.telling().normal(container, "Pulling", "Pulling image \"%s\"".formatted(container.image()));
        pod.telling().warning(container, "Failed",
                "Failed to pull image \"%s\": %s".formatted(container.image(), message));
        pod.telling().warning(container, "Failed", "Error: ErrImagePull");
        return container.in(new ContainerState.Waiting("ErrImagePull", message))
                .backingOff(container.backOff().next(pod.now())).lookAgain(Optional.of(pod.now().plus(SHOWN)));
    }

    /** Asks the probes whose time has come. */
    private Container probe(Container container, Run run, JsonNode spec, Surroundings pod) {
        ContainerProbes probes = ContainerProbes.of(spec);
        Checks checks = container.checks();
        Checks.Check startup = ask(probes.startup(), checks.startup(), container, run, pod);
        Checks.Check readiness = checks.readiness();
        Checks.Check liveness = checks.liveness();
        if (startup.passed()) {
            readiness = ask(probes.readiness(), readiness, container, run, pod);
            liveness = ask(probes.liveness(), liveness, container, run, pod);
        }
        if (hasGivenUp(probes.startup(), startup) || hasGivenUp(probes.liveness(), liveness)) {
            String word = hasGivenUp(probes.liveness(), liveness) ? "liveness" : "startup";
            boolean again = !pod.restartPolicy().equals("Never") || container.role() == Container.Role.SIDECAR;
            pod.telling().normal(container, "Killing", "Container %s failed %s probe%s".formatted(container.name(),
                    word, again ? ", will be restarted" : ""));
            BackOff next = container.restarts() == 0 ? container.backOff() : container.backOff().next(pod.now());
            return container.in(new ContainerState.Terminated(run.end(0, pod.now()))).backingOff(next)
                    .lookAgain(again ? Optional.of(pod.now()) : Optional.empty());
        }
        Checks now = new Checks(startup, readiness, liveness);
        Instant next = startup.passed() ? earlier(readiness.next(), liveness.next()) : startup.next();
        Optional<Instant> ask = next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
        return now.equals(checks) && ask.equals(container.again()) ? container : container.checked(now).lookAgain(ask);
    }

    private static Checks.Check ask(Optional<ContainerProbe> probe, Checks.Check check, Container container, Run run,
            Surroundings pod) {
        if (probe.isEmpty() || pod.now().isBefore(check.next())
                || (probe.get().word().equals("Startup") && check.passed())) {
            return check;
        }
        Optional<String> wrong = Prober.ask(probe.get(), run, pod.address());
        wrong.ifPresent(message -> pod.telling().warning(container, "Unhealthy",
                "%s probe failed: %s".formatted(probe.get().word(), message)));
        return check.after(wrong.isEmpty(), probe.get(), pod.now());
    }

    private static boolean hasGivenUp(Optional<ContainerProbe> probe, Checks.Check check) {
        return probe.isPresent() && !check.good() && check.streak() >= probe.get().failureThreshold();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
