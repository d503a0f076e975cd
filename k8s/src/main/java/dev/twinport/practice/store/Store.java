package dev.twinport.practice.store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every object of the practice cluster, in one sequence of versions.
 * <p>
 * Objects go in and come out as copies or as trees nobody modifies, so that a reader never sees a half-made change.
 * Watchers are told inside the lock, in version order; they must only enqueue. All methods may be called from any
 * thread.
 */
public final class Store {

    private final Clock clock;
    private final Kinds kinds = new Kinds();
    private final Admission admission;
    private final ObjectIndex index = new ObjectIndex();
    private final Map<ResourceKey, ObjectNode> objects = new ConcurrentHashMap<>();
    private final Map<String, History> histories = new HashMap<>();
    private final List<Consumer<WatchEvent>> watchers = new CopyOnWriteArrayList<>();
    private long version = 1;

    /** A store that keeps what it is given. */
    public Store(Clock clock) {
        this(clock, Admission.NONE);
    }

    /**
     * @param admission
     *            completes what is written, or refuses it
     */
    public Store(Clock clock, Admission admission) {
        this.clock = clock;
        this.admission = admission;
    }

    /** What a list and the watch that follows it need: the objects, and the version at which they were read. */
    public record Listing(List<ObjectNode> objects, long resourceVersion) {
    }

    /** Ends what it was returned for. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** The kinds objects can be of. */
    public Kinds kinds() {
        return kinds;
    }

    /** The clock that stamps what is stored. */
    public Clock clock() {
        return clock;
    }

    public Optional<ObjectNode> find(ResourceKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /**
     * The object at a key.
     *
     * @throws StoreException
     *             NotFound
     */
    public ObjectNode get(ResourceKey key) {
        return find(key).orElseThrow(() -> notFound(key));
    }

    /** Objects of a kind, by namespace and name; all namespaces when {@code namespace} is empty. */
    public synchronized Listing list(ResourceKind kind, String namespace) {
        List<ObjectNode> found = index.keys(kind, namespace).stream().map(objects::get).toList();
        return new Listing(found, version);
    }

    /**
     * The same as it was at a version, which is not to be later than the latest.
     *
     * @throws StoreException
     *             Expired when the history does not reach back that far
     */
    public synchronized Listing listAt(ResourceKind kind, String namespace, long at) {
        History history = history(kind);
        if (!history.reaches(at)) {
            throw new StoreException(StoreException.Reason.Expired, null,
                    "The resourceVersion for the provided list is too old.");
        }
        NavigableMap<String, ObjectNode> then = new TreeMap<>();
        index.keys(kind, namespace).forEach(key -> then.put(ObjectIndex.path(key), objects.get(key)));
        history.undo(then, namespace, at);
        return new Listing(List.copyOf(then.values()), at);
    }

    /** The keys of the objects that name an object with that uid among their owners, in no order. */
    public synchronized List<ResourceKey> dependents(String uid) {
        return List.copyOf(index.dependents(uid));
    }

    /** The keys of all objects in a namespace, of every kind. */
    public synchronized List<ResourceKey> contents(String namespace) {
        return index.contents(namespace);
    }

    /** Whether there is an object of that uid. */
    public synchronized boolean hasUid(String uid) {
        return index.hasUid(uid);
    }

    /**
     * Adds an object; gives it uid, creationTimestamp, generation and resourceVersion.
     *
     * @throws StoreException
     *             AlreadyExists
     */
    public synchronized ObjectNode create(ResourceKey key, ObjectNode object) {
        return keep(WatchEvent.Type.ADDED, key, null, previewCreate(key, object));
    }

    /** What {@link #create} would store, without storing it (and without a resourceVersion). */
    public synchronized ObjectNode previewCreate(ResourceKey key, ObjectNode object) {
        if (objects.get(key) != null) {
            throw new StoreException(StoreException.Reason.AlreadyExists, key,
                    "%s \"%s\" already exists".formatted(key.kind().qualifiedPlural(), key.name()));
        }
        ObjectNode stored = object.deepCopy();
        ObjectNode metadata = stored.withObject("/metadata");
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        Generation.begin(key.kind(), metadata);
        metadata.remove("resourceVersion");
        admission.onCreate(this, key, stored);
        return stored;
    }

    /**
     * Replaces an object by what {@code change} makes of a copy of it. Nothing happens, and no event is sent, when the
     * result is equal to what was there. An object that was only waiting for this change to be gone is gone with it.
     *
     * @throws StoreException
     *             NotFound, or Conflict when the result names another resourceVersion than the current one
     */
    public synchronized ObjectNode update(ResourceKey key, UnaryOperator<ObjectNode> change) {
        ObjectNode current = get(key);
        ObjectNode changed = previewUpdate(key, change);
        if (changed.equals(current)) {
            return current;
        }
        return Finalization.isComplete(key.kind(), changed) ? drop(key, current, changed)
                : keep(WatchEvent.Type.MODIFIED, key, current, changed);
    }

    /** What {@link #update} would store, without storing it. */
    public synchronized ObjectNode previewUpdate(ResourceKey key, UnaryOperator<ObjectNode> change) {
        ObjectNode current = get(key);
        ObjectNode changed = change.apply(current.deepCopy()).deepCopy();
        ObjectNode metadata = changed.withObject("/metadata");
        String expected = metadata.path("resourceVersion").asString("");
        String actual = current.at("/metadata/resourceVersion").asString("");
        if (!expected.isEmpty() && !expected.equals(actual)) {
            throw new StoreException(StoreException.Reason.Conflict, key,
                    "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply your changes to the latest version and try again"
                            .formatted(key.kind().qualifiedPlural(), key.name()));
        }
        Generation.advance(key.kind(), current, changed);
        for (String fixed : List.of("uid", "creationTimestamp", "resourceVersion")) {
            metadata.set(fixed, current.at("/metadata/" + fixed));
        }
        if (changed.equals(current)) {
            return current;
        }
        admission.onUpdate(this, key, current, changed);
        Generation.advance(key.kind(), current, changed);
        return changed.equals(current) ? current : changed;
    }

    /**
     * Removes an object and returns its last state.
     *
     * @throws StoreException
     *             NotFound
     */
    public synchronized ObjectNode delete(ResourceKey key) {
        ObjectNode previous = get(key);
        return drop(key, previous, previous.deepCopy());
    }

    /**
     * What became of an object that was to be removed.
     *
     * @param object
     *            the object as it is now, or its last state
     */
    public record Removal(ObjectNode object, boolean gone) {
    }

    /**
     * Removes an object, or replaces it by what stays of it for a while.
     *
     * @param kept
     *            what is to stay of the object as it is; empty for nothing
     *
     * @throws StoreException
     *             NotFound
     */
    public synchronized Removal remove(ResourceKey key, Function<ObjectNode, Optional<ObjectNode>> kept) {
        ObjectNode current = get(key);
        Optional<ObjectNode> left = kept.apply(current);
        return left.isEmpty() ? new Removal(delete(key), true) : new Removal(update(key, object -> left.get()), false);
    }

    /** The version right after the latest change. */
    public synchronized long version() {
        return version;
    }

    /** Calls {@code watcher} for every change from now on. */
    public Subscription watch(Consumer<WatchEvent> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /**
     * Calls {@code watcher} for every change of an object of a kind after {@code since}, those already past included,
     * none twice.
     *
     * @throws StoreException
     *             Expired when the history of that kind no longer reaches back to {@code since}
     */
    public synchronized Subscription watchSince(ResourceKind kind, long since, Consumer<WatchEvent> watcher) {
        History history = history(kind);
        if (!history.reaches(since)) {
            throw new StoreException(StoreException.Reason.Expired, null,
                    "too old resource version: %s (%s)".formatted(since, history.oldest()));
        }
        history.since(since).forEach(watcher);
        return watch(event -> {
            if (event.key().kind().equals(kind)) {
                watcher.accept(event);
            }
        });
    }

    /** Called within the lock. */
    private History history(ResourceKind kind) {
        return histories.computeIfAbsent(kind.qualifiedPlural(), _ -> new History());
    }

    private ObjectNode keep(WatchEvent.Type type, ResourceKey key, @Nullable ObjectNode previous, ObjectNode written) {
        version++;
        written.withObject("/metadata").put("resourceVersion", Long.toString(version));
        // The history keeps many versions of an object, most of them alike but for the status.
        ObjectNode object = previous == null ? written : (ObjectNode) SharedTree.of(previous, written);
        if (previous != null) {
            index.remove(key, previous);
        }
        index.add(key, object);
        objects.put(key, object);
        announce(new WatchEvent(type, key, object, previous, version));
        return object;
    }

    private ObjectNode drop(ResourceKey key, ObjectNode previous, ObjectNode last) {
        objects.remove(key);
        index.remove(key, previous);
        version++;
        last.withObject("/metadata").put("resourceVersion", Long.toString(version));
        announce(new WatchEvent(WatchEvent.Type.DELETED, key, last, previous, version));
        return last;
    }

    private void announce(WatchEvent event) {
        history(event.key().kind()).add(event);
        watchers.forEach(watcher -> watcher.accept(event));
    }

    private static StoreException notFound(ResourceKey key) {
        return new StoreException(StoreException.Reason.NotFound, key,
                "%s \"%s\" not found".formatted(key.kind().qualifiedPlural(), key.name()));
    }
}
