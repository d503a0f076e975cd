package dev.twinport.practice;

import dev.twinport.practice.access.BootstrapPolicy;
import dev.twinport.practice.controllers.ControlLoop;
import dev.twinport.practice.controllers.DeploymentController;
import dev.twinport.practice.controllers.EndpointSliceController;
import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.controllers.GarbageCollector;
import dev.twinport.practice.controllers.ReplicaSetController;
import dev.twinport.practice.controllers.ServiceAccountController;
import dev.twinport.practice.controllers.ServiceController;
import dev.twinport.practice.faults.FaultController;
import dev.twinport.practice.faults.Faults;
import dev.twinport.practice.mesh.MeshController;
import dev.twinport.practice.pods.PodRuntime;
import dev.twinport.practice.store.Store;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Everything of the practice cluster but its API: the store, and what acts on it. */
final class ControlPlane implements AutoCloseable {

    private final Store store;
    private final PodRuntime pods;
    private final MeshController mesh;
    private final Faults faults;
    private final ControlLoop loop;
    private boolean closed;
    private final CopyOnWriteArrayList<String> notices = new CopyOnWriteArrayList<>();

    ControlPlane(Clock clock) {
        RandomGenerator random = new SecureRandom();
        store = new Store(clock);
        EventRecorder events = new EventRecorder(store, clock);
        pods = new PodRuntime(store, events, clock);
        mesh = new MeshController(store, events, pods,
                (pod, line) -> pods.write(pod.namespace(), pod.name(), Seed.GATEWAY_CONTAINER, line), clock, random,
                notices::addIfAbsent);
        faults = new Faults(store, events, clock, random);
        loop = new ControlLoop(store,
                List.of(new ServiceAccountController(store), new ServiceController(store),
                        new DeploymentController(store, events, clock), new ReplicaSetController(store, events, random),
                        pods, new EndpointSliceController(store, random), mesh, new GarbageCollector(store),
                        new FaultController(faults)));
    }

    /** Creates what every cluster has; when this returns, the gateway's pod runs. Nothing happens once it is closed. */
    synchronized void start() {
        if (closed) {
            return;
        }
        Seed.plant(store);
        BootstrapPolicy.plant(store);
        loop.settle();
        loop.start();
    }

    Store store() {
        return store;
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
