package dev.twinport.practice.api;

import dev.twinport.practice.store.Store;

/**
 * {@code …/pods/NAME/exec} and {@code attach}, which are refused: a pod here is a server inside this process, and there
 * is no program to run in it. kubectl asks over a WebSocket first, then over SPDY, and shows the answer's message.
 */
final class ExecEndpoint {

    private final Store store;

    ExecEndpoint(Store store) {
        this.store = store;
    }

    /** The refusal for a pod that is there; {@code pods "x" not found} for one that is not. */
    ApiFailure refusal(ApiPath path) {
        store.get(path.key());
        return ApiFailure.notImplemented(
                "%s is not possible in the practice cluster: its pods are servers inside one process, without a file system or commands (try logs or port-forward)"
                        .formatted(path.subresource()));
    }
}
