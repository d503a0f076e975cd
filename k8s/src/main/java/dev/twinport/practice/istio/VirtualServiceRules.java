package dev.twinport.practice.istio;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Virtual services ({@code ValidateVirtualService}); of HTTP routes, where they lead. */
final class VirtualServiceRules {

    private static final String MESH = "mesh";

    private VirtualServiceRules() {
    }

    static Findings check(String namespace, JsonNode spec) {
        Findings findings = new Findings();
        List<String> hosts = texts(spec.path("hosts"));
        List<String> gateways = texts(spec.path("gateways"));
        if (hosts.isEmpty()) {
            String subject = "delegate virtual service must have no ";
            findings.errorIf(!gateways.isEmpty(), subject + "gateways specified");
            findings.errorIf(!spec.path("tls").isEmpty(), subject + "tls route specified");
            findings.errorIf(!spec.path("tcp").isEmpty(), subject + "tcp route specified");
        }
        findings.add(RouteRules.gateways(gateways));
        hosts(hosts, gateways.isEmpty() || gateways.contains(MESH), findings);
        findings.errorIf(spec.path("http").isEmpty() && spec.path("tcp").isEmpty() && spec.path("tls").isEmpty(),
                "http, tcp or tls must be provided in virtual service");
        for (JsonNode route : spec.path("http")) {
            findings.add(RouteRules.http(route));
        }
        for (JsonNode route : spec.path("tls")) {
            findings.add(RouteRules.tls(route, hosts));
        }
        for (JsonNode route : spec.path("tcp")) {
            findings.addErrors(RouteRules.tcp(route));
        }
        findings.add(ExportRules.check(namespace, spec.path("exportTo"), false));
        unreachable(spec.path("tcp"), findings);
        unreachable(spec.path("tls"), findings);
        return findings;
    }

    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(text -> text.asString("")).toList();
    }

    private static void hosts(List<String> hosts, boolean mesh, Findings findings) {
        Findings wrong = new Findings();
        for (String host : hosts) {
            if (HostNames.wild(host).isPresent()) {
                if (!Addresses.isAddress(host)) {
                    wrong.error(HostNames.wild(host));
                }
            } else {
                wrong.errorIf(mesh && host.equals("*"),
                        "wildcard host * is not allowed for virtual services bound to the mesh gateway");
            }
        }
        findings.add(wrong);
        for (int i = 0; i < hosts.size() && !wrong.hasErrors(); i++) {
            for (String other : hosts.subList(i + 1, hosts.size())) {
                findings.errorIf(HostNames.overlap(hosts.get(i), other),
                        "duplicate hosts in virtual service: %s & %s".formatted(hosts.get(i), other));
            }
        }
    }

    /** Warns of routes, and matches, that others before them take everything from. */
    private static void unreachable(JsonNode routes, Findings findings) {
        List<JsonNode> all = StreamSupport.stream(routes.spliterator(), false).toList();
        boolean taken = false;
        List<Match> seen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JsonNode matches = all.get(i).path("match");
            if (matches.isEmpty()) {
                if (taken) {
                    unused(i, "only the last rule can have no matches", findings);
                }
                taken = true;
                continue;
            }
            int repeated = 0;
            for (int j = 0; j < matches.size(); j++) {
                JsonNode match = matches.path(j);
                if (taken) {
                    unused(i, "route without matches defined before", findings);
                    continue;
                }
                List<Match> same = seen.stream().filter(other -> other.match().equals(match)).toList();
                if (same.isEmpty()) {
                    seen.add(new Match(match, i));
                } else {
                    repeated++;
                    findings.warning(
                            "virtualService rule #%s match #%s is not used (duplicate/overlapping match in rule #%s)"
                                    .formatted(i, j, same.getFirst().route()));
                }
            }
            if (repeated == matches.size()) {
                unused(i, "all matches used by prior rules", findings);
            }
        }
    }

    /** A match and the number of the route it was first seen in. */
    private record Match(JsonNode match, int route) {
    }

    private static void unused(int route, String why, Findings findings) {
        findings.warning("virtualService rule #%s not used (%s)".formatted(route, why));
    }
}
