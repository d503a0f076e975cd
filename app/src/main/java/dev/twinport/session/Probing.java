package dev.twinport.session;

import dev.twinport.console.Console;
import dev.twinport.console.ConsoleState;
import dev.twinport.console.Dialect;
import dev.twinport.dialect.Recognised;
import dev.twinport.entry.Entry;
import dev.twinport.entry.EntryResolution;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.podlog.LogLine;
import dev.twinport.podlog.PodLog;
import dev.twinport.podlog.PodLogState;
import dev.twinport.proof.Doubts;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Evidence.Unwatched;
import dev.twinport.proof.Judge;
import dev.twinport.proof.Mention;
import dev.twinport.proof.Timings;
import dev.twinport.proof.Token;
import dev.twinport.proof.TokenFinder;
import dev.twinport.route.Link;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import org.jspecify.annotations.Nullable;

/** One probe on its way: dial, send the token, watch what comes back and what the pods log. Used once. */
final class Probing {

    private static final int LINES_AT_A_TIME = 1_000;

    private final Route route;
    private final EntryResolution entry;
    private final Map<PodTarget, PodLog> logs;
    private final SessionSettings settings;
    private final Clock clock;
    private final Token token = Token.random(ThreadLocalRandom.current());
    private final TokenFinder echo = new TokenFinder(token);
    private final Semaphore news = new Semaphore(0);
    private final Map<PodLog, Long> cursors = new HashMap<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final Instant started;
    private final long start = System.nanoTime();
    private final AtomicLong firstByte = new AtomicLong();
    private final AtomicLong echoed = new AtomicLong();
    private long loggedAt;
    private Timings timings = Timings.NONE;

    Probing(Route route, EntryResolution entry, Map<PodTarget, PodLog> logs, SessionSettings settings, Clock clock) {
        this.route = route;
        this.entry = entry;
        this.logs = logs;
        this.settings = settings;
        this.clock = clock;
        this.started = clock.instant();
    }

    Proof run() throws InterruptedException {
        List<Subscription> subscriptions = new ArrayList<>();
        logs.values().forEach(log -> subscriptions.add(log.onChange(news::release)));
        try (Console console = new Console(route.port() + "-probe", settings.console(), clock)) {
            subscriptions.add(console.onChange(news::release));
            Optional<Entry> dialled = entry.entry();
            if (dialled.isEmpty()) {
                return proof(nothingToDial(), Optional.empty(), console);
            }
            console.connect(dialled.get());
            subscriptions.add(console.listen(this::received));
            awaitUntil(start + settings.timeout().toNanos(),
                    () -> !(console.state() instanceof ConsoleState.Connecting));
            if (console.state() instanceof ConsoleState.Open open) {
                converse(console, open);
            }
            return proof(contact(console.state()), Dialect.GO_ECHO.podOf(console.greeting().text()), console);
        } finally {
            subscriptions.forEach(Subscription::close);
        }
    }

    private void converse(Console console, ConsoleState.Open open) throws InterruptedException {
        long connected = System.nanoTime();
        awaitUntil(connected + settings.timeout().dividedBy(2).toNanos(), this::logsDecided);
        logs.values().forEach(log -> cursors.put(log, log.next()));
        long sent = System.nanoTime();
        console.sendLine(token.text());
        // A patience of its own: a slow connection must not make a good route look as if it did not echo.
        awaitUntil(sent + settings.timeout().toNanos(),
                () -> echoed.get() != 0 ? logged() || noLogToWaitFor() : console.state() instanceof ConsoleState.Ended);
        logged();
        timings = new Timings(Optional.of(open.resolve()), Optional.of(open.connect()),
                since(connected, firstByte.get()).filter(_ -> firstByte.get() < sent), since(sent, echoed.get()),
                since(sent, loggedAt));
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

    /** Whether every log is either followed by now or known not to be. */
    private boolean logsDecided() {
        return logs.values().stream().allMatch(log -> log.state() != PodLogState.OPENING);
    }

    private boolean noLogToWaitFor() {
        return logs.values().stream().noneMatch(Probing::isFollowed);
    }

    private static boolean isFollowed(PodLog log) {
        return log.state() == PodLogState.LIVE || log.state() == PodLogState.RESUMING;
    }

    /** Reads on in every log; whether the token has been logged by any pod. */
    private boolean logged() {
        logs.forEach((pod, log) -> {
            @Nullable
            Long cursor = cursors.get(log);
            if (cursor == null) {
                return;
            }
            PodLog.Excerpt excerpt = log.read(cursor, LINES_AT_A_TIME);
            while (!excerpt.lines().isEmpty()) {
                excerpt.lines().stream().filter(line -> line.text().contains(token.text()))
                        .forEach(line -> mentioned(pod, line));
                excerpt = log.read(excerpt.next(), LINES_AT_A_TIME);
            }
            cursors.put(log, excerpt.next());
        });
        return !mentions.isEmpty();
    }

    private void mentioned(PodTarget pod, LogLine line) {
        if (mentions.isEmpty()) {
            loggedAt = line.taken();
        }
        mentions.add(new Mention(pod.name(), pod.container(), line.time(), line.text()));
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

    private Proof proof(Contact contact, Optional<String> banner, Console console) {
        List<Unwatched> unwatched = new ArrayList<>();
        Set<PodName> watched = new HashSet<>();
        logs.forEach((pod, log) -> {
            if (isFollowed(log)) {
                watched.add(pod.name());
            } else {
                unwatched.add(new Unwatched(pod.name(),
                        log.trouble().orElseGet(() -> Message.of("proof.logNotOpenInTime", pod.name().toString()))));
            }
        });
        Evidence evidence = new Evidence(token, names(route.pods()), contact, banner, dialect(banner), mentions,
                watched, unwatched, Doubts.NONE, knownProblems(), timings);
        return new Proof(route, entry, evidence, Judge.judge(evidence), started,
                console.transcript().read(0, LINES_AT_A_TIME).entries(), Duration.ofNanos(System.nanoTime() - start));
    }

    private static Optional<Recognised> dialect(Optional<String> banner) {
        return banner.map(_ -> new Recognised("go-echo", Optional.empty(), Set.of(Recognised.Sign.GREETING)));
    }

    private List<Message> knownProblems() {
        List<Message> problems = new ArrayList<>();
        entry.problem().ifPresent(problems::add);
        route.brokenLink().flatMap(Link::problem).ifPresent(problems::add);
        return problems;
    }

    private static Set<PodName> names(Collection<PodTarget> pods) {
        return pods.stream().map(PodTarget::name).collect(Collectors.toSet());
    }
}
