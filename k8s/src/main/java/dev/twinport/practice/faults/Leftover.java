package dev.twinport.practice.faults;

import dev.twinport.practice.store.ResourceKey;

/**
 * Something of a fault that was not put back, because somebody else has had a hand in it since, or it was refused.
 *
 * @param object
 *            the object, as in {@code virtualservices.networking.istio.io "tcp-echo"}
 * @param namespace
 *            its namespace
 * @param path
 *            the field, as in {@code /spec/tcp/1/match}; empty for the object as a whole
 * @param why
 *            what the API said when it refused; empty unless that is the reason
 */
public record Leftover(Reason reason, String object, String namespace, String path, String why) {

    /** Why. */
    public enum Reason {
        /** The field has another value than the fault gave it. */
        CHANGED_SINCE,
        /** The object the fault changed is gone. */
        GONE_SINCE,
        /** An object the fault deleted was created again, or one that it created was replaced by another. */
        REPLACED_SINCE,
        /** The cluster does not take the object as it was. */
        REFUSED
    }

    static Leftover of(Reason reason, ResourceKey key, String path, String why) {
        return new Leftover(reason, "%s \"%s\"".formatted(key.kind().qualifiedPlural(), key.name()), key.namespace(),
                path, why);
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
            case REFUSED -> "%s in namespace %s could not be put back: %s".formatted(object, namespace, why);
        };
    }
}
