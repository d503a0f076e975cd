package dev.twinport.practice.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a search that does not end cannot be
                                                                      // interrupted
class AccessRuleTest {

    @ParameterizedTest
    @CsvSource({ "team, true", "te*, true", "*am, true", "t*m, true", "*, true", "te.m, false", "tea, false" })
    void aStarInANamespaceStandsForAnyText(String namespace, boolean matches) {
        assertThat(rule("namespaces", namespace).matches(peer("team"))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({ "echo, true", "team/echo, true", "other/echo, false", "ech, false", "e.ho, false" })
    void aServiceAccountIsOfThePolicysNamespaceUnlessItNamesOne(String account, boolean matches) {
        assertThat(rule("serviceAccounts", account).matches(peer("team"))).isEqualTo(matches);
    }

    @Test
    void manyStarsAreNotTriedInEveryWay() {
        assertThat(rule("namespaces", "a" + "*a".repeat(40) + "*b").matches(peer("a".repeat(63)))).isFalse();
    }

    private static AccessRule rule(String field, String value) {
        return new AccessRule("rule", "team", false,
                new JsonMapper().readTree("{\"from\":[{\"source\":{\"%s\":[\"%s\"]}}]}".formatted(field, value)));
    }

    private static Peer peer(String namespace) {
        return new Peer("127.0.0.1", Optional.of("spiffe://cluster.local/ns/%s/sa/echo".formatted(namespace)),
                "127.0.0.2", 3333, "");
    }
}
