package dev.twinport.report;

import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Mention;
import dev.twinport.route.Destination;
import dev.twinport.route.GatewayKind;
import dev.twinport.route.GatewayPods;
import dev.twinport.route.Labels;
import dev.twinport.route.Link;
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of {@code kubectl} and {@code nc} that show by hand what a route's result says. */
public final class Equivalents {

    private static final String ANY_TOKEN = "hello";
    private static final String GATEWAY = "Gateway";
    private static final Map<String, String> KINDS = Map.of(GATEWAY, "gateways.networking.istio.io", "VirtualService",
            "virtualservices.networking.istio.io", "DestinationRule", "destinationrules.networking.istio.io",
            "TCPRoute", "tcproutes.gateway.networking.k8s.io", "Service", "services");

    private final RouteResult result;
    private final Shell shell;
    private final String kubectl;
    private final Optional<Proof> last;
    private final List<Command> commands = new ArrayList<>();

    private Equivalents(RouteResult result, Optional<String> context, Shell shell) {
        this.result = result;
        this.shell = shell;
        this.kubectl = "kubectl" + context.map(name -> " --context " + shell.word(name)).orElse("");
        this.last = result.tally().latest();
    }

    /**
     * The commands for a result, in the order a connection meets what they show: the gateway's address, the objects of
     * the chain, the pods, the message itself, and the log lines it left. They say the last probe's token; where there
     * was none, {@code hello}.
     *
     * @param context
     *            the kubeconfig context they name; empty for the current one
     */
    public static List<Command> of(RouteResult result, Optional<String> context, Shell shell) {
        return new Equivalents(result, context, shell).all();
    }

    /** The commands of all results of a report as one script, each below a remark that says what it shows. */
    public static String script(Report report, Shell shell, Wording wording) {
        return report.results().stream()
                .map(result -> Reported.script(of(result, Reported.context(report), shell), wording))
                .collect(Collectors.joining("\n"));
    }

    private List<Command> all() {
        address();
        objects();
        pods();
        dial();
        logs();
        return List.copyOf(commands);
    }

    private void address() {
        Route route = result.route();
        result.entry().entry().flatMap(Entry::service).ifPresent(service -> add("report.command.address",
                kubectl(service.namespace(), "get", "service", service.name(), "-o", "wide")));
        switch (route.gatewayPods()) {
            case GatewayPods.Labelled(Map<String, String> labels) when labels.isEmpty() -> {
                // It selects every pod of the mesh; that list shows nothing.
            }
            case GatewayPods.Labelled(Map<String, String> labels) -> add("report.command.gatewayPods",
                    kubectl + words("get", "pods", "--all-namespaces", "-l", Labels.text(labels), "-o", "wide"));
            case GatewayPods.Behind(List<ObjectName> names) ->
                    names.forEach(name -> add(Message.of("report.command.endpoints", name.name()), endpoints(name)));
        }
    }

    /** Every object the chain consists of, in one command per namespace. */
    private void objects() {
        Map<String, Set<String>> byNamespace = new LinkedHashMap<>();
        Stream<ObjectName> chain = result.route().chain().stream().flatMap(link -> link.object().stream());
        Stream.concat(chain, result.route().routing().stream()).filter(object -> KINDS.containsKey(object.kind()))
                .forEach(object -> byNamespace.computeIfAbsent(object.namespace(), _ -> new LinkedHashSet<>())
                        .add(resource(object) + "/" + object.name()));
        byNamespace.forEach((namespace, names) -> add("report.command.objects",
                kubectl(namespace, Stream.of(Stream.of("get"), names.stream(), Stream.of("-o", "yaml"))
                        .flatMap(part -> part).toArray(String[]::new))));
    }

    /** In full where kubectl could take the name for another kind. */
    private String resource(ObjectName object) {
        boolean gatewayApi = result.route().id().kind() == GatewayKind.GATEWAY_API && object.kind().equals(GATEWAY);
        return gatewayApi ? "gateways.gateway.networking.k8s.io" : KINDS.getOrDefault(object.kind(), object.kind());
    }

    /** The pods of each destination by their labels, and the endpoints of its Service. */
    private void pods() {
        Set<ObjectName> services = new LinkedHashSet<>();
        result.route().chain().stream().filter(link -> link.stage() == Link.Stage.DESTINATION)
                .flatMap(link -> link.object().stream()).forEach(services::add);
        for (Destination destination : result.route().destinations()) {
            Optional<String> namespace = namespace(destination, services);
            if (namespace.isPresent() && !destination.labels().isEmpty()) {
                add(Message.of("report.command.pods", destination.shortName()),
                        kubectl(namespace.get(), "get", "pods", "-l", Labels.text(destination.labels()), "-o", "wide"));
            }
        }
        services.forEach(service -> add(Message.of("report.command.endpoints", service.name()), endpoints(service)));
    }

    private String endpoints(ObjectName service) {
        return kubectl(service.namespace(), "get", "endpointslices", "-l",
                "kubernetes.io/service-name=" + service.name());
    }

    private static Optional<String> namespace(Destination destination, Set<ObjectName> services) {
        String name = destination.host().split("\\.", 2)[0];
        return services.stream().filter(service -> service.name().equals(name)).map(ObjectName::namespace).findFirst()
                .or(() -> Stream.concat(destination.pods().stream(), destination.others().stream())
                        .map(pod -> pod.name().namespace()).findFirst());
    }

    private void dial() {
        result.entry().entry().ifPresent(entry -> {
            if (shell == Shell.POWERSHELL) {
                add("report.command.reach", "Test-NetConnection" + words(entry.host()) + " -Port " + port(entry));
            }
            add("report.command.dial", switch (shell) {
                case BASH -> "printf '%s\\n'" + words(token()) + " | nc -w 2" + words(entry.host(), port(entry));
                case POWERSHELL -> talk(entry);
            });
        });
    }

    private static String port(Entry entry) {
        return Integer.toString(entry.port());
    }

    /** Netcat's part, for which PowerShell has no command: sends the line and prints what comes within two seconds. */
    private String talk(Entry entry) {
        return "& { $client = New-Object System.Net.Sockets.TcpClient(" + shell.quoted(entry.host()) + ", "
                + entry.port() + "); $stream = $client.GetStream(); $stream.ReadTimeout = 2000; "
                + "$bytes = [Text.Encoding]::UTF8.GetBytes(" + shell.quoted(token()) + " + \"`n\"); "
                + "$stream.Write($bytes, 0, $bytes.Length); $reader = New-Object IO.StreamReader($stream); "
                + "try { while ($null -ne ($line = $reader.ReadLine())) { $line } } catch [IO.IOException] { } "
                + "finally { $client.Close() } }";
    }

    /** The line in the log of every pod the message was or should have been logged by. */
    private void logs() {
        for (PodTarget pod : logged()) {
            String log = kubectl(pod.name().namespace(), "logs", pod.name().name(), "-c", pod.container());
            add(Message.of("report.command.log", pod.name().name()), switch (shell) {
                // As text, for a log may hold bytes that clients sent, and grep then only says that something matches.
                case BASH -> log + " | grep -aF" + words(token());
                case POWERSHELL -> log + " | Select-String -SimpleMatch" + words(token());
            });
        }
    }

    private Set<PodTarget> logged() {
        Set<PodName> mentioning = new LinkedHashSet<>();
        last.map(Proof::evidence).map(Evidence::mentions).stream().flatMap(List::stream).map(Mention::pod)
                .forEach(mentioning::add);
        Set<PodTarget> pods = new LinkedHashSet<>(result.route().pods());
        for (Destination destination : result.route().destinations()) {
            destination.others().stream().filter(pod -> mentioning.contains(pod.name())).forEach(pods::add);
        }
        return pods;
    }

    private String token() {
        return last.map(proof -> proof.evidence().token().text()).orElse(ANY_TOKEN);
    }

    private String kubectl(String namespace, String... arguments) {
        return kubectl + (namespace.isEmpty() ? "" : words("-n", namespace)) + words(arguments);
    }

    private String words(String... words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(' ').append(shell.word(word));
        }
        return text.toString();
    }

    private void add(String shows, String text) {
        add(Message.of(shows), text);
    }

    private void add(Message shows, String text) {
        commands.add(new Command(shows, text));
    }
}
