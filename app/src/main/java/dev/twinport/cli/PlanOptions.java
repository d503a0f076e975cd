package dev.twinport.cli;

import dev.twinport.message.Wording;
import dev.twinport.session.Plan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How often to probe, and how many at once. */
final class PlanOptions {

    private static final int MOST_SAMPLES = 10_000;
    private static final int MOST_PARALLEL = 1_000;

    @Option(names = "--for", paramLabel = "TIME", converter = DurationText.class, description = "Go on for so long: 60s, 5m, 1h30m. The routes follow the cluster while it changes.")
    private @Nullable Duration lasting;

    @Option(names = "--every", paramLabel = "TIME", converter = DurationText.class, description = "From one round of probes to the next (default: 1s). Without --for or --count: until Ctrl-C.")
    private @Nullable Duration every;

    @Option(names = "--count", paramLabel = "N", description = "So many rounds, one probe of each route in each.")
    private @Nullable Integer count;

    @Option(names = "--watch", description = "Show a table that is kept up to date; where there is no terminal, a line for each change. Ends with --for, --count or Ctrl-C.")
    private boolean watch;

    @Option(names = "--samples", paramLabel = "N", description = "Open so many connections per port, and compare the shares the destinations got with the configured weights (95 %% confidence).")
    private @Nullable Integer samples;

    @Option(names = "--parallel", paramLabel = "N", defaultValue = ""
            + Plan.PARALLEL, description = "Most probes under way at once, of all routes together (default: ${DEFAULT-VALUE}).")
    private int parallel = Plan.PARALLEL;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * The plan they make.
     *
     * @throws ParameterException
     *             when a number makes no sense, or options contradict one another
     */
    Plan plan(Wording wording) {
        range("--count", count, Integer.MAX_VALUE, wording);
        range("--samples", samples, MOST_SAMPLES, wording);
        range("--parallel", parallel, MOST_PARALLEL, wording);
        if (samples != null && goesOn()) {
            throw new ParameterException(spec.commandLine(), wording.say("cli.samplesAlone"));
        }
        Duration pace = every == null ? Plan.EVERY : every;
        return new Plan(goesOn() ? Optional.ofNullable(count) : Optional.of(1), Optional.ofNullable(lasting), pace,
                parallel, samples == null ? 1 : samples);
    }

    /** Whether there is more than one round. */
    boolean goesOn() {
        return watch || lasting != null || every != null || count != null;
    }

    boolean watch() {
        return watch;
    }

    /** Whether shares are measured. */
    boolean samples() {
        return samples != null;
    }

    private void range(String option, @Nullable Integer number, int most, Wording wording) {
        if (number != null && (number < 1 || number > most)) {
            throw new ParameterException(spec.commandLine(),
                    wording.say("cli.outOfRange", option, 1, Integer.toString(most)));
        }
    }
}
