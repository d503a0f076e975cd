package dev.twinport.practice.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As Kubernetes 1.34 does it. */
class ImpersonationTest {

    @Test
    void aUserIsInNoGroupButThatOfEverybody() throws Exception {
        Impersonation bob = Impersonation.of(List.of(Map.entry("Impersonate-User", "bob"))).orElseThrow();

        assertThat(bob.caller()).isEqualTo(new Caller("bob", "", List.of("system:authenticated"), Map.of()));
        assertThat(bob.needed()).containsExactly(AccessRequest.resource("impersonate", "", "users", "", "bob"));
    }

    @Test
    void aServiceAccountIsInItsGroupsUnlessOthersAreNamed() throws Exception {
        Map.Entry<String, String> account = Map.entry("impersonate-user", "system:serviceaccount:default:viewer");
        Impersonation alone = Impersonation.of(List.of(account)).orElseThrow();
        Impersonation grouped = Impersonation.of(List.of(account, Map.entry("Impersonate-Group", "a"),
                Map.entry("Impersonate-Group", "b"), Map.entry("Impersonate-Uid", "7"))).orElseThrow();

        assertThat(alone.caller().groups()).containsExactly("system:serviceaccounts", "system:serviceaccounts:default",
                "system:authenticated");
        assertThat(alone.needed())
                .containsExactly(AccessRequest.resource("impersonate", "", "serviceaccounts", "default", "viewer"));
        assertThat(grouped.caller().groups()).containsExactly("a", "b", "system:authenticated");
        assertThat(grouped.caller().uid()).isEqualTo("7");
        assertThat(grouped.needed()).extracting(AccessRequest::resource).containsExactly("serviceaccounts", "groups",
                "groups", "uids");
    }

    @Test
    void anonymousStaysUnauthenticated() throws Exception {
        assertThat(Impersonation.of(List.of(Map.entry("Impersonate-User", "system:anonymous"))).orElseThrow().caller())
                .isEqualTo(Caller.ANONYMOUS);
    }

    @Test
    void eachExtraIsARightOfItsOwn() throws Exception {
        Impersonation bob = Impersonation.of(
                List.of(Map.entry("Impersonate-User", "bob"), Map.entry("Impersonate-Extra-acme.com%2Fproject", "some"),
                        Map.entry("Impersonate-Extra-Acme.com%2fproject", "other")))
                .orElseThrow();

        assertThat(bob.caller().extra()).containsEntry("acme.com/project", List.of("some", "other"));
        assertThat(bob.needed()).extracting(AccessRequest::subresource).containsExactly("", "acme.com/project",
                "acme.com/project");
    }

    @Test
    void groupsOfNobodyAreNotUnderstood() {
        assertThatThrownBy(() -> Impersonation.of(List.of(Map.entry("Impersonate-Group", "a"))))
                .isInstanceOf(Impersonation.NobodyNamed.class);
    }

    @Test
    void otherHeadersAskForNothing() throws Exception {
        assertThat(Impersonation.of(List.of(Map.entry("Host", "x"), Map.entry("Impersonate-User", "")))).isEmpty();
    }
}
