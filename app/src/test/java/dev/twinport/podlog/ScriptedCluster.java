package dev.twinport.podlog;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.cluster.LogsOnlyCluster;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A cluster of which only the logs matter: each opening of a log gets the next answer of a script. */
final class ScriptedCluster extends LogsOnlyCluster {

    /** What an opened stream gives, in order; then it stays silent until it is closed. */
    static final class Stream implements LogStream {

        private static final Object END = new Object();
        private static final Object BREAK = new Object();
        private final BlockingQueue<Object> items = new LinkedBlockingQueue<>();
        private boolean cut;

        private record Cut(String line) {
        }

        Stream line(String line) {
            items.add(line);
            return this;
        }

        /** What the next line goes on with. */
        Stream cut(String line) {
            items.add(new Cut(line));
            return this;
        }

        Stream end() {
            items.add(END);
            return this;
        }

        Stream breaks() {
            items.add(BREAK);
            return this;
        }

        @Override
        public @Nullable String nextLine() throws IOException {
            try {
                Object item = items.take();
                if (item == BREAK) {
                    throw new IOException("connection reset");
                }
                cut = item instanceof Cut;
                if (item instanceof Cut(String line)) {
                    return line;
                }
                return item == END ? null : (String) item;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public boolean isCut() {
            return cut;
        }

        @Override
        public void close() {
            items.add(END);
        }
    }

    private final Queue<Object> answers = new ArrayDeque<>();
    final List<LogRequest> requests = new CopyOnWriteArrayList<>();

    ScriptedCluster then(Stream stream) {
        answers.add(stream);
        return this;
    }

    ScriptedCluster then(ClusterException failure) {
        answers.add(failure);
        return this;
    }

    @Override
    public synchronized LogStream follow(LogRequest request) throws ClusterException {
        requests.add(request);
        Object answer = answers.isEmpty() ? new Stream() : answers.remove();
        if (answer instanceof ClusterException failure) {
            throw failure;
        }
        return (Stream) answer;
    }

}
