package dev.twinport.practice.pods;

import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.objects.KubernetesObject;

/** The kubelet's events about one pod. */
final class PodTelling {

    private static final String COMPONENT = "kubelet";

    private final EventRecorder events;
    private final KubernetesObject pod;

    PodTelling(EventRecorder events, KubernetesObject pod) {
        this.events = events;
        this.pod = pod;
    }

    void normal(Container container, String reason, String message) {
        events.record(pod, new EventRecorder.Source(COMPONENT, PodRuntime.NODE), field(container), "Normal", reason,
                message);
    }

    void warning(Container container, String reason, String message) {
        events.record(pod, new EventRecorder.Source(COMPONENT, PodRuntime.NODE), field(container), "Warning", reason,
                message);
    }

    /** Something about the pod as a whole went wrong. */
    void warning(String reason, String message) {
        events.record(pod, new EventRecorder.Source(COMPONENT, PodRuntime.NODE), "", "Warning", reason, message);
    }

    private static String field(Container container) {
        return "spec.%s{%s}".formatted(container.role().list(), container.name());
    }
}
