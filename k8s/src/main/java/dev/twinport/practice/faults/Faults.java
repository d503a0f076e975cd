package dev.twinport.practice.faults;

import dev.twinport.practice.api.ApiPath;
import dev.twinport.practice.api.ObjectWrites;
import dev.twinport.practice.api.Patch;
import dev.twinport.practice.api.WriteOptions;
import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults of a practice cluster, to be switched on and off; at most one per namespace, a second one takes the place
 * of the first.
 * <p>
 * Two ways lead here: these methods, and the annotation {@value #ANNOTATION} on a namespace, whose value is a fault's
 * id or name, {@value #RANDOM}, or {@code random:SEED}. Both leave the annotation on the namespace while a fault is
 * active, and {@value #STATUS} beside it. A fault drawn at random is written there as {@value #RANDOM}: which one it is
 * can be read from what it changed, and nowhere else until it is revealed.
 * <p>
 * All methods may be called by any thread; they work on the caller's. What a fault changes takes effect when the
 * cluster's controllers have seen it, shortly after.
 */
public final class Faults {

    /** The annotation of a namespace that names its fault. */
    public static final String ANNOTATION = "practice.twinport.dev/fault";
    /** The annotation that says what became of it. */
    public static final String STATUS = "practice.twinport.dev/fault-status";
    /** The annotation's value for a fault that is not to be known. */
    public static final String RANDOM = "random";

    private static final String COMPONENT = "practice-faults";

    private final Store store;
    private final EventRecorder events;
    private final Clock clock;
    private final RandomGenerator random;
    private final CommandRunner runner;
    private final ObjectWrites writes;
    private final Map<String, Injected> active = new TreeMap<>();
    /** The annotation's value that was last acted on, by namespace. */
    private final Map<String, String> handled = new HashMap<>();
    private @Nullable FaultCatalogue catalogue;

    private record Injected(ActiveFault fault, List<Change> changes) {
    }

    /** No fault is active to begin with. */
    public Faults(Store store, EventRecorder events, Clock clock, RandomGenerator random) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.runner = new CommandRunner(store);
        this.writes = new ObjectWrites(store);
    }

    /** All faults there are. The first call reads them from the program's files. */
    public synchronized FaultCatalogue catalogue() {
        FaultCatalogue known = catalogue;
        if (known == null) {
            known = FaultCatalogue.read();
            catalogue = known;
        }
        return known;
    }

    /**
     * Switches a fault on, after the one that is active in the namespace was restored.
     *
     * @param idOrName
     *            as in {@code TWP-05a} or {@code subset-missing}
     * @param namespace
     *            where the tutorial's objects are
     *
     * @throws FaultException
     *             when there is no such fault or namespace: then nothing is changed; or when the objects are not as the
     *             fault needs them: then the one that was active is restored, and nothing else is changed
     */
    public synchronized ActiveFault inject(String idOrName, String namespace) throws FaultException {
        Fault fault = require(idOrName);
        return injectAndAnnotate(fault, false, fault.id(), namespace);
    }

    /**
     * Switches on the fault that belongs to a number, without telling which it is.
     *
     * @param seed
     *            the same number means the same fault in every practice cluster of this version
     *
     * @throws FaultException
     *             as {@link #inject}
     */
    public synchronized ActiveFault injectRandom(long seed, String namespace) throws FaultException {
        return injectAndAnnotate(catalogue().random(seed), true, RANDOM, namespace);
    }

    /** {@link #injectRandom(long, String)} with any number. */
    public ActiveFault injectRandom(String namespace) throws FaultException {
        return injectRandom(random.nextLong(), namespace);
    }

    /**
     * Switches the namespace's fault off: objects it created are removed, changed ones get back what they had, deleted
     * ones are created anew. What others have changed since stays, and is named.
     *
     * @return empty when none is active
     */
    public synchronized Optional<Restored> restore(String namespace) {
        Optional<Restored> restored = undo(namespace);
        handled.remove(namespace);
        find(namespace).ifPresent(object -> annotate(object, null, status(restored)));
        return restored;
    }

    /** The fault that is active in a namespace. */
    public synchronized Optional<ActiveFault> active(String namespace) {
        return Optional.ofNullable(active.get(namespace)).map(Injected::fault);
    }

    /** All active faults, by namespace. */
    public synchronized List<ActiveFault> active() {
        return active.values().stream().map(Injected::fault).toList();
    }

    /** Lets everybody know which fault it is that was drawn at random; empty when none is active. */
    public synchronized Optional<ActiveFault> reveal(String namespace) {
        Injected injected = active.get(namespace);
        if (injected == null) {
            return Optional.empty();
        }
        ActiveFault revealed = injected.fault().revealed();
        active.put(namespace, new Injected(revealed, injected.changes()));
        handled.put(namespace, revealed.fault().id());
        find(namespace).ifPresent(object -> annotate(object, revealed.fault().id(), "injected"));
        return Optional.of(revealed);
    }

    /** Does what the annotations say, where they have changed. */
    synchronized void follow() {
        Set<String> namespaces = new HashSet<>();
        for (ObjectNode tree : store.list(ResourceKinds.NAMESPACE, "").objects()) {
            KubernetesObject namespace = new KubernetesObject(tree);
            namespaces.add(namespace.name());
            follow(namespace, namespace.annotations().getOrDefault(ANNOTATION, ""));
        }
        Set<String> gone = new HashSet<>(active.keySet());
        gone.removeAll(namespaces);
        gone.forEach(this::undo);
        handled.keySet().retainAll(namespaces);
    }

    private void follow(KubernetesObject namespace, String wanted) {
        String name = namespace.name();
        if (wanted.equals(handled.getOrDefault(name, ""))) {
            return;
        }
        if (wanted.isEmpty()) {
            restore(name);
            return;
        }
        handled.put(name, wanted);
        try {
            if (wanted.equals(RANDOM)) {
                inject(catalogue().random(random.nextLong()), true, namespace);
            } else if (wanted.matches(RANDOM + ":-?\\d{1,18}")) {
                inject(catalogue().random(Long.parseLong(wanted.substring(RANDOM.length() + 1))), true, namespace);
            } else {
                undo(name);
                inject(require(wanted), false, namespace);
            }
            annotate(namespace, wanted, "injected");
        } catch (FaultException refused) {
            events.warning(namespace, COMPONENT,
                    refused.reason() == FaultException.Reason.UNKNOWN ? "UnknownFault" : "FaultNotInjected",
                    refused.sentence());
            annotate(namespace, wanted, "failed: " + refused.sentence());
        }
    }

    private ActiveFault injectAndAnnotate(Fault fault, boolean hidden, String value, String name)
            throws FaultException {
        KubernetesObject namespace = find(name).orElseThrow(() -> new FaultException(FaultException.Reason.NO_NAMESPACE,
                "namespaces \"%s\" not found".formatted(name)));
        boolean hadAnother = active.containsKey(name);
        ActiveFault injected;
        try {
            injected = inject(fault, hidden, namespace);
        } catch (FaultException refused) {
            if (hadAnother) {
                // That one has been restored: its name must not stay.
                handled.remove(name);
                annotate(namespace, null, "failed: " + refused.sentence());
            }
            throw refused;
        }
        handled.put(name, value);
        annotate(namespace, value, "injected");
        return injected;
    }

    /** Carries its commands out; if one fails, those before it are undone. */
    private ActiveFault inject(Fault fault, boolean hidden, KubernetesObject namespace) throws FaultException {
        undo(namespace.name());
        List<Change> changes = new ArrayList<>();
        try {
            for (FaultCommand command : InjectScript.of(fault)) {
                changes.add(runner.run(command, namespace.name()));
            }
        } catch (FaultException refused) {
            Undo.of(changes, store);
            throw new FaultException(refused.reason(), "%s cannot be injected into namespace %s: %s"
                    .formatted(hidden ? "The fault" : fault.folder(), namespace.name(), refused.sentence()), refused);
        }
        ActiveFault injected = new ActiveFault(namespace.name(), fault, hidden, clock.instant());
        active.put(namespace.name(), new Injected(injected, List.copyOf(changes)));
        events.normal(namespace, COMPONENT, "FaultInjected",
                hidden ? "A fault was injected." : "%s: %s".formatted(fault.folder(), fault.title().en()));
        return injected;
    }

    private Optional<Restored> undo(String name) {
        Injected injected = active.remove(name);
        if (injected == null) {
            return Optional.empty();
        }
        Restored restored = new Restored(injected.fault(), Undo.of(injected.changes(), store));
        find(name).ifPresent(namespace -> {
            events.normal(namespace, COMPONENT, "FaultRestored", injected.fault().hidden() ? "The fault was restored."
                    : injected.fault().fault().folder() + " was restored.");
            restored.leftovers()
                    .forEach(leftover -> events.warning(namespace, COMPONENT, "FaultLeftover", leftover.sentence()));
        });
        return Optional.of(restored);
    }

    private static @Nullable String status(Optional<Restored> restored) {
        List<String> sentences = restored.map(Restored::leftovers).stream().flatMap(Collection::stream)
                .map(Leftover::sentence).toList();
        return sentences.isEmpty() ? null : "restored: " + String.join(" ", sentences);
    }

    private Fault require(String idOrName) throws FaultException {
        return catalogue().find(idOrName).orElseThrow(() -> {
            List<String> near = catalogue().near(idOrName);
            List<String> all = catalogue().faults().stream().map(Fault::id).toList();
            return new FaultException(FaultException.Reason.UNKNOWN,
                    "There is no fault \"%s\". %s: %s".formatted(idOrName,
                            near.isEmpty() ? "There are" : "Is one of these meant",
                            String.join(", ", near.isEmpty() ? all : near)));
        });
    }

    private Optional<KubernetesObject> find(String namespace) {
        return store.find(new ResourceKey(ResourceKinds.NAMESPACE, "", namespace)).map(KubernetesObject::new);
    }

    /** Writes both annotations; null takes one away. */
    private void annotate(KubernetesObject namespace, @Nullable String value, @Nullable String status) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("metadata").putObject("annotations").put(ANNOTATION, value).put(STATUS, status);
        ResourceKey key = new ResourceKey(ResourceKinds.NAMESPACE, "", namespace.name());
        writes.patch(ApiPath.of(key), new Patch(Patch.Format.MERGE, body, key.kind()), WriteOptions.by(COMPONENT));
    }
}
