package dev.twinport.practice.api;

import dev.twinport.practice.store.Store;
import tools.jackson.databind.JsonNode;

/**
 * {@code …/pods/NAME/exec} and {@code attach}, which are refused: a pod here is a server inside this process, and there
 * is no program to run in it. kubectl asks over a WebSocket first, then over SPDY, and shows the answer's message.
 */
final class ExecEndpoint {

    private final Store store;

    ExecEndpoint(Store store) {
        this.store = store;
    }

    /**
     * The refusal for a pod and a container that are there; what the API server says of those that are not.
     *
     * @param container
     *            the one asked for; empty for the pod's only one
     */
    ApiFailure refusal(ApiPath path, String container) {
        JsonNode pod = store.get(path.key());
        LoggedContainer.of(pod, container);
        if (pod.at("/spec/nodeName").asString("").isEmpty()) {
            return ApiFailure.badRequest("pod %s does not have a host assigned".formatted(path.name()));
        }
        return ApiFailure.notImplemented(
                "%s is not possible in the practice cluster: its pods are servers inside one process, without a file system or commands (try logs or port-forward)"
                        .formatted(path.subresource()));
    }
}
