package dev.twinport.practice;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A control plane whose time passes only when a test says so, on the test's thread. */
final class QuietCluster implements AutoCloseable {

    final ManualClock clock = new ManualClock();
    final ControlPlane plane = new ControlPlane(clock);
    final Store store = plane.store();
    final List<WatchEvent> seen = new ArrayList<>();

    QuietCluster() {
        plane.plant();
        store.watch(seen::add);
    }

    /** Applies objects and lets all follow that needs no time. */
    void apply(String yaml) {
        Objects.apply(store, yaml);
        plane.settle();
    }

    void settle() {
        plane.settle();
    }

    /** Lets time pass, from appointment to appointment. */
    void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        for (Optional<Instant> next = plane.nextAppointment(); next.isPresent()
                && !next.get().isAfter(end); next = plane.nextAppointment()) {
            clock.set(next.get().isBefore(clock.instant()) ? clock.instant() : next.get());
            plane.settle();
        }
        clock.set(end);
        plane.settle();
    }

    KubernetesObject get(ResourceKind kind, String name) {
        return new KubernetesObject(store.get(key(kind, name)));
    }

    boolean has(ResourceKind kind, String name) {
        return store.find(key(kind, name)).isPresent();
    }

    List<KubernetesObject> all(ResourceKind kind) {
        return store.list(kind, "default").objects().stream().map(KubernetesObject::new).toList();
    }

    List<KubernetesObject> pods(String prefix) {
        return all(ResourceKinds.POD).stream().filter(pod -> pod.name().startsWith(prefix)).toList();
    }

    /** The events about an object: {@code type reason count message}. */
    List<String> events(String about) {
        return all(ResourceKinds.EVENT).stream()
                .filter(event -> event.tree().at("/involvedObject/name").asString("").equals(about))
                .map(event -> "%s %s %d %s".formatted(event.tree().path("type").asString(""),
                        event.tree().path("reason").asString(""), event.tree().path("count").asInt(1),
                        event.tree().path("message").asString("")))
                .toList();
    }

    void edit(ResourceKind kind, String name, String pointer, JsonNode value) {
        store.update(key(kind, name), tree -> {
            int slash = pointer.lastIndexOf('/');
            String field = pointer.substring(slash + 1).replace("~1", "/");
            tree.withObject(pointer.substring(0, slash)).set(field, value);
            return tree;
        });
        plane.settle();
    }

    /** What {@code kubectl delete pod} does to the object. */
    void delete(String pod, int graceSeconds) {
        store.update(key(ResourceKinds.POD, pod), tree -> {
            tree.withObject("/metadata").put("deletionGracePeriodSeconds", graceSeconds).put("deletionTimestamp",
                    clock.instant().plusSeconds(graceSeconds).toString());
            return tree;
        });
        plane.settle();
    }

    static ResourceKey key(ResourceKind kind, String name) {
        return new ResourceKey(kind, kind.namespaced() ? "default" : "", name);
    }

    @Override
    public void close() {
        plane.close();
    }
}
