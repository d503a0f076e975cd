package dev.twinport.practice.gatewayapi;

import dev.twinport.practice.controllers.Controller;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * istiod's part in the Gateway API: its two GatewayClasses, a Deployment and a Service for each Gateway of class
 * {@code istio}, and the status of Gateways and TCPRoutes. Does nothing while the Gateway API's kinds are not served.
 */
public final class GatewayApiController implements Controller {

    private static final List<ResourceKind> KINDS = List.of(GatewayApiKinds.GATEWAY_CLASS, GatewayApiKinds.GATEWAY,
            GatewayApiKinds.TCP_ROUTE, GatewayApiKinds.REFERENCE_GRANT, ResourceKinds.SERVICE, ResourceKinds.DEPLOYMENT,
            ResourceKinds.SERVICE_ACCOUNT, ResourceKinds.NAMESPACE, ResourceKinds.CUSTOM_RESOURCE_DEFINITION);

    private final Store store;
    private final Clock clock;

    public GatewayApiController(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        return KINDS.contains(event.key().kind());
    }

    @Override
    public Optional<Instant> reconcile() {
        if (store.kinds().current(GatewayApiKinds.GATEWAY_CLASS).isPresent()) {
            plantClass(GatewayApi.CLASS, "istio.io/gateway-controller", "The default Istio GatewayClass");
            plantClass("istio-remote", "istio.io/unmanaged-gateway",
                    "Remote to this cluster. Does not deploy or affect configuration.");
        }
        GatewayApi.of(store).gateways().stream().filter(GatewayServices::isDeployed).forEach(this::deploy);
        GatewayApi api = GatewayApi.of(store);
        Instant now = clock.instant();
        api.gateways()
                .forEach(gateway -> putStatus(GatewayApiKinds.GATEWAY, gateway, GatewayStatus.of(gateway, api, now)));
        api.routes().forEach(route -> putStatus(GatewayApiKinds.TCP_ROUTE, route, RouteStatus.of(route, api, now)));
        return Optional.empty();
    }

    private void plantClass(String name, String controller, String description) {
        ResourceKey key = new ResourceKey(served(GatewayApiKinds.GATEWAY_CLASS), "", name);
        if (store.find(key).isEmpty()) {
            ObjectNode made = JsonNodeFactory.instance.objectNode().put("apiVersion", key.kind().apiVersion())
                    .put("kind", key.kind().kind());
            made.putObject("metadata").put("name", name);
            made.putObject("spec").put("controllerName", controller).put("description", description);
            store.create(key, made);
        }
        KubernetesObject gatewayClass = new KubernetesObject(store.get(key));
        if (gatewayClass.spec().path("controllerName").asString("").equals(controller)) {
            ObjectNode status = JsonNodeFactory.instance.objectNode();
            new StatusConditions(status.putArray("conditions"), gatewayClass.status().path("conditions"),
                    gatewayClass.tree().at("/metadata/generation").asLong(1), clock.instant()).with("Accepted", true,
                            "Accepted", "Handled by Istio controller");
            putStatus(GatewayApiKinds.GATEWAY_CLASS, gatewayClass, status);
        }
    }

    private void deploy(KubernetesObject gateway) {
        GatewayDeployment wanted = new GatewayDeployment(gateway);
        create(ResourceKinds.SERVICE_ACCOUNT, wanted.serviceAccount());
        create(ResourceKinds.SERVICE, wanted.service());
        create(ResourceKinds.DEPLOYMENT, wanted.deployment());
        ResourceKey key = new ResourceKey(ResourceKinds.SERVICE, gateway.namespace(),
                GatewayServices.deployedName(gateway));
        JsonNode ports = store.get(key).at("/spec/ports");
        if (!wanted.ports(ports).equals(ports)) {
            store.update(key, service -> {
                service.withObject("/spec").set("ports", wanted.ports(service.at("/spec/ports")));
                return service;
            });
        }
    }

    private void create(ResourceKind kind, ObjectNode object) {
        KubernetesObject made = new KubernetesObject(object);
        ResourceKey key = new ResourceKey(kind, made.namespace(), made.name());
        if (store.find(key).isEmpty()) {
            store.create(key, object);
        }
    }

    private void putStatus(ResourceKind kind, KubernetesObject object, ObjectNode status) {
        if (!object.status().equals(status)) {
            store.update(new ResourceKey(served(kind), object.namespace(), object.name()), tree -> {
                tree.set("status", status);
                return tree;
            });
        }
    }

    private ResourceKind served(ResourceKind kind) {
        return Optional.of(kind).flatMap(store.kinds()::current).orElse(kind);
    }
}
