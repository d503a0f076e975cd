package dev.twinport.practice.istio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Routes of a virtual service: what they match, and where they lead. */
final class RouteRules {

    private RouteRules() {
    }

    static Findings tcp(JsonNode route) {
        Findings findings = new Findings();
        for (JsonNode match : route.path("match")) {
            findings.addErrors(place(match));
        }
        findings.errorIf(route.path("route").isEmpty(), "TCP route is required");
        findings.add(destinations(route.path("route")));
        return findings;
    }

    /**
     * Checks a route by the name a TLS client asks for.
     *
     * @param hosts
     *            those of the virtual service
     */
    static Findings tls(JsonNode route, List<String> hosts) {
        Findings findings = new Findings();
        findings.errorIf(route.path("match").isEmpty(), "TLS route must have at least one match condition");
        for (JsonNode match : route.path("match")) {
            findings.errorIf(match.path("sniHosts").isEmpty(), "TLS match must have at least one SNI host");
            for (JsonNode name : match.path("sniHosts")) {
                findings.add(serverName(name.asString(""), hosts));
            }
            findings.add(place(match));
        }
        findings.errorIf(route.path("route").isEmpty(), "TLS route is required");
        findings.add(destinations(route.path("route")));
        return findings;
    }

    static Findings http(JsonNode route) {
        Findings findings = new Findings();
        if (route.path("delegate").isObject()) {
            String name = route.path("name").asString("");
            findings.errorIf(route.path("redirect").isObject(),
                    "root HTTP route %s must not specify redirect".formatted(name));
            findings.errorIf(!route.path("route").isEmpty(),
                    "root HTTP route %s must not specify route".formatted(name));
        } else if (route.path("redirect").isObject()) {
            findings.errorIf(!route.path("route").isEmpty(), "HTTP route cannot contain both route and redirect");
        } else if (route.path("directResponse").isObject()) {
            findings.errorIf(!route.path("route").isEmpty(),
                    "HTTP route cannot contain both route and direct_response");
        } else {
            findings.errorIf(route.path("route").isEmpty(), "HTTP route, redirect or direct_response is required");
        }
        findings.add(destinations(route.path("route")));
        return findings;
    }

    static Findings gateways(List<String> names) {
        Findings findings = new Findings();
        for (String name : names) {
            String[] parts = name.split("/", 2);
            if (parts.length < 2) {
                if (name.contains(".")) {
                    String[] labels = name.split("\\.", -1);
                    findings.warning(
                            "using legacy gatewayName format \"%s\"; prefer the <namespace>/<name> format: \"%s/%s\""
                                    .formatted(name, labels[1], labels[0]));
                }
                findings.error(HostNames.full(name));
                // Istio looks no further after a name without a namespace.
                return findings;
            }
            findings.errorIf(parts[0].isEmpty() || parts[1].isEmpty(),
                    "config namespace and gateway name cannot be empty");
            findings.errorIf(!HostNames.isLabel(parts[0]), "invalid value for namespace: \"%s\"".formatted(parts[0]));
            findings.errorIf(!HostNames.isLabel(parts[1]),
                    "invalid value for gateway name: \"%s\"".formatted(parts[1]));
        }
        return findings;
    }

    private static Findings place(JsonNode match) {
        Findings findings = new Findings();
        for (JsonNode subnet : match.path("destinationSubnets")) {
            findings.error(Addresses.subnet(subnet.asString("")));
        }
        if (match.path("port").asLong(0) != 0) {
            findings.error(Addresses.port(match.path("port").asLong(0)));
        }
        findings.add(LabelRules.check(match.path("sourceLabels")));
        findings.add(gateways(VirtualServiceRules.texts(match.path("gateways"))));
        return findings;
    }

    private static Findings serverName(String name, List<String> hosts) {
        Findings findings = new Findings();
        if (HostNames.wild(name).isPresent()) {
            if (Addresses.isAddress(name)) {
                findings.warning(
                        "using an IP address (\"%s\") goes against SNI spec and most clients do not support this"
                                .formatted(name));
            } else {
                findings.error(HostNames.wild(name));
            }
        } else {
            findings.errorIf(hosts.stream().noneMatch(host -> HostNames.covers(host, name)),
                    "SNI host \"%s\" is not a compatible subset of any of the virtual service hosts: [%s]"
                            .formatted(name, String.join(", ", hosts)));
        }
        return findings;
    }

    private static Findings destinations(JsonNode routes) {
        Findings findings = new Findings();
        int total = 0;
        for (JsonNode route : routes) {
            JsonNode destination = route.path("destination");
            if (destination.isObject()) {
                findings.add(destination(destination));
            } else {
                findings.listedError("destination is required");
            }
            int weight = route.path("weight").asInt(0);
            findings.errorIf(weight < 0, "weight %s < 0".formatted(weight));
            total += weight;
        }
        findings.errorIf(routes.size() > 1 && total == 0, "total destination weight = 0");
        return findings;
    }

    private static Findings destination(JsonNode destination) {
        Findings findings = new Findings();
        String host = destination.path("host").asString("");
        if (host.equals("*")) {
            findings.error("invalid destination host *");
        } else {
            findings.error(HostNames.wild(host));
        }
        String subset = destination.path("subset").asString("");
        findings.errorIf(!subset.isEmpty() && !HostNames.isLabel(subset), "subset name is invalid: " + subset);
        if (destination.path("port").isObject()) {
            findings.error(Addresses.port(destination.at("/port/number").asLong(0)));
        }
        return findings;
    }
}
