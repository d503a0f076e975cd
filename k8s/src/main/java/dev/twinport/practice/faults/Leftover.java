package dev.twinport.practice.faults;

import dev.twinport.practice.store.ResourceKey;

/**
 * Something of a fault that was not put back, because somebody else has had a hand in it since.
 *
 * @param object
 *            the object, as in {@code virtualservices.networking.istio.io "tcp-echo"}
 * @param namespace
 *            its namespace
 * @param path
 *            the field, as in {@code /spec/tcp/1/match}; empty for the object as a whole
 */
public record Leftover(Reason reason, String object, String namespace, String path) {

    /** Why. */
    public enum Reason {
        /** The field has another value than the fault gave it. */
        CHANGED_SINCE,
        /** The object the fault changed is gone. */
        GONE_SINCE,
        /** An object the fault deleted was created again, or one that it created was replaced by another. */
        REPLACED_SINCE
    }

    static Leftover of(Reason reason, ResourceKey key, String path) {
        return new Leftover(reason, "%s \"%s\"".formatted(key.kind().qualifiedPlural(), key.name()), key.namespace(),
                path);
    }

    /** A sentence in English. */
    public String sentence() {
        return switch (reason) {
            case CHANGED_SINCE -> "%s of %s in namespace %s was changed since, and stays as it is.".formatted(path,
                    object, namespace);
            case GONE_SINCE ->
                    "%s in namespace %s was deleted since, and is not put back.".formatted(object, namespace);
            case REPLACED_SINCE ->
                    "%s in namespace %s was created anew since, and stays as it is.".formatted(object, namespace);
        };
    }
}
