package dev.twinport.practice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectScriptTest {

    private static final Map<String, String> FILES = Map.of("routes.json", "[{\"op\":\"remove\",\"path\":\"/spec\"}]",
            "two.yaml", "kind: A\n---\nkind: B\n", "labels.yaml", "spec: {x: 1}");

    static List<Fault> faults() {
        return FaultCatalogue.read().faults();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultsCommandsAreUnderstood(Fault fault) {
        assertThat(InjectScript.of(fault)).isNotEmpty();
    }

    @Test
    void commandsAreReadAsAShellReadsThem() {
        List<FaultCommand> commands = parse("""
                # What follows is quoted.

                kubectl patch service 'a-b' -n "istio-system" --type=merge -p '{"spec": {"type": "NodePort"}}'
                kubectl patch vs x --type=json --patch-file=routes.json   # from a file
                kubectl scale Deployment tcp-echo-v2 --replicas=0
                kubectl annotate service s --overwrite a.b/c=d=e gone-
                kubectl label -n other pod p x=
                kubectl apply -n there -f two.yaml
                kubectl delete gateways.networking.istio.io tcp-echo-gateway
                """);

        assertThat(commands).hasSize(8);
        FaultCommand.Patch patch = (FaultCommand.Patch) commands.getFirst();
        assertThat(patch.target()).isEqualTo(new FaultCommand.Target("service", "a-b", "istio-system"));
        assertThat(patch.body()).hasToString("{\"spec\":{\"type\":\"NodePort\"}}");
        assertThat(((FaultCommand.Patch) commands.get(1)).format()).isEqualTo(FaultCommand.Format.JSON);
        assertThat(commands.get(2))
                .isEqualTo(new FaultCommand.Scale(new FaultCommand.Target("deployment", "tcp-echo-v2", ""), 0));
        assertThat(commands.get(3)).isEqualTo(new FaultCommand.Mark(new FaultCommand.Target("service", "s", ""),
                "annotations", Map.of("a.b/c", "d=e"), List.of("gone")));
        assertThat(commands.get(4)).isEqualTo(new FaultCommand.Mark(new FaultCommand.Target("pod", "p", "other"),
                "labels", Map.of("x", ""), List.of()));
        assertThat(commands.subList(5, 7))
                .allSatisfy(command -> assertThat(((FaultCommand.Apply) command).namespace()).isEqualTo("there"));
        assertThat(commands.getLast()).isEqualTo(new FaultCommand.Delete(
                new FaultCommand.Target("gateways.networking.istio.io", "tcp-echo-gateway", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "rm -rf /", "kubectl", "kubectl exec pod -- sh", "kubectl patch vs x --type=json",
            "kubectl patch vs x --type=apply -p '{}'", "kubectl patch vs x --type=json -p '{}'",
            "kubectl patch vs x --type=merge -p '[]'", "kubectl delete vs", "kubectl delete vs x y",
            "kubectl delete vs x --force", "kubectl scale deployment x --replicas=many", "kubectl label pod p word",
            "kubectl delete vs $X", "kubectl delete vs x; true", "kubectl delete vs \"$X\"", "kubectl delete vs 'x",
            "kubectl delete vs `x`", "kubectl delete vs x | cat", "kubectl delete vs x > file",
            "kubectl delete vs \\" })
    void whatIsNotAmongTheCommandsIsRefusedWithItsLine(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(line)).withMessageContaining(line);
    }

    private static List<FaultCommand> parse(String script) {
        return InjectScript.parse(script, FILES::get);
    }
}
