package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Something asked of a cluster beside other things, on a virtual thread of its own. */
@FunctionalInterface
interface Asking<T> {

    T ask() throws ClusterException;

    /**
     * Begins to ask.
     *
     * @param what
     *            names the thread
     */
    static <T> CompletableFuture<T> start(String what, Asking<T> asking) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("read " + what).start(() -> {
            try {
                answer.complete(asking.ask());
            } catch (ClusterException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Waits for the answer. */
    static <T> T outcome(CompletableFuture<T> answer) throws ClusterException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClusterException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failures.cancelled();
        }
    }
}
