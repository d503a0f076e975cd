package dev.twinport.practice.mesh;

/**
 * Where the access logs of the proxies go, those of gateway pods and of sidecars. Called by the connections' threads,
 * at a connection's end.
 */
@FunctionalInterface
public interface AccessLog {

    void write(ObjectName pod, String line);
}
