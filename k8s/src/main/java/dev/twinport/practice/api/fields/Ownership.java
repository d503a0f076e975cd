package dev.twinport.practice.api.fields;

import dev.twinport.practice.api.fields.ManagedFields.Owned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of field ownership for objects of one kind: what a write takes from whom, and what an apply makes of an
 * object.
 *
 * @param shape
 *            the kind's schema
 * @param reset
 *            fields that a write through this path leaves alone, and nobody owns by it, such as {@code .status}
 */
public record Ownership(Shape shape, FieldSet reset) {

    /** Owner of what an object had when it was first applied to and nobody was known to own anything. */
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";
    /** Owner of what too many updaters have written, the oldest together. */
    private static final String ANCIENT = "ancient-changes";
    private static final int MOST_UPDATERS = 10;
    private static final String KUBECTL = "kubectl";
    private static final String LAST_APPLIED = LastApplied.ANNOTATION;
    private static final String MANAGED_FIELDS = "managedFields";
    /** What every writer must give or the server sets: never owned. */
    private static final FieldSet NEVER = FieldSet
            .of(Stream
                    .concat(Stream.of(FieldPath.of("apiVersion"), FieldPath.of("kind"), FieldPath.of("metadata")),
                            Stream.of("name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName",
                                    "generation", MANAGED_FIELDS, "resourceVersion")
                                    .map(name -> FieldPath.of("metadata", name)))
                    .toList());

    /**
     * What an apply leads to.
     *
     * @param object
     *            the object with what was applied, without managed fields
     */
    public record Applied(ObjectNode object, ManagedFields managed) {
    }

    /**
     * Who owns what after a write that is no apply.
     *
     * @param before
     *            the object before; empty when it is created
     * @param after
     *            the object as it is to be
     * @param managed
     *            who owned what
     *
     * @throws IllegalArgumentException
     *             when items of a list cannot be told apart
     */
    public ManagedFields update(ObjectNode before, ObjectNode after, ManagedFields managed, Manager manager,
            Instant now) {
        if (managed.isEmpty() && before.at("/metadata/uid").isString()) {
            return managed;
        }
        Comparison changes = compare(shape.complete(before), shape.complete(after));
        FieldSet taken = changes.modified().union(changes.added());
        ManagedFields left = take(managed, Optional.empty(), taken, changes.removed());
        FieldSet gained = seen(taken).difference(NEVER);
        if (gained.isEmpty()) {
            return left;
        }
        return capped(
                left.with(manager, new Owned(left.of(manager).union(gained), manager.apiVersion(), Optional.of(now))));
    }

    /**
     * Applies a configuration.
     *
     * @param live
     *            the object there is; empty when there is none
     * @param applied
     *            everything the manager wants to own, with values
     * @param apiVersion
     *            the version it is written in
     * @param force
     *            whether to take fields from other owners
     *
     * @throws ApplyConflict
     *             when it would have to, and must not
     * @throws IllegalArgumentException
     *             when items of a list cannot be told apart, or a field is applied that the kind does not have
     */
    public Applied apply(ObjectNode live, ObjectNode applied, ManagedFields managed, Manager manager, String apiVersion,
            boolean force, Instant now) {
        SetFields.checkDeclared(FieldPath.ROOT, applied, shape);
        ObjectNode base = withoutManagedFields(live);
        ManagedFields known = managed.isEmpty() && base.at("/metadata/uid").isString()
                ? update(JsonNodeFactory.instance.objectNode(), base, managed,
                        Manager.updater(BEFORE_FIRST_APPLY, apiVersion, manager.subresource()), now)
                : managed;
        Applied result;
        try {
            result = merge(base, applied, known, manager, apiVersion, force, now);
        } catch (ApplyConflict conflict) {
            if (!manager.name().equals(KUBECTL)) {
                throw conflict;
            }
            List<Conflict> others = notAppliedByClient(conflict.conflicts(), base, apiVersion);
            if (!others.isEmpty()) {
                throw new ApplyConflict(others);
            }
            result = merge(base, applied, known, manager, apiVersion, true, now);
        }
        if (manager.name().equals(KUBECTL)) {
            rememberForClient(result.object(), applied);
        }
        return result;
    }

    private Applied merge(ObjectNode live, ObjectNode applied, ManagedFields managed, Manager manager,
            String apiVersion, boolean force, Instant now) {
        JsonNode merged = Merge.of(live, applied, shape);
        FieldSet last = managed.of(manager);
        FieldSet fields = seen(SetFields.of(applied, shape));
        ManagedFields claimed = managed.with(manager, new Owned(fields, apiVersion, Optional.of(now)));
        ObjectNode result = prune(merged, claimed, last) instanceof ObjectNode object ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        Comparison changes = compare(live, result);
        FieldSet taken = changes.modified().union(changes.added());
        List<Conflict> conflicts = conflicts(claimed, manager, taken);
        if (!force && !conflicts.isEmpty()) {
            throw new ApplyConflict(conflicts);
        }
        ManagedFields left = take(claimed, Optional.of(manager), taken, changes.removed());
        FieldSet own = left.of(manager).difference(NEVER);
        // The time is when the manager last changed something, not when it last asked to.
        Optional<Instant> time = result.equals(live) ? managed.timeOf(manager) : Optional.of(now);
        return new Applied(result, left.with(manager, new Owned(own, apiVersion, time)));
    }

    /** Takes away what the manager applied before and no more, unless somebody else has it too. */
    private JsonNode prune(JsonNode merged, ManagedFields claimed, FieldSet last) {
        if (last.isEmpty()) {
            return merged;
        }
        FieldSet owned = claimed.owned().values().stream().map(Owned::fields).reduce(FieldSet.EMPTY, FieldSet::union)
                .withNamedFields(shape);
        FieldSet all = SetFields.of(merged, shape).withNamedFields(shape);
        FieldSet before = last.withNamedFields(shape);
        JsonNode pruned = Removal.of(merged, before, shape);
        FieldSet kept = fieldsOf(pruned).withNamedFields(shape);
        pruned = Removal.of(merged, all.difference(kept.union(owned)), shape);
        kept = fieldsOf(pruned).withNamedFields(shape);
        return Removal.of(merged, all.difference(kept).intersection(before), shape);
    }

    private FieldSet fieldsOf(JsonNode value) {
        return value.isMissingNode() ? FieldSet.EMPTY : SetFields.of(value, shape);
    }

    private static List<Conflict> conflicts(ManagedFields managed, Manager manager, FieldSet taken) {
        List<Conflict> conflicts = new ArrayList<>();
        managed.owned().forEach((owner, its) -> {
            if (!owner.equals(manager)) {
                its.fields().intersection(taken).paths().forEach(path -> conflicts.add(new Conflict(owner, path)));
            }
        });
        return conflicts;
    }

    /** Takes fields from all but one. */
    private static ManagedFields take(ManagedFields managed, Optional<Manager> spared, FieldSet taken,
            FieldSet removed) {
        TreeMap<Manager, Owned> left = new TreeMap<>(managed.owned());
        left.replaceAll((owner, its) -> spared.equals(Optional.of(owner)) ? its
                : its.with(its.fields().difference(taken).difference(removed)));
        return new ManagedFields(left);
    }

    private Comparison compare(ObjectNode before, ObjectNode after) {
        return Comparison.of(withoutManagedFields(before), withoutManagedFields(after), shape).through(this::seen);
    }

    private FieldSet seen(FieldSet fields) {
        return fields.recursiveDifference(reset);
    }

    /**
     * The conflicts that are not about fields kubectl itself applied from the client's side, and that still are as it
     * left them.
     */
    private List<Conflict> notAppliedByClient(List<Conflict> conflicts, ObjectNode live, String apiVersion) {
        String text = live.at("/metadata/annotations").path(LAST_APPLIED).asString("");
        Optional<ObjectNode> last = LastApplied.read(text)
                .filter(object -> object.path("apiVersion").asString("").equals(apiVersion));
        if (last.isEmpty()) {
            return conflicts;
        }
        Comparison changes = Comparison.of(last.get(), live, shape);
        FieldSet allowed = SetFields.of(last.get(), shape).difference(changes.modified()).difference(changes.added())
                .difference(changes.removed());
        return conflicts.stream().filter(conflict -> !allowed.contains(conflict.path())).toList();
    }

    /** Keeps the annotation of client-side apply, where there is one, at what was applied last. */
    private static void rememberForClient(ObjectNode object, ObjectNode applied) {
        if (object.at("/metadata/annotations").path(LAST_APPLIED).asString("").isEmpty()) {
            return;
        }
        object.withObject("/metadata/annotations").put(LAST_APPLIED, LastApplied.write(applied));
    }

    private static ObjectNode withoutManagedFields(ObjectNode object) {
        if (object.at("/metadata/" + MANAGED_FIELDS).isMissingNode()) {
            return object;
        }
        ObjectNode shallow = object.objectNode().setAll(object);
        ObjectNode metadata = object.objectNode().setAll((ObjectNode) object.path("metadata"));
        metadata.remove(MANAGED_FIELDS);
        shallow.set("metadata", metadata);
        return shallow;
    }

    /** Puts the oldest updaters together when there are more than {@value #MOST_UPDATERS}. */
    private static ManagedFields capped(ManagedFields managed) {
        List<Map.Entry<Manager, Owned>> updaters = managed.owned().entrySet().stream()
                .filter(entry -> !entry.getKey().applies())
                .sorted(Comparator
                        .comparing((Map.Entry<Manager, Owned> entry) -> entry.getValue().time().orElse(Instant.EPOCH))
                        .thenComparing(Map.Entry::getKey))
                .toList();
        if (updaters.size() <= MOST_UPDATERS) {
            return managed;
        }
        TreeMap<Manager, Owned> left = new TreeMap<>(managed.owned());
        int count = updaters.size();
        Map<String, Manager> first = new TreeMap<>();
        for (Map.Entry<Manager, Owned> entry : updaters) {
            if (count <= MOST_UPDATERS) {
                break;
            }
            String version = entry.getValue().apiVersion();
            Manager before = first.putIfAbsent(version, entry.getKey());
            if (before != null) {
                Manager ancient = Manager.updater(ANCIENT, version, "");
                Owned merged = left.get(ancient);
                Owned oldest = merged == null ? left.remove(before) : merged;
                left.remove(entry.getKey());
                FieldSet fields = entry.getValue().fields();
                FieldSet both = oldest == null ? fields : oldest.fields().union(fields);
                left.put(ancient, new Owned(both, version, entry.getValue().time()));
                count--;
            }
        }
        return new ManagedFields(left);
    }
}
