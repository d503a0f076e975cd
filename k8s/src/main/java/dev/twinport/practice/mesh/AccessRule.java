package dev.twinport.practice.mesh;

import com.google.re2j.Pattern;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One rule of an AuthorizationPolicy, as it works on TCP.
 * <p>
 * Of an ALLOW rule that asks for anything only HTTP has, nothing is left: it allows no connection. Of a DENY rule, that
 * part is left out, so that it denies more ({@code checkError} in Istio's {@code pilot/pkg/security/authz/model}).
 *
 * @param name
 *            as the access log names it: {@code ns[default]-policy[p]-rule[0]}
 * @param namespace
 *            the policy's own, which service accounts without one are of
 */
record AccessRule(String name, String namespace, boolean deny, JsonNode rule) {

    private static final Set<String> HTTP_OPERATIONS = Set.of("hosts", "notHosts", "methods", "notMethods", "paths",
            "notPaths");
    private static final Set<String> HTTP_SOURCES = Set.of("requestPrincipals", "notRequestPrincipals");

    /** Whether there is anything of it on TCP. */
    boolean counts() {
        return deny || !asksForHttp();
    }

    /** Whether the connection is what the rule describes. */
    boolean matches(Peer peer) {
        return holds(rule.path("from"), "source", source -> matchesSource(source, peer))
                && holds(rule.path("to"), "operation", operation -> matchesOperation(operation, peer))
                && rule.path("when").valueStream().allMatch(condition -> matchesCondition(condition, peer));
    }

    private boolean asksForHttp() {
        return Stream
                .concat(names(rule.path("to"), "operation").filter(HTTP_OPERATIONS::contains),
                        names(rule.path("from"), "source").filter(HTTP_SOURCES::contains))
                .findAny().isPresent()
                || rule.path("when").valueStream()
                        .anyMatch(condition -> condition.path("key").asString("").startsWith("request."));
    }

    private static Stream<String> names(JsonNode entries, String part) {
        return entries.valueStream().flatMap(entry -> entry.path(part).propertyStream())
                .filter(property -> !property.getValue().isEmpty()).map(property -> property.getKey());
    }

    private static boolean holds(JsonNode entries, String part, java.util.function.Predicate<JsonNode> matches) {
        return entries.isEmpty() || entries.valueStream().anyMatch(entry -> matches.test(entry.path(part)));
    }

    private boolean matchesSource(JsonNode source, Peer peer) {
        return check(source, "ipBlocks", value -> inBlock(peer.sourceAddress(), value))
                && check(source, "remoteIpBlocks", value -> inBlock(peer.sourceAddress(), value))
                && check(source, "namespaces", value -> isOf(peer, ".*/ns/" + wild(value) + "/.*"))
                && check(source, "principals", value -> isNamed(peer, value))
                && check(source, "serviceAccounts", value -> isOf(peer, account(value)));
    }

    private static boolean matchesOperation(JsonNode operation, Peer peer) {
        return check(operation, "ports", value -> value.equals(Integer.toString(peer.port())));
    }

    private boolean matchesCondition(JsonNode condition, Peer peer) {
        String key = condition.path("key").asString("");
        Function<String, Boolean> matches = switch (key) {
            case "source.ip", "remote.ip" -> value -> inBlock(peer.sourceAddress(), value);
            case "source.namespace" -> value -> isOf(peer, ".*/ns/" + wild(value) + "/.*");
            case "source.principal" -> value -> isNamed(peer, value);
            case "source.serviceAccount" -> value -> isOf(peer, account(value));
            case "destination.ip" -> value -> inBlock(peer.address(), value);
            case "destination.port" -> value -> value.equals(Integer.toString(peer.port()));
            case "connection.sni" -> value -> like(value, peer.serverName());
            default -> value -> true;
        };
        List<String> wanted = values(condition, "values");
        boolean isWanted = wanted.isEmpty() || wanted.stream().anyMatch(matches::apply);
        return isWanted && values(condition, "notValues").stream()
                .noneMatch(value -> !key.startsWith("request.") && matches.apply(value));
    }

    /** Whether one of the values matches, if there are any, and none of those that must not. */
    private static boolean check(JsonNode node, String name, java.util.function.Predicate<String> matches) {
        String opposite = "not" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return (values(node, name).isEmpty() || values(node, name).stream().anyMatch(matches))
                && values(node, opposite).stream().noneMatch(matches);
    }

    private static List<String> values(JsonNode node, String name) {
        return node.path(name).valueStream().map(value -> value.asString("")).toList();
    }

    private static boolean isOf(Peer peer, String expression) {
        return peer.principal().filter(principal -> Pattern.matches(expression, principal)).isPresent();
    }

    /** {@code *} matches any principal there is; otherwise the text, with a star at one of its ends. */
    private static boolean isNamed(Peer peer, String value) {
        return peer.principal().map(principal -> principal.substring("spiffe://".length()))
                .filter(principal -> value.equals("*") || like(value, principal)).isPresent();
    }

    private String account(String value) {
        int slash = value.indexOf('/');
        String of = slash < 0 ? namespace : value.substring(0, slash);
        return "spiffe://.+/ns/" + Pattern.quote(of) + "/(.+/|)sa/" + Pattern.quote(value.substring(slash + 1))
                + "(/.+)?";
    }

    private static String wild(String value) {
        return Stream.of(value.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static boolean like(String pattern, String text) {
        BiPredicate<String, String> compare = String::equals;
        if (pattern.equals("*")) {
            return !text.isEmpty();
        }
        if (pattern.startsWith("*")) {
            return text.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*") ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : compare.test(pattern, text);
    }

    /** Whether an address lies in a block, {@code 10.1.2.3} or {@code 10.1.0.0/16}. */
    private static boolean inBlock(String address, String block) {
        int slash = block.indexOf('/');
        Optional<byte[]> network = bytes(slash < 0 ? block : block.substring(0, slash));
        Optional<byte[]> own = bytes(address);
        if (network.isEmpty() || own.isEmpty() || network.get().length != own.get().length) {
            return false;
        }
        String size = slash < 0 ? "" : block.substring(slash + 1);
        int bits = size.matches("\\d{1,3}") ? Math.min(Integer.parseInt(size), own.get().length * 8)
                : own.get().length * 8;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((network.get()[bit / 8] & mask) != (own.get()[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> bytes(String address) {
        if (!address.matches("[0-9a-fA-F:.]+")) {
            // Not an address: looking it up as a name would ask the network.
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
