package dev.twinport.practice.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is asked for, in the terms of roles.
 *
 * @param verb
 *            {@code get}, {@code list}, {@code watch}, {@code create} …; for paths that name no resource, the HTTP
 *            method in lower case
 * @param group
 *            API group of the resource; empty for the core group
 * @param resource
 *            plural of the resource; empty when the path names none
 * @param subresource
 *            such as {@code log}; empty for the object itself
 * @param namespace
 *            empty for the whole cluster
 * @param name
 *            empty when no single object is named
 * @param path
 *            the URL's path when it names no resource; else empty
 */
public record AccessRequest(String verb, String group, String resource, String subresource, String namespace,
        String name, String path) {

    private static final Set<String> VERBS_IN_PATH = Set.of("proxy", "watch");
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    /** A verb on a resource. */
    public static AccessRequest resource(String verb, String group, String resource, String namespace, String name) {
        return new AccessRequest(verb, group, resource, "", namespace, name, "");
    }

    /** A verb on a path that names no resource. */
    public static AccessRequest path(String verb, String path) {
        return new AccessRequest(verb, "", "", "", "", "", path);
    }

    /**
     * What an HTTP request asks for, read as the API server reads it (its {@code RequestInfo}), whether there is such a
     * resource or not.
     *
     * @param method
     *            the HTTP method
     * @param path
     *            the URL's path, percent-escapes decoded
     * @param watch
     *            whether the query asks to watch
     * @param selectedName
     *            the one name a field selector lets through; empty when it is not that narrow
     */
    public static AccessRequest of(String method, String path, boolean watch, String selectedName) {
        List<String> parts = Arrays.stream(strip(path).split("/", -1)).toList();
        boolean core = parts.getFirst().equals("api");
        int prefix = core ? 2 : 3;
        if (parts.size() <= prefix || (!core && !parts.getFirst().equals("apis"))) {
            return path(method.toLowerCase(Locale.ROOT), path);
        }
        String group = core ? "" : parts.get(1);
        List<String> rest = parts.subList(prefix, parts.size());
        String verb = verb(method);
        if (VERBS_IN_PATH.contains(rest.getFirst()) && rest.size() > 1) {
            verb = rest.getFirst();
            rest = rest.subList(1, rest.size());
        }
        String namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            rest = rest.size() > 2 && !OF_NAMESPACES.contains(rest.get(2)) ? rest.subList(2, rest.size()) : rest;
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? rest.get(2) : "";
        if (name.isEmpty() && verb.equals("get")) {
            verb = watch ? "watch" : "list";
            name = selectedName;
        } else if (name.isEmpty() && verb.equals("delete")) {
            verb = "deletecollection";
        }
        return new AccessRequest(verb, group, rest.getFirst(), subresource, namespace, name, "");
    }

    public boolean isOfResource() {
        return !resource.isEmpty();
    }

    /** {@code pods} or {@code pods/log}. */
    String combinedResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    /** What is refused, in the API server's words: {@code User "x" cannot list resource "pods" in …}. */
    public String refusalTo(Caller caller) {
        String who = "User %s cannot %s ".formatted(Quoted.text(caller.name()), verb);
        if (!isOfResource()) {
            return harmless(who + "path " + Quoted.text(path));
        }
        String what = "resource %s in API group %s".formatted(Quoted.text(combinedResource()), Quoted.text(group));
        String where = namespace.isEmpty() ? " at the cluster scope" : " in the namespace " + Quoted.text(namespace);
        return harmless(who + what + where);
    }

    /** As the API server writes what a request brought, so that no browser takes it for a page. */
    private static String harmless(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String verb(String method) {
        return switch (method) {
            case "POST" -> "create";
            case "GET", "HEAD" -> "get";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "";
        };
    }

    private static String strip(String path) {
        int begin = 0;
        int end = path.length();
        while (begin < end && path.charAt(begin) == '/') {
            begin++;
        }
        while (end > begin && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(begin, end);
    }
}
