package dev.twinport.desktop.console;

import dev.twinport.flow.Flags;
import dev.twinport.flow.Subscription;
import dev.twinport.proof.TypedLine;
import dev.twinport.route.PodName;
import java.util.List;
import java.util.Set;

/** Tells of typed lines what a test says. */
final class ToldLines implements TypedLineSource {

    private final Flags flags = new Flags();
    private volatile List<TypedLine> lines = List.of();
    private volatile Set<PodName> selected = Set.of();

    void tell(List<TypedLine> known) {
        lines = List.copyOf(known);
        flags.raise();
    }

    void select(PodName... pods) {
        selected = Set.of(pods);
    }

    @Override
    public List<TypedLine> lines() {
        return lines;
    }

    @Override
    public Subscription onChange(Runnable flag) {
        return flags.add(flag);
    }

    @Override
    public Set<PodName> selected() {
        return selected;
    }
}
