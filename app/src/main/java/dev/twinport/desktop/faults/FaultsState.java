package dev.twinport.desktop.faults;

import dev.twinport.cluster.PracticeFault;
import dev.twinport.cluster.PracticeFaults.Active;
import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * The faults as the window shows them.
 *
 * @param all
 *            what there is to choose; nothing when the cluster that is shown is no practice cluster
 * @param active
 *            the fault that is on
 * @param busy
 *            whether one is being switched on or off
 * @param askingForSeed
 *            whether the number of a random fault is being asked for
 * @param sentences
 *            why the last one could not be switched on, or what could not be put back
 */
public record FaultsState(List<PracticeFault> all, Optional<Active> active, boolean busy, boolean askingForSeed,
        List<Message> sentences) {

    static final FaultsState NONE = new FaultsState(List.of(), Optional.empty(), false, false, List.of());

    public FaultsState {
        all = List.copyOf(all);
        sentences = List.copyOf(sentences);
    }

    /** Whether that fault is known to be the one that is on. */
    public boolean isShownAsActive(PracticeFault fault) {
        return active.filter(on -> !on.hidden() && on.fault().equals(fault)).isPresent();
    }

    /** Whether a fault is on that is not to be told. */
    public boolean isHidden() {
        return active.filter(Active::hidden).isPresent();
    }

    FaultsState asBusy() {
        return new FaultsState(all, active, true, false, List.of());
    }

    FaultsState asking(boolean asking) {
        return new FaultsState(all, active, busy, asking, sentences);
    }

    FaultsState withoutSentences() {
        return new FaultsState(all, active, busy, askingForSeed, List.of());
    }
}
