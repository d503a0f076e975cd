package dev.twinport.echo;

import java.util.Map;
import java.util.Optional;

/**
 * Who the server says it is. In a pod this comes from the downward API, through environment variables.
 * <p>
 * A name that is the empty string counts as not set.
 *
 * @param nodeName
 *            {@code NODE_NAME}
 * @param podName
 *            {@code POD_NAME}
 * @param podNamespace
 *            {@code POD_NAMESPACE}
 * @param podIp
 *            {@code POD_IP}
 * @param serviceAccount
 *            {@code SERVICE_ACCOUNT}
 */
public record ServerIdentity(Optional<String> nodeName, Optional<String> podName, Optional<String> podNamespace,
        Optional<String> podIp, Optional<String> serviceAccount) {

    public ServerIdentity {
        nodeName = set(nodeName);
        podName = set(podName);
        podNamespace = set(podNamespace);
        podIp = set(podIp);
        serviceAccount = set(serviceAccount);
    }

    /**
     * Reads the five variables.
     *
     * @param environment
     *            variables by name, as {@link System#getenv()} gives them
     *
     * @return the identity those variables state
     */
    public static ServerIdentity fromEnvironment(Map<String, String> environment) {
        return new ServerIdentity(Optional.ofNullable(environment.get("NODE_NAME")),
                Optional.ofNullable(environment.get("POD_NAME")), Optional.ofNullable(environment.get("POD_NAMESPACE")),
                Optional.ofNullable(environment.get("POD_IP")),
                Optional.ofNullable(environment.get("SERVICE_ACCOUNT")));
    }

    /**
     * Says what the server sends first on each connection.
     *
     * @return one line, ended by a newline, for each name that is set; empty when none is
     */
    public String banner() {
        StringBuilder banner = new StringBuilder();
        nodeName.ifPresent(name -> banner.append("Welcome, you are connected to node ").append(name).append(".\n"));
        podName.ifPresent(name -> banner.append("Running on Pod ").append(name).append(".\n"));
        podNamespace.ifPresent(name -> banner.append("In namespace ").append(name).append(".\n"));
        podIp.ifPresent(address -> banner.append("With IP address ").append(address).append(".\n"));
        serviceAccount.ifPresent(name -> banner.append("Service ").append(name).append(".\n"));
        return banner.toString();
    }

    private static Optional<String> set(Optional<String> name) {
        return name.filter(text -> !text.isEmpty());
    }
}
