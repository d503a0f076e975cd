package dev.twinport.practice.deletion;

import java.util.List;
import java.util.Optional;

/** What happens to objects that belong to one that is deleted. */
public enum Propagation {

    /** They are deleted after it. */
    BACKGROUND("Background", ""),
    /** They are deleted before it. */
    FOREGROUND("Foreground", "foregroundDeletion"),
    /** They stay, and belong to nobody. */
    ORPHAN("Orphan", "orphan");

    /** The finalizers that only say how an object's dependents are treated. */
    public static final List<String> FINALIZERS = List.of(FOREGROUND.finalizer, ORPHAN.finalizer);

    private final String word;
    private final String finalizer;

    Propagation(String word, String finalizer) {
        this.word = word;
        this.finalizer = finalizer;
    }

    /** The one of {@code propagationPolicy}; empty when it is none of its words. */
    public static Optional<Propagation> of(String word) {
        for (Propagation propagation : values()) {
            if (propagation.word.equals(word)) {
                return Optional.of(propagation);
            }
        }
        return Optional.empty();
    }

    /** The finalizer an object waits with until that has happened; empty when it need not wait. */
    public String finalizer() {
        return finalizer;
    }
}
