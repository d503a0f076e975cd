package dev.twinport.practice.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who asks: made by authentication, checked by authorization before any endpoint runs.
 *
 * @param name
 *            the user's name, as in {@code system:serviceaccount:default:viewer}
 * @param uid
 *            a ServiceAccount's uid; empty for users, who have none here
 * @param groups
 *            the groups the user is in, in the order in which {@code kubectl auth whoami} shows them
 * @param extra
 *            what else is known of the user, by name
 */
public record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    /** The group whose members may do everything, whatever the roles say. */
    public static final String MASTERS = "system:masters";
    /** The group of everybody who has shown who they are. */
    public static final String AUTHENTICATED = "system:authenticated";
    /** The group of everybody else. */
    public static final String UNAUTHENTICATED = "system:unauthenticated";

    /** Whoever shows no token at all. */
    public static final Caller ANONYMOUS = new Caller("system:anonymous", "", List.of(UNAUTHENTICATED), Map.of());
    /** Whoever holds the kubeconfig's token. */
    public static final Caller ADMINISTRATOR = new Caller("kubernetes-admin", "", List.of(MASTERS, AUTHENTICATED),
            Map.of());

    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";
    private static final String ACCOUNTS = "system:serviceaccounts";

    public Caller {
        groups = List.copyOf(groups);
        Map<String, List<String>> copied = new LinkedHashMap<>();
        extra.forEach((key, values) -> copied.put(key, List.copyOf(values)));
        extra = Map.copyOf(copied);
    }

    /** A ServiceAccount that has shown a token of its own. */
    public static Caller serviceAccount(String namespace, String name, String uid, Map<String, List<String>> extra) {
        List<String> groups = new ArrayList<>(accountGroups(namespace));
        groups.add(AUTHENTICATED);
        return new Caller(accountName(namespace, name), uid, groups, extra);
    }

    /** The user name of a ServiceAccount. */
    public static String accountName(String namespace, String name) {
        return ACCOUNT_PREFIX + namespace + ":" + name;
    }

    /** The groups of all ServiceAccounts of a namespace. */
    static List<String> accountGroups(String namespace) {
        return List.of(ACCOUNTS, ACCOUNTS + ":" + namespace);
    }

    /** Namespace and name when a user name is a ServiceAccount's; else empty. */
    static List<String> accountOf(String userName) {
        if (!userName.startsWith(ACCOUNT_PREFIX)) {
            return List.of();
        }
        List<String> parts = List.of(userName.substring(ACCOUNT_PREFIX.length()).split(":", -1));
        return parts.size() == 2 && parts.stream().noneMatch(String::isEmpty) ? parts : List.of();
    }

    /** Whether no role can limit this caller. */
    public boolean mayDoEverything() {
        return groups.contains(MASTERS);
    }
}
