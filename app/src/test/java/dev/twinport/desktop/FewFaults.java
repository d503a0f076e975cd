package dev.twinport.desktop;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.PracticeFault;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.message.Bilingual;
import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Three faults that change nothing, for tests of what shows them. */
public final class FewFaults implements PracticeFaults {

    private final List<PracticeFault> all = List.of(fault("TWP-07a", "scaled-to-zero", 3, "No pod", "没有 Pod"),
            fault("TWP-05a", "subset-missing", 5, "No subset", "没有子集"),
            fault("TWP-06", "subset-selects-nothing", 5, "No pod in the subset", "子集中没有 Pod"));
    private volatile Optional<Active> active = Optional.empty();
    private volatile List<Message> leftovers = List.of();
    private volatile @Nullable ClusterException refusal;

    /** Nothing can be switched on from now on. */
    public void refuse(ClusterException why) {
        refusal = why;
    }

    /** Restoring leaves this behind from now on. */
    public void leave(Message... left) {
        leftovers = List.of(left);
    }

    @Override
    public List<PracticeFault> all() {
        return all;
    }

    @Override
    public Optional<Active> active() {
        return active;
    }

    @Override
    public void inject(String id) throws ClusterException {
        require();
        active = all.stream().filter(fault -> fault.id().equals(id)).findFirst().map(fault -> new Active(fault, false));
    }

    @Override
    public void injectRandom(long seed) throws ClusterException {
        require();
        active = Optional.of(new Active(all.get((int) (seed % all.size())), true));
    }

    @Override
    public List<Message> restore() {
        active = Optional.empty();
        return leftovers;
    }

    @Override
    public Optional<PracticeFault> reveal() {
        active = active.map(on -> new Active(on.fault(), false));
        return active.map(Active::fault);
    }

    private void require() throws ClusterException {
        ClusterException why = refusal;
        if (why != null) {
            throw why;
        }
    }

    private static PracticeFault fault(String id, String name, int step, String english, String chinese) {
        Bilingual text = new Bilingual(english, chinese);
        return new PracticeFault(id, name, step, text, text, text);
    }
}
