package dev.twinport.practice.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code kubectl --as}, {@code --as-group} and {@code --as-uid} ask for: to be treated as somebody else, which the
 * asker must have the right {@code impersonate} for, on each part of it.
 *
 * @param user
 *            the name of that somebody
 */
public record Impersonation(String user, String uid, List<String> groups, Map<String, List<String>> extra) {

    private static final String USER = "impersonate-user";
    private static final String GROUP = "impersonate-group";
    private static final String UID = "impersonate-uid";
    private static final String EXTRA = "impersonate-extra-";
    private static final String AUTHENTICATION = "authentication.k8s.io";

    public Impersonation {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    /** Groups, a uid or more were asked for, but no user they would belong to. */
    public static final class NobodyNamed extends Exception {

        private static final long serialVersionUID = 1L;

        NobodyNamed(String message) {
            super(message);
        }
    }

    /**
     * What a request's headers ask for; empty when that is nothing.
     *
     * @param headers
     *            all of them, names in any case
     */
    public static Optional<Impersonation> of(List<? extends Map.Entry<String, String>> headers) throws NobodyNamed {
        String user = "";
        String uid = "";
        List<String> groups = new ArrayList<>();
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue();
            if (name.equals(USER)) {
                user = user.isEmpty() ? value : user;
            } else if (name.equals(UID)) {
                uid = uid.isEmpty() ? value : uid;
            } else if (name.equals(GROUP)) {
                groups.add(value);
            } else if (name.startsWith(EXTRA)) {
                extra.computeIfAbsent(unescaped(name.substring(EXTRA.length())), key -> new ArrayList<>()).add(value);
            }
        }
        if (!user.isEmpty()) {
            return Optional.of(new Impersonation(user, uid, groups, extra));
        }
        if (!uid.isEmpty() || !groups.isEmpty() || !extra.isEmpty()) {
            throw new NobodyNamed("requested %s without impersonating a user"
                    .formatted(groups.isEmpty() ? extra.isEmpty() ? "uid " + uid : "extra " + extra.keySet()
                            : "groups " + groups));
        }
        return Optional.empty();
    }

    /** The rights that are needed for it, all of them. */
    public List<AccessRequest> needed() {
        List<AccessRequest> needed = new ArrayList<>();
        List<String> account = Caller.accountOf(user);
        needed.add(account.isEmpty() ? impersonate("", "users", "", "", user)
                : impersonate("", "serviceaccounts", "", account.getFirst(), account.getLast()));
        groups.forEach(group -> needed.add(impersonate("", "groups", "", "", group)));
        extra.forEach((key, values) -> values
                .forEach(value -> needed.add(impersonate(AUTHENTICATION, "userextras", key, "", value))));
        if (!uid.isEmpty()) {
            needed.add(impersonate(AUTHENTICATION, "uids", "", "", uid));
        }
        return needed;
    }

    /** Whom the request is to be treated as coming from. */
    public Caller caller() {
        List<String> account = Caller.accountOf(user);
        List<String> all = new ArrayList<>(groups);
        if (groups.isEmpty() && !account.isEmpty()) {
            all.addAll(Caller.accountGroups(account.getFirst()));
        }
        if (user.equals(Caller.ANONYMOUS.name())) {
            if (!all.contains(Caller.UNAUTHENTICATED)) {
                all.add(Caller.UNAUTHENTICATED);
            }
        } else if (!all.contains(Caller.AUTHENTICATED) && !all.contains(Caller.UNAUTHENTICATED)) {
            all.add(Caller.AUTHENTICATED);
        }
        return new Caller(user, uid, all, extra);
    }

    private static AccessRequest impersonate(String group, String resource, String subresource, String namespace,
            String name) {
        return new AccessRequest("impersonate", group, resource, subresource, namespace, name, "");
    }

    private static String unescaped(String key) {
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return key; // as the API server does: what is not escaped rightly is taken as it is
        }
    }
}
