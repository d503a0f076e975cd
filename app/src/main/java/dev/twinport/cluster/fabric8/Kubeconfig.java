package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.message.Message;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The kubeconfig files kubectl would read, merged as kubectl merges them: the first to name a context, a cluster, a
 * user or the current context wins.
 */
public final class Kubeconfig {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Fields of clusters and users that name files, relative to the kubeconfig they stand in. */
    private static final List<String> FILES = List.of("certificate-authority", "client-certificate", "client-key",
            "tokenFile");

    private final List<Path> files;
    private final Map<String, Object> merged;

    private Kubeconfig(List<Path> files, Map<String, Object> merged) {
        this.files = files;
        this.merged = merged;
    }

    /**
     * A context that can be chosen.
     *
     * @param current
     *            whether kubectl uses it when none is named
     */
    public record Context(String name, String cluster, String namespace, boolean current) {
    }

    /**
     * Reads the chosen file, else those of {@code KUBECONFIG}, else {@code ~/.kube/config}.
     *
     * @throws ClusterException
     *             when there is none, or one cannot be read or understood
     */
    public static Kubeconfig read(Optional<Path> chosen) throws ClusterException {
        return read(chosen, Optional.ofNullable(System.getenv("KUBECONFIG")),
                Path.of(System.getProperty("user.home"), ".kube", "config"));
    }

    static Kubeconfig read(Optional<Path> chosen, Optional<String> variable, Path usual) throws ClusterException {
        List<Path> files = chosen.map(List::of)
                .or(() -> variable.filter(value -> !value.isBlank()).map(Kubeconfig::existing))
                .orElseGet(() -> List.of(usual));
        Map<String, Object> merged = new LinkedHashMap<>();
        for (Path file : files) {
            merge(merged, load(file), file);
        }
        return new Kubeconfig(files, merged);
    }

    /** As kubectl does, files of the list that do not exist are passed over, unless none does. */
    private static List<Path> existing(String list) {
        List<Path> all = Stream.of(list.split(File.pathSeparator)).filter(path -> !path.isBlank()).map(Path::of)
                .toList();
        List<Path> existing = all.stream().filter(Files::exists).toList();
        return existing.isEmpty() ? all : existing;
    }

    private static Map<?, ?> load(Path file) throws ClusterException {
        if (!Files.exists(file)) {
            throw unreadable("cluster.kubeconfigMissing", file);
        }
        try {
            Object content = YAML.readValue(Files.readString(file), Object.class);
            if (content instanceof Map<?, ?> map) {
                return map;
            }
            throw unreadable("cluster.kubeconfigMalformed", file);
        } catch (JacksonException _) {
            // The parser's own words quote the file: tokens may be among them.
            throw unreadable("cluster.kubeconfigMalformed", file);
        } catch (IOException _) {
            throw unreadable("cluster.kubeconfigUnreadable", file);
        }
    }

    private static ClusterException unreadable(String key, Path file) {
        return new ClusterException(ClusterException.Cause.KUBECONFIG_UNREADABLE, Message.of(key, file.toString()));
    }

    private static void merge(Map<String, Object> into, Map<?, ?> from, Path file) {
        if (from.get("current-context") instanceof String current && !current.isEmpty()) {
            into.putIfAbsent("current-context", current);
        }
        for (String section : List.of("clusters", "users", "contexts")) {
            List<Map<String, Object>> known = new ArrayList<>(items(into, section));
            for (Map<String, Object> item : items(from, section)) {
                if (known.stream().noneMatch(other -> name(other).equals(name(item)))) {
                    known.add(withAbsolutePaths(item, section.substring(0, section.length() - 1), file));
                }
            }
            into.put(section, known);
        }
    }

    private static Map<String, Object> withAbsolutePaths(Map<String, Object> item, String body, Path file) {
        if (!(item.get(body) instanceof Map<?, ?> fields)) {
            return item;
        }
        Path folder = file.toAbsolutePath().getParent();
        Map<String, Object> absolute = new LinkedHashMap<>();
        fields.forEach((key, value) -> absolute.put(String.valueOf(key),
                folder != null && FILES.contains(key) && value instanceof String path && !path.isEmpty()
                        ? folder.resolve(path).toString()
                        : value));
        Map<String, Object> copy = new LinkedHashMap<>(item);
        copy.put(body, absolute);
        return copy;
    }

    /** The contexts, in the order they are written. */
    public List<Context> contexts() {
        String current = currentContext().orElse("");
        return items(merged, "contexts").stream()
                .map(item -> new Context(
                        name(item), field(item, "cluster"), Optional.of(field(item, "namespace"))
                                .filter(namespace -> !namespace.isEmpty()).orElse("default"),
                        name(item).equals(current)))
                .toList();
    }

    public Optional<String> currentContext() {
        return Optional.ofNullable(merged.get("current-context")).map(Object::toString);
    }

    /**
     * The context that is meant.
     *
     * @throws ClusterException
     *             when it is not there, or none is named and none is current
     */
    Context context(KubeconfigChoice choice) throws ClusterException {
        String known = contexts().stream().map(Context::name).collect(Collectors.joining(", "));
        Optional<String> wanted = choice.context().or(this::currentContext);
        if (wanted.isEmpty()) {
            throw new ClusterException(ClusterException.Cause.NO_SUCH_CONTEXT,
                    Message.of("cluster.noCurrentContext", known.isEmpty() ? "-" : known));
        }
        Context context = contexts().stream().filter(one -> one.name().equals(wanted.get())).findFirst()
                .orElseThrow(() -> new ClusterException(ClusterException.Cause.NO_SUCH_CONTEXT,
                        Message.of("cluster.noSuchContext", wanted.get(), known.isEmpty() ? "-" : known)));
        if (items(merged, "clusters").stream().noneMatch(item -> name(item).equals(context.cluster()))) {
            throw new ClusterException(ClusterException.Cause.KUBECONFIG_UNREADABLE,
                    Message.of("cluster.contextWithoutCluster", context.name(), context.cluster()));
        }
        return context;
    }

    /** What fabric8's client is to use. Runs the context's credential plugin, if it has one. */
    Config config(Context context) throws ClusterException {
        try {
            // From a file, the client can take up renewed credentials by itself.
            Config config = files.size() == 1 ? Config.fromKubeconfig(context.name(), files.getFirst().toFile())
                    : Config.fromKubeconfig(YAML.writeValueAsString(withCurrent(context)));
            config.setConnectionTimeout((int) ApiServer.CONNECT.toMillis());
            config.setRequestTimeout((int) ApiServer.ANSWER.toMillis());
            config.setRequestRetryBackoffLimit(0);
            return config;
        } catch (RuntimeException _) {
            throw new ClusterException(ClusterException.Cause.KUBECONFIG_UNREADABLE,
                    Message.of("cluster.contextUnusable", context.name()));
        }
    }

    private Map<String, Object> withCurrent(Context context) {
        Map<String, Object> copy = new LinkedHashMap<>(merged);
        copy.put("current-context", context.name());
        return copy;
    }

    @SuppressWarnings("unchecked") // keys of a YAML mapping that is a kubeconfig are strings
    private static List<Map<String, Object>> items(Map<?, ?> of, String section) {
        return of.get(section) instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(item -> (Map<String, Object>) item).toList()
                : List.of();
    }

    private static String name(Map<String, Object> item) {
        return String.valueOf(item.getOrDefault("name", ""));
    }

    private static String field(Map<String, Object> item, String field) {
        if (!(item.get("context") instanceof Map<?, ?> context)) {
            return "";
        }
        Object value = context.get(field);
        return value == null ? "" : value.toString();
    }
}
