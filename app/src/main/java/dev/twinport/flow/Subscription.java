package dev.twinport.flow;

/** Ends what it was returned for. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
