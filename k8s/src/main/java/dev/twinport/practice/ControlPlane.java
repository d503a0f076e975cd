package dev.twinport.practice;

import dev.twinport.practice.access.BootstrapPolicy;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.admission.ClusterAdmission;
import dev.twinport.practice.controllers.ClusterRoleAggregationController;
import dev.twinport.practice.controllers.ControlLoop;
import dev.twinport.practice.controllers.DeploymentController;
import dev.twinport.practice.controllers.EndpointSliceController;
import dev.twinport.practice.controllers.EndpointsController;
import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.controllers.GarbageCollector;
import dev.twinport.practice.controllers.LoadBalancer;
import dev.twinport.practice.controllers.LoadBalancerController;
import dev.twinport.practice.controllers.NamespaceController;
import dev.twinport.practice.controllers.NamespaceDeletion;
import dev.twinport.practice.controllers.NodeController;
import dev.twinport.practice.controllers.ReplicaSetController;
import dev.twinport.practice.definitions.DefinitionController;
import dev.twinport.practice.controllers.TokenSecretController;
import dev.twinport.practice.faults.FaultController;
import dev.twinport.practice.faults.Faults;
import dev.twinport.practice.gatewayapi.GatewayApiController;
import dev.twinport.practice.mesh.DrainTimes;
import dev.twinport.practice.mesh.MeshController;
import dev.twinport.practice.pods.PodRuntime;
import dev.twinport.practice.pods.Scheduler;
import dev.twinport.practice.store.Store;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Everything of the practice cluster but its API: the store, and what acts on it. */
final class ControlPlane implements AutoCloseable {

    private final FoundingClock clock;
    private final Store store;
    private final PodRuntime pods;
    private final MeshController mesh;
    private final Faults faults;
    private final NamespaceController namespaces;
    private final TokenSecretController tokenSecrets;
    private final ControlLoop loop;
    private boolean closed;
    private final CopyOnWriteArrayList<String> notices = new CopyOnWriteArrayList<>();

    ControlPlane(Clock clock) {
        this(clock, LoadBalancer.ADDRESS);
    }

    /**
     * @param loadBalancer
     *            what is done for Services of that type which do not say it themselves
     */
    ControlPlane(Clock time, LoadBalancer loadBalancer) {
        clock = new FoundingClock(time);
        RandomGenerator random = new SecureRandom();
        store = new Store(clock, new ClusterAdmission(random));
        EventRecorder events = new EventRecorder(store, clock);
        pods = new PodRuntime(store, events, clock);
        mesh = new MeshController(store, events, pods,
                (pod, line) -> pods.write(pod.namespace(), pod.name(), Seed.GATEWAY_CONTAINER, line), clock, random,
                DrainTimes.ISTIO, notices::addIfAbsent);
        faults = new Faults(store, events, clock, random);
        namespaces = new NamespaceController(store);
        tokenSecrets = new TokenSecretController(store);
        loop = new ControlLoop(store, clock,
                List.of(namespaces, tokenSecrets, new ClusterRoleAggregationController(store),
                        new NodeController(store, clock), new LoadBalancerController(store, events, loadBalancer),
                        new DeploymentController(store, events, clock),
                        new ReplicaSetController(store, events, clock, random), new Scheduler(store, events, clock),
                        pods, new EndpointSliceController(store, clock, random), new EndpointsController(store, clock),
                        new NamespaceDeletion(store, clock), new GarbageCollector(store)),
                List.of(new DefinitionController(store, clock), new GatewayApiController(store, clock), mesh,
                        new FaultController(faults)));
    }

    /**
     * Creates what every cluster has; when this returns, the gateway's pod is ready. Nothing happens once it is closed.
     */
    synchronized void start() {
        if (closed) {
            return;
        }
        plant();
        loop.start();
    }

    /** Creates what every cluster has, and brings it to rest on the caller's thread. */
    synchronized void plant() {
        Seed.plant(store);
        BootstrapPolicy.plant(store);
        loop.settle();
        clock.catchUp();
        loop.settle();
    }

    /** Does on the caller's thread what is due at the time the clock says; for a control plane that is not started. */
    void settle() {
        loop.settle();
    }

    /** Waits until all that follows from the changes so far is done, and says whether that came about in time. */
    boolean awaitRest(Duration longest) throws InterruptedException {
        return loop.awaitRest(longest);
    }

    /** When something is to be done though nothing changes. */
    Optional<Instant> nextAppointment() {
        return loop.nextAppointment();
    }

    Store store() {
        return store;
    }

    /**
     * Lets objects in the cluster know of its API.
     *
     * @param certificate
     *            by which it is trusted, PEM
     * @param issuer
     *            of tokens for ServiceAccounts
     */
    void introduce(String certificate, ServiceAccountTokens issuer) {
        namespaces.publish(certificate);
        tokenSecrets.issueFrom(issuer);
    }

    PodRuntime pods() {
        return pods;
    }

    Faults faults() {
        return faults;
    }

    /** Where a port of a pod leads in this process, a gateway's too; empty when nobody listens there. */
    Optional<InetSocketAddress> locate(String podAddress, int port) {
        return pods.locate(podAddress, port).or(() -> mesh.locate(podAddress, port));
    }

    /** What the user should know, oldest first, each thing once: such as a port that was taken. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public synchronized void close() {
        closed = true;
        loop.close();
        mesh.close();
        pods.close();
    }
}
