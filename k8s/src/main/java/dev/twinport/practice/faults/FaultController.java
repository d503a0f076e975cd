package dev.twinport.practice.faults;

import dev.twinport.practice.controllers.Controller;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.WatchEvent;
import java.time.Instant;
import java.util.Optional;

/** Switches faults on and off as the namespaces' annotations say ({@link Faults#ANNOTATION}). */
public final class FaultController implements Controller {

    private final Faults faults;

    public FaultController(Faults faults) {
        this.faults = faults;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        return event.key().kind().equals(ResourceKinds.NAMESPACE);
    }

    @Override
    public Optional<Instant> reconcile() {
        faults.follow();
        return Optional.empty();
    }
}
