package dev.twinport.practice.faults;

import dev.twinport.practice.api.ApiPath;
import dev.twinport.practice.api.ObjectWrites;
import dev.twinport.practice.api.Patch;
import dev.twinport.practice.api.WriteOptions;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries a fault's commands out as kubectl would, under the field managers kubectl has, and notes what they change.
 */
final class CommandRunner {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final Store store;
    private final ObjectWrites writes;

    CommandRunner(Store store) {
        this.store = store;
        this.writes = new ObjectWrites(store);
    }

    /**
     * Carries one command out.
     *
     * @param namespace
     *            the namespace of objects for which the command names none
     *
     * @return what it did
     *
     * @throws FaultException
     *             when it does nothing: the object is not there, is refused, or is already so
     */
    Change run(FaultCommand command, String namespace) throws FaultException {
        return switch (command) {
            case FaultCommand.Patch(FaultCommand.Target target, FaultCommand.Format format, var body) -> patch(
                    key(target, namespace), new Patch(format(format), body, kind(target.kind())), "kubectl-patch");
            case FaultCommand.Scale(FaultCommand.Target target, int replicas) -> {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.putObject("spec").put("replicas", replicas);
                yield merge(target, namespace, body, "kubectl");
            }
            case FaultCommand.Mark mark -> merge(mark.target(), namespace, marks(mark),
                    mark.field().equals("labels") ? "kubectl-label" : "kubectl-annotate");
            case FaultCommand.Delete(FaultCommand.Target target) -> {
                ResourceKey key = key(target, namespace);
                yield noted(key, () -> writes.delete(ApiPath.of(key), WriteOptions.by("kubectl")));
            }
            case FaultCommand.Apply(ObjectNode object, String named) ->
                    create(object, named.isEmpty() ? namespace : named);
        };
    }

    private Change merge(FaultCommand.Target target, String namespace, ObjectNode body, String manager)
            throws FaultException {
        return patch(key(target, namespace), new Patch(Patch.Format.MERGE, body, kind(target.kind())), manager);
    }

    private Change patch(ResourceKey key, Patch patch, String manager) throws FaultException {
        return noted(key, () -> writes.patch(ApiPath.of(key), patch, WriteOptions.by(manager)).object());
    }

    private static ObjectNode marks(FaultCommand.Mark mark) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode marks = body.putObject("metadata").putObject(mark.field());
        mark.set().forEach(marks::put);
        mark.removed().forEach(marks::putNull);
        return body;
    }

    /** As {@code kubectl apply} creates: with the whole object noted in an annotation. */
    private Change create(ObjectNode object, String namespace) throws FaultException {
        ResourceKind kind = kind(object.path("kind").asString(""), object.path("apiVersion").asString(""));
        String apiVersion = object.path("apiVersion").asString("");
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        ResourceKey key = new ResourceKey(kind, namespace, object.at("/metadata/name").asString(""));
        ObjectNode body = object.deepCopy();
        body.withObject("/metadata").put("namespace", namespace);
        body.withObject("/metadata/annotations");
        String applied = body.toString();
        body.withObject("/metadata/annotations").put(LAST_APPLIED, applied + "\n");
        return noted(key, () -> writes.create(new ApiPath(kind, version, namespace, "", ""), body,
                WriteOptions.by("kubectl-client-side-apply")).object());
    }

    /** A write; gives the object as it is after it. */
    @FunctionalInterface
    private interface Write {
        ObjectNode write();
    }

    /**
     * Does a write and notes it from the store's own events, so that what others write at the same time is not taken
     * for its effect.
     */
    private Change noted(ResourceKey key, Write write) throws FaultException {
        List<WatchEvent> events = new CopyOnWriteArrayList<>();
        try (Store.Subscription _ = store.watch(event -> {
            if (event.key().equals(key)) {
                events.add(event);
            }
        })) {
            String version = version(write.write());
            for (WatchEvent event : new ArrayList<>(events)) {
                if (version(event.object()).equals(version)) {
                    boolean deleted = event.type() == WatchEvent.Type.DELETED;
                    return new Change(key, Optional.ofNullable(event.previous()),
                            deleted ? Optional.empty() : Optional.of(event.object()));
                }
            }
        } catch (RuntimeException refused) {
            throw new FaultException(FaultException.Reason.REFUSED, String.valueOf(refused.getMessage()), refused);
        }
        throw new FaultException(FaultException.Reason.REFUSED,
                "%s \"%s\" is so already".formatted(key.kind().qualifiedPlural(), key.name()));
    }

    private static String version(ObjectNode object) {
        return object.at("/metadata/resourceVersion").asString("");
    }

    private static Patch.Format format(FaultCommand.Format format) {
        return switch (format) {
            case JSON -> Patch.Format.JSON;
            case MERGE -> Patch.Format.MERGE;
            case STRATEGIC -> Patch.Format.STRATEGIC;
        };
    }

    private ResourceKey key(FaultCommand.Target target, String namespace) throws FaultException {
        return new ResourceKey(kind(target.kind()), target.namespace().isEmpty() ? namespace : target.namespace(),
                target.name());
    }

    private ResourceKind kind(String written) throws FaultException {
        List<ResourceKind> kinds = store.kinds().all();
        return kinds.stream().filter(kind -> kind.qualifiedPlural().equals(written)).findFirst()
                .or(() -> kinds.stream()
                        .filter(kind -> kind.plural().equals(written) || kind.singular().equals(written)).findFirst())
                .orElseThrow(() -> noSuchKind(written));
    }

    private ResourceKind kind(String kind, String apiVersion) throws FaultException {
        return store.kinds().byKind(apiVersion, kind).orElseThrow(() -> noSuchKind(kind + " of " + apiVersion));
    }

    private static FaultException noSuchKind(String written) {
        return new FaultException(FaultException.Reason.REFUSED,
                "the server doesn't have a resource type \"%s\"".formatted(written));
    }
}
