package dev.twinport.session;

import dev.twinport.cluster.Cluster;
import dev.twinport.podlog.PodLog;
import dev.twinport.podlog.PodLogSettings;
import dev.twinport.route.PodTarget;
import java.util.HashMap;
import java.util.Map;

/**
 * The logs that are followed, one stream per container however many routes want it. Whoever takes a log gives it back;
 * the last one closes the stream.
 */
final class SharedLogs implements AutoCloseable {

    private final Cluster cluster;
    private final Map<Key, Shared> followed = new HashMap<>();

    SharedLogs(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A pod of the same name that was made anew is another pod. */
    private record Key(String uid, String container) {
        static Key of(PodTarget pod) {
            return new Key(pod.uid(), pod.container());
        }
    }

    private static final class Shared {
        private final PodLog log;
        private int users;

        Shared(PodLog log) {
            this.log = log;
        }
    }

    synchronized PodLog take(PodTarget pod) {
        Shared shared = followed.computeIfAbsent(Key.of(pod), _ -> {
            PodLog log = new PodLog(cluster, pod.name(), pod.container(), PodLogSettings.DEFAULT);
            log.start();
            return new Shared(log);
        });
        shared.users++;
        return shared.log;
    }

    synchronized void giveBack(PodTarget pod) {
        Shared shared = followed.get(Key.of(pod));
        if (shared != null && --shared.users == 0) {
            followed.remove(Key.of(pod));
            shared.log.close();
        }
    }

    @Override
    public synchronized void close() {
        followed.values().forEach(shared -> shared.log.close());
        followed.clear();
    }
}
