package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterEvent;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.route.KubernetesObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Events in the cluster. One has the name that follows from what it tells, so the same told again is found without a
 * right to list, and becomes a series: one Event that says how often, as client-go's recorder makes them. Needs the
 * rights to patch and to create {@code events.events.k8s.io}, and no other. A server that does not know that group, as
 * the practice cluster, is told by the core group's Events, which are the same with three fields of other names.
 */
final class ToldEvents {

    private static final String CONTROLLER = "twinport.dev/verify";
    private static final String ACTION = "Verify";
    /** Bounds of {@code k8s.io/kubernetes/pkg/apis/core/validation/events.go}, and of names. */
    private static final int LONGEST_NOTE = 1024;
    private static final int LONGEST_INSTANCE = 128;
    private static final int LONGEST_NAME_PART = 200;
    /** Go's MicroTime has six digits, always. */
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter
            .ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ApiServer server;
    private final String instance;

    /** The same Event in one of the API's two groups for it. */
    private record Form(String root, String resource, String apiVersion, String regarding, String note,
            String controller) {

        static final Form EVENTS = new Form("/apis/events.k8s.io/v1", "events.events.k8s.io", "events.k8s.io/v1",
                "regarding", "note", "reportingController");
        static final Form CORE = new Form("/api/v1", "events", "v1", "involvedObject", "message", "reportingComponent");
    }

    /**
     * @param instance
     *            who tells: the pod's name, or the machine's
     */
    ToldEvents(ApiServer server, String instance) {
        this.server = server;
        this.instance = cut(instance, LONGEST_INSTANCE);
    }

    void tell(ClusterEvent event) throws ClusterException {
        try {
            tell(event, Form.EVENTS);
        } catch (ClusterException e) {
            if (e.reason() != Cause.NOT_FOUND) {
                throw e;
            }
            tell(event, Form.CORE);
        }
    }

    private void tell(ClusterEvent event, Form form) throws ClusterException {
        String namespace = event.regarding().namespace();
        String note = cut(event.note(), LONGEST_NOTE);
        String name = name(event, note);
        String all = form.root() + "/namespaces/" + namespace + "/events";
        Request one = new Request(all + "/" + name, "patch", form.resource(), Optional.of(namespace));
        try {
            // A patch that changes nothing gives the Event, without the right to read any.
            KubernetesObject told = server.merge(one, Map.of());
            server.merge(one, again(told, event.seen()));
        } catch (ClusterException e) {
            if (e.reason() != Cause.NOT_FOUND) {
                throw e;
            }
            server.create(new Request(all, "create", form.resource(), Optional.of(namespace)),
                    first(event, name, note, form));
        }
    }

    /** Only if nobody else has told it meanwhile. */
    private static Map<String, Object> again(KubernetesObject told, Instant seen) {
        int count = told.number("series", "count").orElse(1) + 1;
        return Map.of("metadata", Map.of("resourceVersion", told.text("metadata", "resourceVersion").orElse("")),
                "series", Map.of("count", count, "lastObservedTime", MICRO_TIME.format(seen)));
    }

    private Map<String, Object> first(ClusterEvent event, String name, String note, Form form) {
        KubernetesObject regarding = event.regarding();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("apiVersion", form.apiVersion());
        content.put("kind", "Event");
        content.put("metadata", Map.of("name", name, "namespace", regarding.namespace()));
        content.put("eventTime", MICRO_TIME.format(event.seen()));
        content.put("type", event.warning() ? "Warning" : "Normal");
        content.put("reason", event.reason());
        content.put("action", ACTION);
        content.put(form.note(), note);
        content.put(form.regarding(), Map.of("apiVersion", regarding.apiVersion(), "kind", regarding.kind(),
                "namespace", regarding.namespace(), "name", regarding.name(), "uid", regarding.uid()));
        content.put(form.controller(), CONTROLLER);
        content.put("reportingInstance", instance);
        return content;
    }

    private static String name(ClusterEvent event, String note) {
        String told = String.join("\n", event.regarding().uid(), event.reason(), note);
        String hash = UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
        return cut(event.regarding().name(), LONGEST_NAME_PART).replaceFirst("[.-]+$", "") + "." + hash;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
