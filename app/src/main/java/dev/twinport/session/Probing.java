package dev.twinport.session;

import dev.twinport.console.Console;
import dev.twinport.console.ConsoleState;
import dev.twinport.console.VisibleText;
import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.LineEnding;
import dev.twinport.entry.Entry;
import dev.twinport.entry.EntryResolution;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.podlog.PodLog;
import dev.twinport.proof.Doubts;
import dev.twinport.proof.EchoWitness;
import dev.twinport.proof.EchoWitness.Named;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Judge;
import dev.twinport.proof.LogWitness;
import dev.twinport.proof.Mention;
import dev.twinport.proof.Recognition;
import dev.twinport.proof.Timings;
import dev.twinport.proof.Token;
import dev.twinport.route.ExpectedPods;
import dev.twinport.route.Link;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One probe on its way: dial, send the token, watch what comes back and what the pods log. Used once. */
final class Probing {

    private static final int ENTRIES_AT_MOST = 1_000;
    private static final int LONGEST_SHOWN = 200;

    private final Route route;
    private final EntryResolution entry;
    private final Optional<ExpectedPods> expected;
    private final Map<PodTarget, PodLog> logs;
    private final List<FollowedPod> pods;
    private final SessionSettings settings;
    private final Clock clock;
    private final Token token = Token.random(ThreadLocalRandom.current());
    private final EchoWitness echo;
    private final Semaphore news = new Semaphore(0);
    private final Instant started;
    private final long start = System.nanoTime();
    private final AtomicLong firstByte = new AtomicLong();
    private final AtomicLong echoed = new AtomicLong();
    private Timings timings = Timings.NONE;

    /**
     * @param expected
     *            the pods that are to take it, where that was said; else those the route selects
     */
    Probing(Route route, EntryResolution entry, Optional<ExpectedPods> expected, Map<PodTarget, PodLog> logs,
            SessionSettings settings, Clock clock) {
        this.route = route;
        this.entry = entry;
        this.expected = expected;
        this.logs = logs;
        this.settings = settings;
        this.clock = clock;
        this.started = clock.instant();
        this.echo = new EchoWitness(token, settings.dialect());
        this.pods = logs.entrySet().stream()
                .map(log -> new FollowedPod(log.getKey(), log.getValue(), token, settings.dialect())).toList();
    }

    Proof run() throws InterruptedException {
        List<Subscription> subscriptions = new ArrayList<>();
        logs.values().forEach(log -> subscriptions.add(log.onChange(news::release)));
        try (Console console = new Console(route.port() + "-probe", settings.console(), clock)) {
            subscriptions.add(console.onChange(news::release));
            Optional<Message> unknown = expected.flatMap(ExpectedPods::unknown);
            if (unknown.isPresent()) {
                return proof(new Contact.NotTried(unknown.get()), console);
            }
            Optional<Entry> dialled = entry.entry();
            if (dialled.isEmpty()) {
                return proof(nothingToDial(), console);
            }
            console.connect(dialled.get());
            subscriptions.add(console.listen(this::received));
            awaitUntil(start + settings.timeout().toNanos(),
                    () -> !(console.state() instanceof ConsoleState.Connecting));
            if (console.state() instanceof ConsoleState.Open open) {
                converse(console, open);
            }
            return proof(contact(console.state()), console);
        } finally {
            subscriptions.forEach(Subscription::close);
            pods.forEach(FollowedPod::close);
        }
    }

    private void converse(Console console, ConsoleState.Open open) throws InterruptedException {
        long connected = System.nanoTime();
        awaitUntil(connected + settings.timeout().dividedBy(2).toNanos(),
                () -> pods.stream().allMatch(FollowedPod::isDecided));
        pods.forEach(FollowedPod::begin);
        long sent = System.nanoTime();
        LineEnding ending = settings.dialect().map(Dialect::lineEnding).orElse(LineEnding.LF);
        console.send((token.text() + ending.text()).getBytes(StandardCharsets.UTF_8));
        // A patience of its own: a slow connection must not make a good route look as if it did not echo.
        long deadline = sent + settings.timeout().toNanos();
        awaitUntil(deadline,
                () -> echoed.get() != 0 ? logged() || noLogToWaitFor() : console.state() instanceof ConsoleState.Ended);
        if (echoed.get() == 0 && echo.finish()) {
            echoed.set(System.nanoTime());
            awaitUntil(deadline, () -> logged() || noLogToWaitFor());
        }
        pods.forEach(FollowedPod::finish);
        long mentioned = pods.stream().mapToLong(FollowedPod::mentionedAt).filter(time -> time != 0).min().orElse(0);
        timings = new Timings(Optional.of(open.resolve()), Optional.of(open.connect()),
                since(connected, firstByte.get()).filter(_ -> firstByte.get() < sent), since(sent, echoed.get()),
                since(sent, mentioned));
    }

    private void received(byte[] buffer, int from, int to) {
        firstByte.compareAndSet(0, System.nanoTime());
        if (echoed.get() == 0 && echo.feed(buffer, from, to)) {
            echoed.set(System.nanoTime());
        }
    }

    /** From one moment to another; empty when the other has not come. A byte that was there first took no time. */
    private static Optional<Duration> since(long from, long to) {
        return to == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, to - from)));
    }

    private Contact nothingToDial() {
        Message problem = entry.problem().orElseGet(() -> Message.of("proof.noEntry"));
        return entry.standing() == EntryResolution.Standing.UNKNOWN ? new Contact.NotTried(problem)
                : new Contact.Failed(problem);
    }

    private Contact contact(ConsoleState state) {
        return switch (state) {
            case ConsoleState.Ended ended when echoed.get() == 0 -> new Contact.Failed(ended.sentence());
            case ConsoleState.Connecting connecting -> new Contact.Failed(
                    Message.of("console.event.timeout", connecting.entry().toString(), settings.timeout().toSeconds()));
            default -> new Contact.Open();
        };
    }

    private boolean noLogToWaitFor() {
        return pods.stream().noneMatch(FollowedPod::isFollowed);
    }

    /** Whether the token has been logged by any pod. */
    private boolean logged() {
        return pods.stream().anyMatch(FollowedPod::hasLogged);
    }

    /** Waits for news until the condition holds or the time is over; whether it holds. */
    private boolean awaitUntil(long deadline, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !news.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return condition.getAsBoolean();
            }
            news.drainPermits();
        }
        return true;
    }

    private Proof proof(Contact contact, Console console) {
        List<Dialect> dialects = settings.dialect().map(List::of).orElse(Dialect.BUILT_IN);
        // Of a connection that broke, the greeting may be half of one.
        Optional<Named> greeted = echo.pod(dialects, contact instanceof Contact.Open);
        List<LogWitness> witnesses = pods.stream().map(FollowedPod::witness).toList();
        List<Mention> mentions = witnesses.stream().flatMap(witness -> witness.mentions().stream()).toList();
        Evidence evidence = new Evidence(token, names(expected.map(ExpectedPods::pods).orElseGet(route::pods)), contact,
                greeted.map(Named::pod), Recognition.of(settings.dialect(), greeted, echo, witnesses), mentions,
                pods.stream().filter(FollowedPod::isFollowed).map(FollowedPod::pod).collect(Collectors.toSet()),
                pods.stream().filter(pod -> !pod.isFollowed()).map(FollowedPod::unwatched).toList(), doubts(),
                knownProblems(), timings);
        return new Proof(route, entry, evidence, Judge.judge(evidence), started,
                console.transcript().read(0, ENTRIES_AT_MOST).entries(), Duration.ofNanos(System.nanoTime() - start));
    }

    private Doubts doubts() {
        return new Doubts(pods.stream().flatMap(pod -> pod.witness().strays().stream()).toList(),
                pods.stream().filter(pod -> pod.isFollowed() && pod.witness().hasLost()).map(FollowedPod::pod)
                        .collect(Collectors.toSet()),
                pods.stream().flatMap(pod -> pod.quiet().stream()).toList(), echo.otherEcho().map(Probing::shown),
                unread());
    }

    /** What could not be read of that which says where the route leads, if that is not said otherwise. */
    private Optional<Message> unread() {
        return expected.isPresent() ? Optional.empty()
                : route.chain().stream().filter(link -> link.stage() != Link.Stage.GATEWAY)
                        .flatMap(link -> link.unread().stream()).findFirst();
    }

    /** What a server said, bounded, and without what a screen would obey. */
    private static String shown(String line) {
        String visible = VisibleText.of(line);
        return visible.length() <= LONGEST_SHOWN ? visible : visible.substring(0, LONGEST_SHOWN) + "…";
    }

    private List<Message> knownProblems() {
        List<Message> problems = new ArrayList<>();
        entry.problem().ifPresent(problems::add);
        route.brokenLink().flatMap(Link::problem).ifPresent(problems::add);
        expected.filter(expectation -> !names(expectation.pods()).equals(names(route.pods())))
                .ifPresent(expectation -> problems.add(Message.of("proof.expectedOther", expectation.subset(),
                        route.destinationName().isEmpty() ? "-" : route.destinationName())));
        return problems;
    }

    private static Set<PodName> names(Collection<PodTarget> pods) {
        return pods.stream().map(PodTarget::name).collect(Collectors.toSet());
    }
}
