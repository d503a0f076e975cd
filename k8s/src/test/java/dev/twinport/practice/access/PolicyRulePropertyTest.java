package dev.twinport.practice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for all rules and requests; words are few, so that they often meet. */
class PolicyRulePropertyTest {

    private static final Caller BOB = new Caller("bob", "", List.of("devs"), Map.of());

    @Property(tries = 500)
    void oneMoreRuleTakesNoRightAway(@ForAll("rules") List<PolicyRule> rules, @ForAll("rule") PolicyRule more,
            @ForAll("request") AccessRequest request) {
        List<PolicyRule> extended = new ArrayList<>(rules);
        extended.add(more);
        boolean before = policy(rules).decide(BOB, request).allowed();
        boolean after = policy(extended).decide(BOB, request).allowed();

        assertThat(after).isEqualTo(before || more.allows(request));
    }

    @Property(tries = 500)
    void whoIsNotNamedByABindingMayNothing(@ForAll("rules") List<PolicyRule> rules,
            @ForAll("request") AccessRequest request) {
        Caller stranger = new Caller("eve", "", List.of("others"), Map.of());

        assertThat(policy(rules).decide(stranger, request)).isEqualTo(new Decision(false, ""));
    }

    @Property(tries = 500)
    void aRuleIsItsPieces(@ForAll("rule") PolicyRule rule, @ForAll("request") AccessRequest request) {
        assertThat(rule.pieces().stream().anyMatch(piece -> piece.allows(request))).isEqualTo(rule.allows(request));
    }

    @Property(tries = 500)
    void whatCoversAPieceAllowsWhatThePieceAllows(@ForAll("rule") PolicyRule owned, @ForAll("rule") PolicyRule given,
            @ForAll("request") AccessRequest request) {
        for (PolicyRule piece : given.pieces()) {
            if (owned.covers(piece) && piece.allows(request)) {
                assertThat(owned.allows(request)).as("%s covers %s", owned, piece).isTrue();
            }
        }
    }

    @Property(tries = 500)
    void nobodyGetsARightByGivingIt(@ForAll("rules") List<PolicyRule> held, @ForAll("rule") PolicyRule given,
            @ForAll("request") AccessRequest request) {
        Policy policy = policy(held);
        ObjectNode role = role(List.of(given));
        Optional<String> refusal = Escalation.refusal(policy, BOB,
                new ResourceKey(ResourceKinds.CLUSTER_ROLE, "", "more"), "", Optional.empty(), role);

        if (refusal.isEmpty() && given.allows(request)) {
            assertThat(policy.decide(BOB, request).allowed()).isTrue();
        }
    }

    @Provide
    static Arbitrary<List<PolicyRule>> rules() {
        return rule().list().ofMaxSize(4);
    }

    @Provide
    static Arbitrary<PolicyRule> rule() {
        return Combinators
                .combine(words("get", "list", "*"), words("", "apps", "*"),
                        words("pods", "pods/log", "*/log", "*/scale", "*"), words("a", "b").optional(0.3))
                .as((verbs, groups, resources, names) -> new PolicyRule(verbs, groups, resources,
                        names.orElseGet(List::of), List.of()))
                .injectDuplicates(0.05);
    }

    @Provide
    static Arbitrary<AccessRequest> request() {
        return Combinators.combine(Arbitraries.of("get", "list", "delete"), Arbitraries.of("", "apps", "batch"),
                Arbitraries.of("pods", "nodes"), Arbitraries.of("", "log", "scale"), Arbitraries.of("", "a", "b"))
                .as((verb, group, resource, subresource, name) -> new AccessRequest(verb, group, resource, subresource,
                        "default", name, ""));
    }

    private static Arbitrary<List<String>> words(String... words) {
        return Arbitraries.of(words).list().ofMinSize(1).ofMaxSize(2).uniqueElements();
    }

    private static Policy policy(List<PolicyRule> rules) {
        ObjectNode binding = JsonNodeFactory.instance.objectNode();
        binding.putObject("metadata").put("name", "bob");
        binding.putObject("roleRef").put("kind", "ClusterRole").put("name", "role");
        binding.putArray("subjects").addObject().put("kind", "User").put("name", "bob");
        return new Policy(List.of(role(rules)), List.of(binding));
    }

    private static ObjectNode role(List<PolicyRule> rules) {
        ObjectNode role = JsonNodeFactory.instance.objectNode();
        role.putObject("metadata").put("name", "role");
        for (PolicyRule rule : rules) {
            ObjectNode written = role.withArray("rules").addObject();
            rule.verbs().forEach(written.putArray("verbs")::add);
            rule.apiGroups().forEach(written.putArray("apiGroups")::add);
            rule.resources().forEach(written.putArray("resources")::add);
            rule.resourceNames().forEach(written.putArray("resourceNames")::add);
        }
        return role;
    }
}
