package dev.twinport.practice.api;

import dev.twinport.practice.istio.IstioWebhook;
import tools.jackson.databind.node.ObjectNode;

/** Asks the webhooks of the cluster whether an object that obeys its kind's rules may be stored. */
final class AdmissionReview {

    private AdmissionReview() {
    }

    /**
     * Lets an object pass, or not; what a webhook warns of, the writer is told.
     *
     * @throws ApiFailure
     *             in a webhook's words, when it refuses the object
     */
    static void ask(ObjectNode object, WriteOptions options) {
        IstioWebhook.review(object).ifPresent(review -> {
            review.refusal().ifPresent(why -> {
                throw ApiFailure.denied(review.webhook(), why);
            });
            // The API server says the same only once.
            review.warnings().stream().distinct().forEach(options.warnings());
        });
    }
}
