package dev.twinport.practice.api.http;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All open connections, in the order of their coming, by how far their clients have got. Any thread may call. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that is closed for want of room needs no confirmation
final class Guests {

    /** How far a client has got. */
    enum Stage {
        /** Nothing has come from it. */
        SILENT,
        /** It has begun a TLS handshake. */
        SPEAKING,
        /** TLS is agreed on. */
        SECURE,
        /** It has shown who it is. */
        KNOWN
    }

    private final HttpLimits limits;
    private final Map<Stage, Set<Channel>> connections = new EnumMap<>(Stage.class);

    Guests(HttpLimits limits) {
        this.limits = limits;
        for (Stage stage : Stage.values()) {
            connections.put(stage, stage == Stage.KNOWN ? new HashSet<>() : new LinkedHashSet<>());
        }
    }

    /** A new connection; another may have to go for it. */
    void add(Channel newcomer) {
        Optional<Channel> leaving;
        synchronized (this) {
            leaving = strangers() >= limits.strangers() ? farthestBehind() : Optional.empty();
            leaving.ifPresent(this::forget);
            at(Stage.SILENT).add(newcomer);
        }
        newcomer.closeFuture().addListener(closed -> remove(newcomer));
        leaving.ifPresent(Channel::close);
    }

    /**
     * A client has got so far; nothing happens when it has got farther before.
     *
     * @return whether it is at that stage or beyond: there may be too many
     */
    synchronized boolean advance(Channel channel, Stage stage) {
        Optional<Stage> before = stageOf(channel);
        if (before.isEmpty()) {
            return false;
        }
        if (before.get().compareTo(stage) >= 0) {
            return true;
        }
        if (stage == Stage.KNOWN && at(Stage.KNOWN).size() >= limits.known()) {
            return false;
        }
        at(before.get()).remove(channel);
        at(stage).add(channel);
        return true;
    }

    /** How many connections there are. */
    synchronized int count() {
        return strangers() + at(Stage.KNOWN).size();
    }

    synchronized List<Channel> all() {
        List<Channel> all = new ArrayList<>();
        connections.values().forEach(all::addAll);
        return all;
    }

    private synchronized void remove(Channel channel) {
        forget(channel);
    }

    private void forget(Channel channel) {
        connections.values().forEach(stage -> stage.remove(channel));
    }

    private int strangers() {
        return at(Stage.SILENT).size() + at(Stage.SPEAKING).size() + at(Stage.SECURE).size();
    }

    private Optional<Channel> farthestBehind() {
        for (Stage stage : List.of(Stage.SILENT, Stage.SPEAKING, Stage.SECURE)) {
            if (!at(stage).isEmpty()) {
                return Optional.of(at(stage).iterator().next());
            }
        }
        return Optional.empty();
    }

    private Optional<Stage> stageOf(Channel channel) {
        return connections.entrySet().stream().filter(entry -> entry.getValue().contains(channel))
                .map(Map.Entry::getKey).findFirst();
    }

    private Set<Channel> at(Stage stage) {
        return connections.getOrDefault(stage, Set.of());
    }
}
