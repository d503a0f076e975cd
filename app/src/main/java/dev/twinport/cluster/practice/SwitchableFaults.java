package dev.twinport.cluster.practice;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.PracticeFault;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.message.Bilingual;
import dev.twinport.message.Message;
import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.faults.ActiveFault;
import dev.twinport.practice.faults.Fault;
import dev.twinport.practice.faults.FaultException;
import dev.twinport.practice.faults.Faults;
import dev.twinport.practice.faults.Leftover;
import dev.twinport.practice.faults.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The faults of the embedded practice cluster, in one namespace. */
final class SwitchableFaults implements PracticeFaults {

    /** What follows from a change is there before; only a pod that takes its time to end takes longer. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final PracticeCluster cluster;
    private final Faults faults;
    private final String namespace;

    SwitchableFaults(PracticeCluster cluster, String namespace) {
        this.cluster = cluster;
        this.faults = cluster.faults();
        this.namespace = namespace;
    }

    @Override
    public List<PracticeFault> all() {
        return faults.catalogue().faults().stream().map(SwitchableFaults::of).toList();
    }

    @Override
    public Optional<Active> active() {
        return faults.active(namespace).map(active -> new Active(of(active.fault()), active.hidden()));
    }

    @Override
    public void inject(String id) throws ClusterException {
        try {
            faults.inject(id, namespace);
            awaitEffect();
        } catch (FaultException refused) {
            throw refused(refused);
        }
    }

    @Override
    public void injectRandom(long seed) throws ClusterException {
        try {
            faults.injectRandom(seed, namespace);
            awaitEffect();
        } catch (FaultException refused) {
            throw refused(refused);
        }
    }

    @Override
    public List<Message> restore() {
        List<Message> leftovers = faults.restore(namespace).stream().flatMap(restored -> restored.leftovers().stream())
                .map(SwitchableFaults::sentence).toList();
        awaitEffect();
        return leftovers;
    }

    @Override
    public Optional<PracticeFault> reveal() {
        return faults.reveal(namespace).map(ActiveFault::fault).map(SwitchableFaults::of);
    }

    private void awaitEffect() {
        try {
            cluster.awaitRest(LONGEST);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ClusterException refused(FaultException refused) {
        return new ClusterException(ClusterException.Cause.REFUSED,
                Message.of("practice.faultRefused", refused.sentence()));
    }

    private static Message sentence(Leftover leftover) {
        return Message.of("practice.leftover." + leftover.reason().name(), leftover.object(),
                leftover.reason() == Leftover.Reason.REFUSED ? leftover.why() : leftover.path());
    }

    private static PracticeFault of(Fault fault) {
        return new PracticeFault(fault.id(), fault.name(), fault.step(), of(fault.title()), of(fault.description()),
                of(fault.client()));
    }

    private static Bilingual of(Text text) {
        return new Bilingual(text.en(), text.zh());
    }
}
