package dev.twinport.practice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.Objects;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Roles, bindings and requests to decisions, a folder per case: {@code objects.yaml} is all there is,
 * {@code expected.txt} has requests ({@code USER(GROUP,…) METHOD PATH?watch&name=SELECTED}) and, indented, what becomes
 * of each. Adding a case is adding a folder.
 */
class PolicyGridTest {

    private static final Pattern REQUEST = Pattern
            .compile("(\\S+?)(?:\\((\\S+)\\))? ([A-Z]+) ([^?]+)(?:\\?(watch)?&?(?:name=(.*))?)?");

    @ParameterizedTest
    @MethodSource("cases")
    void requestsAreDecidedAsExpected(String name) throws Exception {
        Path folder = grid().resolve(name);
        String expected = Files.readString(folder.resolve("expected.txt"));
        Policy policy = policy(Files.readString(folder.resolve("objects.yaml")));

        assertThat(expected.lines().filter(line -> !line.startsWith(" "))
                .map(line -> line + "\n  " + decision(policy, line) + "\n").collect(Collectors.joining()))
                        .isEqualTo(expected);
    }

    static List<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(grid())) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    private static Path grid() throws URISyntaxException {
        return Path.of(PolicyGridTest.class.getResource("policy").toURI());
    }

    private static Policy policy(String yaml) {
        Map<Boolean, List<ObjectNode>> objects = Objects.parse(yaml).stream()
                .collect(Collectors.partitioningBy(tree -> tree.path("kind").asString("").endsWith("Binding")));
        return new Policy(objects.get(false), objects.get(true));
    }

    private static String decision(Policy policy, String line) {
        Matcher request = REQUEST.matcher(line);
        assertThat(request.matches()).as(line).isTrue();
        List<String> groups = request.group(2) == null ? List.of() : List.of(request.group(2).split(","));
        Caller caller = new Caller(request.group(1), "", groups, Map.of());
        AccessRequest asked = AccessRequest.of(request.group(3), request.group(4), request.group(5) != null,
                request.group(6) == null ? "" : request.group(6));
        Decision decision = policy.decide(caller, asked);
        String reason = decision.reason().isEmpty() ? "" : ": " + decision.reason();
        return decision.allowed() ? "allowed" + reason : "denied: " + asked.refusalTo(caller) + reason;
    }
}
