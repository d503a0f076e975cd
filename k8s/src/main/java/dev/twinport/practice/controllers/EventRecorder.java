package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes Kubernetes Events: what {@code kubectl get events} and the end of {@code kubectl describe} show.
 * <p>
 * An event that says the same about the same object again raises its count. The oldest are deleted beyond
 * {@value #KEPT}. Any thread may record.
 */
public final class EventRecorder {

    private static final int KEPT = 2_000;

    /** The one component that writes events of the newer shape. */
    private static final String SCHEDULER = "default-scheduler";
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'",
            Locale.ROOT);

    private final Store store;
    private final Clock clock;
    private final Map<Text, ResourceKey> written = new LinkedHashMap<>();
    private final Deque<Text> order = new ArrayDeque<>();
    private long sequence;

    public EventRecorder(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Who says it.
     *
     * @param component
     *            as in {@code kubelet}
     * @param host
     *            the node it runs on; empty when that does not matter
     */
    public record Source(String component, String host) {
    }

    /** Records that something went as it should. */
    public void normal(KubernetesObject about, String component, String reason, String message) {
        record(about, new Source(component, ""), "", "Normal", reason, message);
    }

    /** Records that something went wrong. */
    public void warning(KubernetesObject about, String component, String reason, String message) {
        record(about, new Source(component, ""), "", "Warning", reason, message);
    }

    /**
     * Records that something happened.
     *
     * @param field
     *            the part of the object it is about, as in {@code spec.containers{name}}; empty when it is the whole
     * @param type
     *            {@code Normal} or {@code Warning}
     */
    public void record(KubernetesObject about, Source source, String field, String type, String reason,
            String message) {
        record(about, new Text(about.uid(), source, field, type, reason, message));
    }

    private synchronized void record(KubernetesObject about, Text text) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        ResourceKey known = written.get(text);
        if (known != null && countAgain(known, now)) {
            return;
        }
        String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
        ResourceKey key = new ResourceKey(ResourceKinds.EVENT, namespace,
                about.name() + "." + HexFormat.of().toHexDigits(clock.millis() * 1_000_000 + sequence++));
        store.create(key, event(about, text, key, clock.instant()));
        if (known == null) {
            order.addLast(text);
        }
        written.put(text, key);
        forgetOldest();
    }

    private boolean countAgain(ResourceKey key, String now) {
        try {
            store.update(key, event -> {
                event.put("count", event.path("count").asInt(1) + 1);
                return event.put("lastTimestamp", now);
            });
            return true;
        } catch (StoreException deleted) {
            return false;
        }
    }

    private void forgetOldest() {
        while (order.size() > KEPT) {
            ResourceKey oldest = written.remove(order.removeFirst());
            if (oldest != null && store.find(oldest).isPresent()) {
                try {
                    store.delete(oldest);
                } catch (StoreException deletedMeanwhile) {
                    // Gone is what it was to be.
                }
            }
        }
    }

    private static ObjectNode event(KubernetesObject about, Text text, ResourceKey key, Instant instant) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
        ObjectNode involved = event.putObject("involvedObject")
                .put("apiVersion", about.tree().path("apiVersion").asString("")).put("kind", about.kind())
                .put("name", about.name());
        if (!text.field().isEmpty()) {
            involved.put("fieldPath", text.field());
        }
        if (!about.namespace().isEmpty()) {
            involved.put("namespace", about.namespace());
        }
        involved.put("uid", about.uid()).put("resourceVersion",
                about.tree().at("/metadata/resourceVersion").asString(""));
        event.put("reason", text.reason()).put("message", text.message()).put("type", text.type());
        event.put("reportingComponent", text.source().component());
        return text.source().component().equals(SCHEDULER) ? asSchedulerDoes(event, about, instant)
                : asControllersDo(event, text.source(), instant);
    }

    /** The older shape, which most components write. */
    private static ObjectNode asControllersDo(ObjectNode event, Source from, Instant now) {
        String second = now.truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode source = event.putObject("source").put("component", from.component());
        if (!from.host().isEmpty()) {
            source.put("host", from.host());
        }
        event.put("reportingInstance", from.host()).putNull("eventTime");
        return event.put("count", 1).put("firstTimestamp", second).put("lastTimestamp", second);
    }

    /** The newer shape, of {@code events.k8s.io}: a time with microseconds, and no count before there is a series. */
    private static ObjectNode asSchedulerDoes(ObjectNode event, KubernetesObject about, Instant now) {
        event.putObject("source");
        event.put("reportingInstance", SCHEDULER + "-" + about.tree().at("/spec/nodeName").asString("practice"));
        event.put("action", event.path("reason").asString("").equals("Scheduled") ? "Binding" : "Scheduling");
        event.put("eventTime", MICROSECONDS.format(now.atOffset(ZoneOffset.UTC)));
        return event.putNull("firstTimestamp").putNull("lastTimestamp");
    }

    private record Text(String uid, Source source, String field, String type, String reason, String message) {
    }
}
