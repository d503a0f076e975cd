package dev.twinport.practice.admission;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Defaults of a Service, and the addresses and node ports Services are given ({@code pkg/registry/core/service} of
 * Kubernetes): what is asked for is granted or refused, what is not asked for is picked, and what a type has no use for
 * is given back.
 */
final class ServiceAdmission {

    private static final String NETWORK = "10.96.";
    private static final Pattern ADDRESS = Pattern
            .compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final int FIRST_PORT = 30_000;
    private static final int LAST_PORT = 32_767;
    /** Ports below are left to those who ask for one, as Kubernetes does it. */
    private static final int FIRST_PICKED_PORT = 30_086;
    /** The gateway's own: node and load balancer are both 127.0.0.1 here, and a port is there once. */
    private static final int FIRST_GATEWAY_PORT = 31_400;
    private static final int LAST_GATEWAY_PORT = 31_499;
    private static final String NO_ADDRESS = "None";

    private final RandomGenerator random;

    ServiceAdmission(RandomGenerator random) {
        this.random = random;
    }

    void admitNew(Store store, ResourceKey key, ObjectNode service) {
        ObjectNode spec = service.withObject("/spec");
        complete(spec);
        service.withObject("/status").withObject("/loadBalancer");
        if (!isExternalName(spec)) {
            giveAddress(store, key, spec);
        }
        givePorts(store, key, spec);
    }

    void admitChanged(Store store, ResourceKey key, JsonNode before, ObjectNode service) {
        ObjectNode spec = service.withObject("/spec");
        complete(spec);
        JsonNode old = before.path("spec");
        if (isExternalName(spec)) {
            for (String field : new String[] { "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy",
                    "internalTrafficPolicy" }) {
                spec.remove(field);
            }
        } else {
            keepAddress(store, key, old, spec);
        }
        keepPorts(old, spec);
        givePorts(store, key, spec);
        if (!type(spec).equals("LoadBalancer")) {
            service.withObject("/status").putObject("loadBalancer");
        }
    }

    private static void complete(ObjectNode spec) {
        putMissing(spec, "type", "ClusterIP");
        putMissing(spec, "sessionAffinity", "None");
        for (JsonNode entry : spec.path("ports")) {
            if (entry instanceof ObjectNode port) {
                putMissing(port, "protocol", "TCP");
                if (!port.has("targetPort")) {
                    port.set("targetPort", port.path("port"));
                }
            }
        }
        if (isExternalName(spec)) {
            return;
        }
        putMissing(spec, "internalTrafficPolicy", "Cluster");
        putMissing(spec, "ipFamilyPolicy", "SingleStack");
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        if (isReachableFromOutside(spec)) {
            putMissing(spec, "externalTrafficPolicy", "Cluster");
        } else {
            spec.remove("externalTrafficPolicy");
        }
        if (!type(spec).equals("LoadBalancer")) {
            spec.remove("allocateLoadBalancerNodePorts");
        } else if (!spec.has("allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
    }

    private void giveAddress(Store store, ResourceKey key, ObjectNode spec) {
        String asked = asked(spec);
        if (asked.equals(NO_ADDRESS)) {
            putAddress(spec, NO_ADDRESS);
            return;
        }
        Set<String> taken = new HashSet<>();
        for (ObjectNode other : store.list(ResourceKinds.SERVICE, "").objects()) {
            taken.add(other.at("/spec/clusterIP").asString(""));
        }
        if (asked.isEmpty()) {
            putAddress(spec, free(taken));
            return;
        }
        if (!ADDRESS.matcher(asked).matches()) {
            throw StoreException.invalid(key, "spec.clusterIPs[0]",
                    "Invalid value: \"%s\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
                            .formatted(asked));
        }
        String why = "";
        if (!asked.startsWith(NETWORK)) {
            why = "the provided network does not match the current range";
        } else if (taken.contains(asked)) {
            why = "provided IP is already allocated";
        }
        if (!why.isEmpty()) {
            throw StoreException.invalid(key, "spec.clusterIPs",
                    "Invalid value: [\"%s\"]: failed to allocate IP %s: %s".formatted(asked, asked, why));
        }
        putAddress(spec, asked);
    }

    private void keepAddress(Store store, ResourceKey key, JsonNode old, ObjectNode spec) {
        String had = old.path("clusterIP").asString("");
        String asked = asked(spec);
        if (had.isEmpty()) {
            giveAddress(store, key, spec);
        } else if (asked.isEmpty() || asked.equals(had)) {
            putAddress(spec, had);
        } else {
            throw StoreException.invalid(key, "spec.clusterIPs[0]",
                    "Invalid value: [\"%s\"]: may not change once set".formatted(asked));
        }
    }

    private static String asked(ObjectNode spec) {
        String one = spec.path("clusterIP").asString("");
        return one.isEmpty() ? spec.path("clusterIPs").path(0).asString("") : one;
    }

    private static void putAddress(ObjectNode spec, String address) {
        spec.put("clusterIP", address).putArray("clusterIPs").add(address);
    }

    private String free(Set<String> taken) {
        for (int tried = 0; tried < 100_000; tried++) {
            String address = NETWORK + random.nextInt(1, 256) + "." + random.nextInt(1, 255);
            if (!taken.contains(address)) {
                return address;
            }
        }
        throw new IllegalStateException("No cluster address is left: there are too many Services.");
    }

    /** A port that says nothing keeps the node port it had; who needs none gives it back. */
    private static void keepPorts(JsonNode old, ObjectNode spec) {
        for (JsonNode entry : spec.path("ports")) {
            if (entry instanceof ObjectNode port) {
                int had = old.path("ports").valueStream()
                        .filter(known -> known.path("port").equals(port.path("port"))
                                && known.path("protocol").equals(port.path("protocol")))
                        .mapToInt(known -> known.path("nodePort").asInt(0)).findFirst().orElse(0);
                int says = port.path("nodePort").asInt(0);
                if (!wantsNodePorts(spec)) {
                    boolean kept = isReachableFromOutside(spec) && says != 0 && says == had;
                    if (!kept && says == had) {
                        port.remove("nodePort");
                    }
                } else if (says == 0 && had != 0) {
                    port.put("nodePort", had);
                }
            }
        }
    }

    private void givePorts(Store store, ResourceKey key, ObjectNode spec) {
        Set<Integer> taken = new HashSet<>();
        Set<Integer> here = new HashSet<>();
        boolean read = false;
        int index = -1;
        for (JsonNode entry : spec.path("ports")) {
            index++;
            if (!(entry instanceof ObjectNode port)) {
                continue;
            }
            int asked = port.path("nodePort").asInt(0);
            if (asked == 0 && !wantsNodePorts(spec)) {
                port.remove("nodePort");
                continue;
            }
            if (!isReachableFromOutside(spec)) {
                throw StoreException.invalid(key, "spec.ports[%s].nodePort".formatted(index),
                        "Forbidden: may not be used when `type` is '%s'".formatted(type(spec)));
            }
            if (!read) {
                taken.addAll(takenPorts(store, key));
                read = true;
            }
            if (asked == 0) {
                asked = freePort(taken, here);
                port.put("nodePort", asked);
            } else if (asked < FIRST_PORT || asked > LAST_PORT) {
                throw StoreException.invalid(key, "spec.ports[%s].nodePort".formatted(index),
                        "Invalid value: %s: provided port is not in the valid range. The range of valid ports is %s-%s"
                                .formatted(asked, FIRST_PORT, LAST_PORT));
            } else if (taken.contains(asked)) {
                throw StoreException.invalid(key, "spec.ports[%s].nodePort".formatted(index),
                        "Invalid value: %s: provided port is already allocated".formatted(asked));
            }
            here.add(asked);
        }
    }

    private static Set<Integer> takenPorts(Store store, ResourceKey own) {
        Set<Integer> taken = new HashSet<>();
        for (ObjectNode other : store.list(ResourceKinds.SERVICE, "").objects()) {
            boolean same = other.at("/metadata/name").asString("").equals(own.name())
                    && other.at("/metadata/namespace").asString("").equals(own.namespace());
            if (!same) {
                other.at("/spec/ports").forEach(port -> taken.add(port.path("nodePort").asInt(0)));
            }
        }
        return taken;
    }

    private int freePort(Set<Integer> taken, Set<Integer> here) {
        for (int tried = 0; tried < 100_000; tried++) {
            int port = random.nextInt(FIRST_PICKED_PORT, LAST_PORT + 1);
            boolean gateways = port >= FIRST_GATEWAY_PORT && port <= LAST_GATEWAY_PORT;
            if (!gateways && !taken.contains(port) && !here.contains(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No node port is left: there are too many Services.");
    }

    private static boolean wantsNodePorts(JsonNode spec) {
        return type(spec).equals("NodePort")
                || (type(spec).equals("LoadBalancer") && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
    }

    private static boolean isReachableFromOutside(JsonNode spec) {
        return type(spec).equals("NodePort") || type(spec).equals("LoadBalancer");
    }

    private static boolean isExternalName(JsonNode spec) {
        return type(spec).equals("ExternalName");
    }

    private static String type(JsonNode spec) {
        return spec.path("type").asString("ClusterIP");
    }

    private static void putMissing(ObjectNode object, String name, String value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }
}
