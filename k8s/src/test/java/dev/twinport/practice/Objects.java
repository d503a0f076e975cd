package dev.twinport.practice;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Objects written in YAML, as a user would write them. */
public final class Objects {

    private Objects() {
    }

    public static List<ObjectNode> parse(String yaml) {
        try (MappingIterator<ObjectNode> documents = new YAMLMapper().readerFor(ObjectNode.class).readValues(yaml)) {
            return documents.readAll();
        }
    }

    /** Creates the objects, or gives those that are there their new spec; without a namespace they are in default. */
    public static void apply(Store store, String yaml) {
        for (ObjectNode tree : parse(yaml)) {
            ResourceKey key = key(tree);
            if (key.kind().namespaced()) {
                tree.withObject("/metadata").put("namespace", key.namespace());
            }
            if (store.find(key).isEmpty()) {
                store.create(key, tree);
            } else {
                store.update(key, stored -> {
                    stored.set("spec", tree.path("spec"));
                    return stored;
                });
            }
        }
    }

    /** Adds the gateway's port 31401, which Istio's demo profile does not have, as the tutorial's reader does. */
    public static void addSecondPort(Store store) {
        ResourceKey gateway = new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway");
        store.update(gateway, service -> {
            ArrayNode ports = service.withArray("/spec/ports");
            if (ports.valueStream().noneMatch(port -> port.path("targetPort").asInt(0) == 31401)) {
                ports.addObject().put("name", "tcp-31401").put("port", 31401).put("targetPort", 31401).put("protocol",
                        "TCP");
            }
            return service;
        });
    }

    /** Gives the gateway's two ports numbers that are free here: 31400 may be another program's, which answers, too. */
    public static void takeFreePorts(Store store) {
        ResourceKey gateway = new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway");
        store.update(gateway, service -> {
            for (JsonNode port : service.at("/spec/ports")) {
                int target = port.path("targetPort").asInt(0);
                if (target == 31400 || target == 31401) {
                    ((ObjectNode) port).put("port", freePort());
                }
            }
            return service;
        });
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    public static void delete(Store store, String yaml) {
        parse(yaml).forEach(tree -> store.delete(key(tree)));
    }

    public static ResourceKey key(ObjectNode tree) {
        KubernetesObject object = new KubernetesObject(tree);
        ResourceKind kind = Stream.concat(ResourceKinds.BUILT_IN.stream(), ResourceKinds.MESH.stream())
                .filter(known -> known.kind().equals(object.kind())).findFirst().orElseThrow();
        String namespace = object.namespace().isEmpty() ? "default" : object.namespace();
        return new ResourceKey(kind, kind.namespaced() ? namespace : "", object.name());
    }
}
