package dev.twinport.cli;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.PracticeFault;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.message.Bilingual;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.practice.faults.Fault;
import dev.twinport.practice.faults.FaultCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which fault the practice cluster is to have. */
final class FaultOptions {

    private static final String RANDOM = "random";
    private static final int SEEDS = 10_000;

    @Option(names = "--fault", paramLabel = "ID", description = "Have the practice cluster begin with this fault (id or name, see: twinport practice --list-faults), or with \"random\": one that is not named until the end.")
    private @Nullable String fault;

    @Option(names = "--seed", paramLabel = "N", description = "With --fault random: the same number is the same fault on every computer of the class.")
    private @Nullable Long seed;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * What was asked for.
     *
     * @param id
     *            empty for one that is drawn
     */
    private record Choice(Optional<String> id, long seed) {
    }

    /** Whether a fault was asked for. */
    boolean isGiven() {
        return fault != null;
    }

    /**
     * Refuses what cannot be, before anything is started.
     *
     * @throws ParameterException
     *             with the nearest ids when there is no such fault
     */
    void check(Wording wording) {
        choice(wording);
    }

    /** Switches it on, if one was asked for, and says so. */
    void inject(PracticeFaults faults, Terminal terminal) throws ClusterException {
        Optional<Choice> choice = choice(terminal.wording());
        if (choice.isEmpty()) {
            return;
        }
        if (choice.get().id().isPresent()) {
            faults.inject(choice.get().id().get());
            faults.active().ifPresent(active -> terminal
                    .progress(Message.of("cli.faultInjected", named(active.fault(), terminal.wording()))));
        } else {
            faults.injectRandom(choice.get().seed());
            terminal.progress(Message.of("cli.randomFaultInjected", Long.toString(choice.get().seed())));
        }
    }

    /** Says at the end which it was that was drawn, if it is still there. */
    void reveal(PracticeFaults faults, Terminal terminal) {
        if (RANDOM.equals(fault)) {
            faults.active().ifPresent(
                    active -> terminal.progress(Message.of("cli.faultWas", named(active.fault(), terminal.wording()))));
        }
    }

    /**
     * The fault that --fault random --seed N stands for.
     *
     * @throws ParameterException
     *             when there is no seed
     */
    String revealed(Wording wording) {
        if (seed == null) {
            throw new ParameterException(spec.commandLine(), wording.say("cli.revealNeedsSeed"));
        }
        Fault drawn = FaultCatalogue.read().random(seed);
        return "%s %s: %s".formatted(drawn.id(), drawn.name(),
                wording.say(new Bilingual(drawn.title().en(), drawn.title().zh())));
    }

    private Optional<Choice> choice(Wording wording) {
        if (seed != null && !RANDOM.equals(fault)) {
            throw new ParameterException(spec.commandLine(), wording.say("cli.seedNeedsRandom"));
        }
        if (fault == null) {
            return Optional.empty();
        }
        if (fault.equals(RANDOM)) {
            return Optional
                    .of(new Choice(Optional.empty(), seed != null ? seed : ThreadLocalRandom.current().nextInt(SEEDS)));
        }
        return Optional.of(new Choice(Optional.of(find(fault, wording).id()), 0));
    }

    private Fault find(String written, Wording wording) {
        FaultCatalogue catalogue = FaultCatalogue.read();
        return catalogue.find(written)
                .orElseThrow(() -> new ParameterException(spec.commandLine(),
                        catalogue.unavailable().stream()
                                .filter(row -> row.id().equals(written.toUpperCase(Locale.ROOT))).findFirst()
                                .map(row -> wording.say("cli.faultUnavailable", row.id(),
                                        wording.say(new Bilingual(row.reason().en(), row.reason().zh()))))
                                .orElseGet(() -> unknown(written, catalogue, wording))));
    }

    private static String unknown(String written, FaultCatalogue catalogue, Wording wording) {
        List<String> near = catalogue.near(written);
        return near.isEmpty()
                ? wording.say("cli.unknownFault", written,
                        String.join(", ", catalogue.faults().stream().map(Fault::id).toList()))
                : wording.say("cli.unknownFaultNear", written, String.join(", ", near));
    }

    private static String named(PracticeFault fault, Wording wording) {
        return "%s %s: %s".formatted(fault.id(), fault.name(), wording.say(fault.title()));
    }
}
