package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.message.Message;
import dev.twinport.route.KubernetesObject;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /** Longest file that is read; certificates and tokens of hundreds of clusters are shorter. */
    private static final int LONGEST = 16 * 1024 * 1024;
    private final List<Path> files;
    private final Map<String, Object> merged;

    /**
     * @param files
     *            what it was read from; none when it is the account of a pod
     */
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
    public record Context(String name, String cluster, String user, String namespace, boolean current) {
    }

    /**
     * Reads the chosen file, else those of {@code KUBECONFIG}, else {@code ~/.kube/config}. Where there is none of them
     * and this program runs in a pod, the pod's ServiceAccount is the only context: {@code in-cluster}.
     *
     * @throws ClusterException
     *             when there is none, or one cannot be read or understood
     */
    public static Kubeconfig read(Optional<Path> chosen) throws ClusterException {
        return read(chosen, Optional.ofNullable(System.getenv("KUBECONFIG")),
                Path.of(System.getProperty("user.home"), ".kube", "config"), MountedAccount.ofThisPod());
    }

    static Kubeconfig read(Optional<Path> chosen, Optional<String> variable, Path usual,
            Optional<MountedAccount> account) throws ClusterException {
        List<Path> files = chosen.map(List::of)
                .or(() -> variable.filter(value -> !value.isBlank()).map(Kubeconfig::existing))
                .orElseGet(() -> List.of(usual));
        if (chosen.isEmpty() && account.isPresent() && files.stream().noneMatch(Files::exists)) {
            return new Kubeconfig(List.of(), account.get().kubeconfig());
        }
        return read(files);
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
            String text = text(file);
            Object content = text.isBlank() ? Map.of() : YAML.readValue(text, Object.class);
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

    private static String text(Path file) throws IOException, ClusterException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw unreadable("cluster.kubeconfigMalformed", file);
            }
            return new String(bytes, StandardCharsets.UTF_8);
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
        if (folder != null && absolute.get("exec") instanceof Map<?, ?> exec) {
            absolute.put("exec", withAbsoluteCommand(exec, folder));
        }
        Map<String, Object> copy = new LinkedHashMap<>(item);
        copy.put(body, absolute);
        return copy;
    }

    /** A command with a slash in it is a path, relative to the kubeconfig; any other is looked for on the PATH. */
    private static Map<String, Object> withAbsoluteCommand(Map<?, ?> exec, Path folder) {
        Map<String, Object> copy = new LinkedHashMap<>();
        exec.forEach((key, value) -> copy.put(String.valueOf(key),
                "command".equals(key) && value instanceof String command && Path.of(command).getNameCount() > 1
                        ? folder.resolve(command).toString()
                        : value));
        return copy;
    }

    /** The contexts, in the order they are written. */
    public List<Context> contexts() {
        String current = currentContext().orElse("");
        return items(merged, "contexts").stream()
                .map(item -> new Context(
                        name(item), field(item, "cluster"), field(item, "user"), Optional.of(field(item, "namespace"))
                                .filter(namespace -> !namespace.isEmpty()).orElse("default"),
                        name(item).equals(current)))
                .toList();
    }

    /** Whether it is of the cluster this program runs in, as one of its pods. */
    boolean isOfOwnPod() {
        return files.isEmpty();
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
        Map<String, Object> cluster = body("clusters", "cluster", context.cluster())
                .orElseThrow(() -> unusable("cluster.contextWithoutCluster", context.name(), context.cluster()));
        if (!(cluster.get("server") instanceof String server) || server.isBlank()) {
            throw unusable("cluster.clusterWithoutServer", context.cluster());
        }
        if (!context.user().isEmpty() && body("users", "user", context.user()).isEmpty()) {
            throw unusable("cluster.contextWithoutUser", context.name(), context.user());
        }
        return context;
    }

    private static ClusterException unusable(String key, Object... arguments) {
        return Failures.of(ClusterException.Cause.KUBECONFIG_UNREADABLE, key, arguments);
    }

    /**
     * What fabric8's client is to use. Runs the context's credential plugin, if it has one; {@code progress} is told.
     * <p>
     * It comes from the kubeconfig alone: variables such as {@code KUBERNETES_MASTER}, which the library would
     * otherwise look at, cannot lead elsewhere than the user chose.
     */
    Config config(Context context, Consumer<Message> progress) throws ClusterException {
        Map<String, Object> user = body("users", "user", context.user()).orElse(Map.of());
        try {
            Config config = client(context, user);
            if (user.get("exec") instanceof Map<?, ?> exec) {
                ask(new CredentialPlugin(new KubernetesObject(strings(exec)),
                        body("clusters", "cluster", context.cluster()).orElse(Map.of()), CredentialPlugin.PATIENCE),
                        config, progress);
            } else if (user.get("tokenFile") instanceof String tokenFile && !tokenFile.isEmpty()) {
                config.setOauthTokenProvider(() -> token(Path.of(tokenFile)));
            }
            config.setConnectionTimeout((int) ApiServer.CONNECT.toMillis());
            config.setRequestTimeout((int) ApiServer.ANSWER.toMillis());
            config.setRequestRetryBackoffLimit(0);
            return config;
        } catch (RuntimeException _) {
            throw unusable("cluster.contextUnusable", context.name());
        }
    }

    /**
     * The library's own reading binds the whole file to classes of its own, for which it first looks through all kinds
     * it knows: that takes longer than a route's probe. It is left what only it can do, to renew and write back the
     * tokens of an {@code auth-provider}. A plugin it must not see: it would run it.
     */
    private Config client(Context context, Map<String, Object> user) {
        if (user.containsKey("auth-provider")) {
            return files.size() == 1 && !user.containsKey("exec")
                    ? Config.fromKubeconfig(context.name(), files.getFirst().toFile())
                    : Config.fromKubeconfig(YAML.writeValueAsString(with(context, user)));
        }
        Config config = Config.empty();
        toServer(config, body("clusters", "cluster", context.cluster()).orElse(Map.of()));
        config.setClientCertFile(text(user, "client-certificate"));
        config.setClientCertData(text(user, "client-certificate-data"));
        config.setClientKeyFile(text(user, "client-key"));
        config.setClientKeyData(text(user, "client-key-data"));
        config.setClientKeyAlgo(Config.getKeyAlgorithm(config.getClientKeyFile(), config.getClientKeyData()));
        config.setUsername(text(user, "username"));
        config.setPassword(text(user, "password"));
        if (user.get("token") instanceof String token && !token.isEmpty()) {
            config.setOauthTokenProvider(new WrittenToken(files, token, () -> read(files).token(context)));
        }
        return config;
    }

    private static void toServer(Config config, Map<String, Object> cluster) {
        config.setMasterUrl(text(cluster, "server"));
        boolean unchecked = Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify"));
        config.setTrustCerts(unchecked);
        config.setDisableHostnameVerification(unchecked);
        config.setCaCertFile(text(cluster, "certificate-authority"));
        config.setCaCertData(text(cluster, "certificate-authority-data"));
        config.setTlsServerName(text(cluster, "tls-server-name"));
        String proxy = text(cluster, "proxy-url");
        if (proxy != null && config.getMasterUrl().startsWith(Config.HTTPS_PROTOCOL_PREFIX)) {
            config.setHttpsProxy(proxy);
        } else if (proxy != null) {
            config.setHttpProxy(proxy);
        }
    }

    private static @Nullable String text(Map<String, Object> of, String field) {
        return of.get(field) instanceof String text && !text.isEmpty() ? text : null;
    }

    private static Kubeconfig read(List<Path> files) throws ClusterException {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (Path file : files) {
            merge(merged, load(file), file);
        }
        return new Kubeconfig(files, merged);
    }

    private Optional<String> token(Context context) {
        return body("users", "user", context.user()).map(user -> text(user, "token"));
    }

    private static void ask(CredentialPlugin plugin, Config config, Consumer<Message> progress)
            throws ClusterException {
        progress.accept(Message.of("cluster.pluginRunning", plugin.name()));
        Credential credential = plugin.ask();
        if (credential.token().isPresent()) {
            config.setOauthTokenProvider(new RenewedToken(plugin, credential, Clock.systemUTC()));
        }
        credential.certificate().ifPresent(certificate -> {
            config.setClientCertData(base64(certificate.chain()));
            config.setClientKeyData(base64(certificate.key()));
        });
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    /** The token a file holds now: whoever wrote it renews it there. */
    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /** The kubeconfig with this context the current one, and its user without plugin. */
    private Map<String, Object> with(Context context, Map<String, Object> user) {
        Map<String, Object> plain = new LinkedHashMap<>(user);
        plain.remove("exec");
        Map<String, Object> copy = new LinkedHashMap<>(merged);
        copy.put("current-context", context.name());
        copy.put("users", List.of(Map.of("name", context.user(), "user", plain)));
        return copy;
    }

    /** What stands in an entry of a section under its own word: {@code clusters[name=…].cluster}. */
    private Optional<Map<String, Object>> body(String section, String word, String name) {
        return items(merged, section).stream().filter(item -> name(item).equals(name)).findFirst()
                .map(item -> item.get(word) instanceof Map<?, ?> body ? strings(body) : Map.of());
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
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
