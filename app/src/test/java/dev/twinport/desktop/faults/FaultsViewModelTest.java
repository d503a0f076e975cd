package dev.twinport.desktop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.PracticeFault;
import dev.twinport.desktop.FewFaults;
import dev.twinport.desktop.Pulses;
import dev.twinport.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The view model with a background that runs when the test says so. */
class FaultsViewModelTest {

    private final Pulses pulses = new Pulses();
    private final List<Runnable> background = new ArrayList<>();
    private final FewFaults faults = new FewFaults();
    private final FaultsViewModel model = new FaultsViewModel(background::add, pulses.pump());

    @Test
    void aClusterWithoutFaultsHasNothingToChoose() {
        model.show(Optional.empty());
        assertThat(background).isEmpty();
        assertThat(state()).isEqualTo(FaultsState.NONE);
    }

    @Test
    void theFaultsOfThePracticeClusterAreShownAndGoWithIt() {
        open();
        assertThat(state().all()).isEqualTo(faults.all());
        assertThat(state().active()).isEmpty();
        model.show(Optional.empty());
        assertThat(state()).isEqualTo(FaultsState.NONE);
    }

    @Test
    void oneIsSwitchedOnInTheBackgroundAndOffAgain() {
        open();
        PracticeFault fault = faults.all().getLast();
        model.inject(fault);
        assertThat(state().busy()).isTrue();
        assertThat(faults.active()).isEmpty();
        model.inject(faults.all().getFirst());
        assertThat(background).as("a second one while the first is on its way").hasSize(1);

        work();
        assertThat(state().busy()).isFalse();
        assertThat(faults.all()).filteredOn(state()::isShownAsActive).containsExactly(fault);

        model.restore();
        work();
        assertThat(state().active()).isEmpty();
        assertThat(state().sentences()).isEmpty();
    }

    @Test
    void oneDrawnByANumberIsNotToldUntilItIsRevealed() {
        open();
        model.askForSeed(true);
        assertThat(state().askingForSeed()).isTrue();
        model.injectRandom(7);
        work();
        assertThat(state().askingForSeed()).isFalse();
        assertThat(state().isHidden()).isTrue();
        assertThat(faults.all()).noneMatch(state()::isShownAsActive);

        model.reveal();
        work();
        assertThat(state().isHidden()).isFalse();
        assertThat(faults.all()).filteredOn(state()::isShownAsActive).hasSize(1);
    }

    @Test
    void aRefusalIsSaidUntilItIsDismissed() {
        open();
        Message why = Message.of("practice.faultRefused", "virtualservices.networking.istio.io \"tcp-echo\" not found");
        faults.refuse(new ClusterException(ClusterException.Cause.REFUSED, why));
        model.inject(faults.all().getFirst());
        work();
        assertThat(state().sentences()).containsExactly(why);
        assertThat(state().active()).isEmpty();
        model.show(Optional.of(faults));
        work();
        assertThat(state().sentences()).as("looking again takes nothing away").containsExactly(why);
        model.dismiss();
        assertThat(state().sentences()).isEmpty();
    }

    @Test
    void whatCouldNotBePutBackIsSaid() throws Exception {
        open();
        Message left = Message.of("practice.leftover.GONE_SINCE", "virtualservices \"tcp-echo\"", "");
        faults.leave(left);
        faults.inject(faults.all().getFirst().id());
        model.restore();
        work();
        assertThat(state().sentences()).containsExactly(left);
    }

    @Test
    void oneSwitchedOnByAnnotationIsSeenWhenTheClusterHasChanged() throws Exception {
        open();
        faults.inject(faults.all().getFirst().id());
        model.show(Optional.of(faults));
        work();
        assertThat(faults.all()).filteredOn(state()::isShownAsActive).containsExactly(faults.all().getFirst());
    }

    @Test
    void anOlderLookDoesNotUndoWhatANewerOneSaw() throws Exception {
        open();
        model.show(Optional.of(faults));
        Runnable older = background.removeFirst();
        model.inject(faults.all().getFirst());
        work();
        faults.restore();
        older.run();
        pulses.settle();
        assertThat(state().active()).isPresent();
    }

    private void open() {
        model.show(Optional.of(faults));
        work();
    }

    private void work() {
        List<Runnable> now = List.copyOf(background);
        background.clear();
        now.forEach(Runnable::run);
        pulses.settle();
    }

    private FaultsState state() {
        return model.stateProperty().get();
    }
}
