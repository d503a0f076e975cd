package dev.twinport.practice.mesh;

/** Where a gateway pod's access log goes. Called by the connections' threads, once per connection, at its end. */
@FunctionalInterface
public interface AccessLog {

    void write(ObjectName gatewayPod, String line);
}
