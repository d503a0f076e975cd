package dev.twinport.session;

import dev.twinport.entry.EntryResolution;
import dev.twinport.flow.Subscription;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Probes a workspace's routes by a plan. Each route goes at its own pace, so that one that times out holds up no other;
 * routes that come while it runs are taken up, and those that go are left, what was found of them is kept. Whether the
 * routes follow the cluster is the workspace's business: it is read, or followed, before. Used once.
 * <p>
 * What it holds is bounded, however long it runs: see {@link RouteResult#kept}.
 */
public final class Verification {

    private static final Comparator<Route> ORDER = Comparator.comparingInt(Route::port)
            .thenComparing(route -> route.id().namespace()).thenComparing(route -> route.id().gateway());

    private final Workspace workspace;
    private final Predicate<Route> chosen;
    private final Plan plan;
    private final Semaphore permits;
    private final Semaphore news = new Semaphore(0);
    private final Lock telling = new ReentrantLock(true);
    private final Map<RouteId, Course> courses = new HashMap<>();
    private long deadline;
    private @Nullable Throwable mistake;

    /**
     * @param workspace
     *            whose routes; read or followed already
     * @param chosen
     *            which of them
     */
    public Verification(Workspace workspace, Predicate<Route> chosen, Plan plan) {
        this.workspace = workspace;
        this.chosen = chosen;
        this.plan = plan;
        this.permits = new Semaphore(plan.parallel(), true);
    }

    /** Who is told of each proof. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A probe has come to its end. Called on the prober's thread, by one at a time.
         *
         * @param result
         *            what the route's probes came to, this one among them
         */
        void proved(Proof proof, RouteResult result);
    }

    /** What is known of one route, and who is at it. Guarded by the verification's lock. */
    private static final class Course {
        private RouteSession session;
        private Route route;
        private EntryResolution entry;
        private Tally tally = Tally.EMPTY;
        private Kept kept = Kept.NOTHING;
        private @Nullable Future<?> running;

        Course(RouteSession session) {
            this.session = session;
            this.route = session.route();
            this.entry = session.entry();
        }

        RouteResult result() {
            return new RouteResult(route, entry, tally, kept.proofs());
        }
    }

    /**
     * Probes until the plan is at its end, probes under way included.
     *
     * @throws InterruptedException
     *             when the caller's thread is interrupted: probes under way are cancelled, {@link #results} holds what
     *             there is
     */
    public void run(Listener listener) throws InterruptedException {
        long start = System.nanoTime();
        deadline = plan.lasting().map(lasting -> start + nanos(lasting)).orElse(Long.MAX_VALUE);
        try (Subscription _ = workspace.onChange(news::release);
                ExecutorService probes = Executors
                        .newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory())) {
            try {
                while (takeUp(probes, listener)) {
                    awaitNews();
                }
            } finally {
                probes.shutdownNow();
            }
        }
        Throwable failed = mistake;
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * What is known by now, by port, then by Gateway; also of routes that are not probed yet, or not there any more.
     */
    public synchronized List<RouteResult> results() {
        return courses.values().stream().sorted(Comparator.comparing(course -> course.route, ORDER)).map(Course::result)
                .toList();
    }

    /** Which of these routes are not there any more. */
    public synchronized Set<RouteId> gone() {
        Set<RouteId> gone = new HashSet<>();
        courses.forEach((id, course) -> {
            if (course.session.isClosed()) {
                gone.add(id);
            }
        });
        return gone;
    }

    /** Begins with the routes that are new, leaves those that are gone; whether there is anything to wait for. */
    private synchronized boolean takeUp(ExecutorService probes, Listener listener) {
        if (mistake != null) {
            return false;
        }
        for (Course course : courses.values()) {
            if (course.session.isClosed() && course.running != null) {
                course.running.cancel(true);
                course.running = null;
            }
        }
        for (RouteSession session : workspace.sessions()) {
            Course known = courses.get(session.route().id());
            if (chosen.test(session.route()) && (known == null || known.session != session)) {
                Course course = known == null ? new Course(session) : known;
                course.session = session;
                courses.put(session.route().id(), course);
                course.running = probes.submit(() -> follow(course, session, probes, listener));
            }
        }
        boolean underWay = courses.values().stream().anyMatch(course -> course.running != null);
        return underWay || (plan.rounds().isEmpty() && !isOver());
    }

    /** Waits until routes have come or gone, a route's rounds are done, or the time is over. */
    private void awaitNews() throws InterruptedException {
        if (deadline == Long.MAX_VALUE || isOver()) {
            news.acquire();
        } else {
            news.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        news.drainPermits();
    }

    /**
     * One route's rounds, on its own thread. Where it has but one, its logs are followed no longer than that: hundreds
     * of routes in one run would otherwise hold a stream for each of their pods until the last is proven.
     */
    private void follow(Course course, RouteSession session, ExecutorService probes, Listener listener) {
        try {
            long next = System.nanoTime();
            for (int round = 0; round < plan.rounds().orElse(Integer.MAX_VALUE); round++) {
                if (!sleepUntil(next)) {
                    break;
                }
                round(course, session, probes, listener);
                next = after(next);
            }
            if (plan.isOnce()) {
                session.closeLogs();
            }
        } catch (InterruptedException _) {
            // The route is gone, or the verification ends: so does this thread.
        } catch (RuntimeException | Error | ExecutionException e) {
            synchronized (this) {
                mistake = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            }
        } finally {
            synchronized (this) {
                if (course.session == session) {
                    course.running = null;
                }
            }
            news.release();
        }
    }

    private void round(Course course, RouteSession session, ExecutorService probes, Listener listener)
            throws InterruptedException, ExecutionException {
        if (plan.samples() == 1) {
            probe(course, session, listener);
            return;
        }
        List<Future<?>> pending = new ArrayList<>();
        try {
            for (int sample = 0; sample < plan.samples(); sample++) {
                pending.add(probes.submit(() -> {
                    probe(course, session, listener);
                    return null;
                }));
            }
            for (Future<?> one : pending) {
                one.get();
            }
        } finally {
            pending.forEach(one -> one.cancel(true));
        }
    }

    private void probe(Course course, RouteSession session, Listener listener) throws InterruptedException {
        permits.acquire();
        Proof proof;
        try {
            proof = session.prove();
        } finally {
            permits.release();
        }
        telling.lockInterruptibly();
        try {
            RouteResult result;
            synchronized (this) {
                if (session.isClosed()) {
                    return; // its logs ended under it: it tells nothing of the route
                }
                course.route = proof.route();
                course.entry = proof.entry();
                course.tally = course.tally.with(proof);
                course.kept = course.kept.with(proof);
                result = course.result();
            }
            listener.proved(proof, result);
        } finally {
            telling.unlock();
        }
    }

    /** Waits for the moment a round begins; false when the time for rounds is over before. */
    private boolean sleepUntil(long moment) throws InterruptedException {
        if (moment - deadline >= 0 && deadline != Long.MAX_VALUE) {
            TimeUnit.NANOSECONDS.sleep(deadline - System.nanoTime());
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(moment - System.nanoTime());
        return true;
    }

    private boolean isOver() {
        return deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0;
    }

    /** The next beginning of a round that is still to come. */
    private long after(long round) {
        long every = nanos(plan.every());
        long late = Math.max(0, System.nanoTime() - round - every);
        return round + every + (late + every - 1) / every * every;
    }

    private static long nanos(Duration duration) {
        return Math.min(duration.toNanos(), Duration.ofDays(365).toNanos());
    }
}
