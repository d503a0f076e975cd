package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.access.BootstrapPolicy;
import dev.twinport.practice.access.PreparedUser;
import dev.twinport.practice.api.ApiClient.Answer;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Who may do what, seen from outside; the messages are those of a Kubernetes 1.34 asked the same. */
@Timeout(60)
class AccessTest {

    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles";
    private static final String BINDINGS = "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings";
    private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";
    private static final String TOKEN = ACCOUNTS + "/viewer/token";
    private static final String VIEWER = "User \"system:serviceaccount:default:viewer\"";

    private final Store store = new Store(Clock.systemUTC());
    private final PracticeApi api = new PracticeApi(store, (namespace, pod, container, previous) -> Optional.empty(),
            (address, port) -> Optional.empty(), Clock.systemUTC());
    private ApiClient admin;
    private ApiClient viewer;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        ResourceKinds.MESH.forEach(store.kinds()::put);
        api.start(0);
        for (String namespace : new String[] { "default", "istio-system", "other" }) {
            var tree = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
            tree.putObject("metadata").put("name", namespace);
            store.create(new ResourceKey(ResourceKinds.NAMESPACE, "", namespace), tree);
        }
        BootstrapPolicy.plant(store);
        admin = new ApiClient(api.writeKubeconfig(directory));
        viewer = new ApiClient(api.writeKubeconfig(directory, PreparedUser.VIEWER.plant(store)));
    }

    @AfterEach
    void stop() {
        admin.close();
        viewer.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/v1/pods                                   | pods is forbidden: %s cannot list resource "pods" in API group "" at the cluster scope
            GET    | /api/v1/namespaces/other/pods                  | pods is forbidden: %s cannot list resource "pods" in API group "" in the namespace "other"
            GET    | /api/v1/pods?watch=true                        | pods is forbidden: %s cannot watch resource "pods" in API group "" at the cluster scope
            DELETE | /api/v1/namespaces/default/pods/a              | pods "a" is forbidden: %s cannot delete resource "pods" in API group "" in the namespace "default"
            GET    | /apis/apps/v1/namespaces/default/deployments/a | deployments.apps "a" is forbidden: %s cannot get resource "deployments" in API group "apps" in the namespace "default"
            GET    | /api/v1/namespaces/default/pods/a/exec         | pods "a" is forbidden: %s cannot get resource "pods/exec" in API group "" in the namespace "default"
            POST   | /api/v1/namespaces/default/pods/a/portforward  | pods "a" is forbidden: %s cannot create resource "pods/portforward" in API group "" in the namespace "default"
            GET    | /apis/nothing.example/v1/things                | things.nothing.example is forbidden: %s cannot list resource "things" in API group "nothing.example" at the cluster scope
            GET    | /metrics                                       | forbidden: %s cannot get path "/metrics"
            """)
    void whatNoRoleAllowsIsForbidden(String method, String path, String message) throws Exception {
        Answer answer = viewer.send(viewer.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.at("/reason")).isEqualTo("Forbidden");
        assertThat(answer.at("/message")).isEqualTo(message.formatted(VIEWER));
    }

    @ParameterizedTest
    @ValueSource(strings = { PODS, "/api/v1/namespaces/istio-system/services", "/api", "/apis/apps/v1", "/version",
            "/openapi/v3", "/apis/networking.istio.io/v1/namespaces/default/gateways" })
    void whatARoleAllowsIsAnswered(String path) throws Exception {
        assertThat(viewer.get(path).code()).isEqualTo(200);
    }

    @Test
    void aWatchIsCheckedWhenItBegins() throws Exception {
        try (Stream<String> lines = viewer.lines(PODS + "?watch=true&timeoutSeconds=1")) {
            admin.delete(BINDINGS + "/viewer");
            assertThat(lines).isEmpty();
        }
        assertThat(viewer.get(PODS + "?watch=true").code()).isEqualTo(403);
    }

    @Test
    void aRightIsThereAndGoneWithItsBinding() throws Exception {
        String account = "{\"kind\":\"ServiceAccount\",\"name\":\"viewer\"}";
        assertThat(viewer.get("/api/v1/namespaces/other/pods").code()).isEqualTo(403);
        admin.post(BINDINGS.replace("default", "other"), """
                {"metadata":{"name":"v"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole",
                 "name":"view"},"subjects":[{"kind":"ServiceAccount","name":"viewer","namespace":"default"}]}""");
        assertThat(viewer.get("/api/v1/namespaces/other/pods").code()).as(account).isEqualTo(200);
        admin.delete(BINDINGS.replace("default", "other") + "/v");
        assertThat(viewer.get("/api/v1/namespaces/other/pods").code()).isEqualTo(403);
    }

    @Test
    void nobodyGivesRightsTheyDoNotHave() throws Exception {
        admin.post(ROLES, """
                {"metadata":{"name":"makes-roles"},"rules":[{"apiGroups":["rbac.authorization.k8s.io"],
                 "resources":["roles","rolebindings"],"verbs":["create","update","patch","get"]}]}""");
        admin.post(BINDINGS,
                """
                        {"metadata":{"name":"makes-roles"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role",
                         "name":"makes-roles"},"subjects":[{"kind":"ServiceAccount","name":"viewer","namespace":"default"}]}""");

        Answer more = viewer.post(ROLES, role("more", "delete"));
        assertThat(more.code()).isEqualTo(403);
        assertThat(more.at("/message")).isEqualTo(
                "roles.rbac.authorization.k8s.io \"more\" is forbidden: user \"system:serviceaccount:default:viewer\" (groups=[\"system:serviceaccounts\" \"system:serviceaccounts:default\" \"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\"]}");
        assertThat(viewer.post(ROLES, role("same", "list")).code()).isEqualTo(201);
        assertThat(viewer.put(ROLES + "/same", role("same", "delete")).code()).isEqualTo(403);
        assertThat(viewer.patch(ROLES + "/applied?fieldManager=test", "apply-patch+yaml",
                "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: applied}\nrules: [{apiGroups: [''], resources: [pods], verbs: ['*']}]\n")
                .code()).isEqualTo(403);
        Answer bound = viewer.post(BINDINGS, binding("admin"));
        assertThat(bound.code()).isEqualTo(403);
        assertThat(bound.at("/message")).startsWith("rolebindings.rbac.authorization.k8s.io \"admin\" is forbidden: ");
        assertThat(viewer.post(BINDINGS, binding("nothing")).at("/message"))
                .isEqualTo("rolebindings.rbac.authorization.k8s.io \"nothing\" not found");
    }

    @Test
    void thePermissionToBindOrToEscalateIsEnough() throws Exception {
        admin.post(ROLES,
                """
                        {"metadata":{"name":"makes-roles"},"rules":[{"apiGroups":["rbac.authorization.k8s.io"],
                         "resources":["roles","rolebindings"],"verbs":["create","escalate"]},{"verbs":["bind"],
                         "apiGroups":["rbac.authorization.k8s.io"],"resources":["clusterroles"],"resourceNames":["admin"]}]}""");
        admin.post(BINDINGS,
                """
                        {"metadata":{"name":"makes-roles"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role",
                         "name":"makes-roles"},"subjects":[{"kind":"ServiceAccount","name":"viewer","namespace":"default"}]}""");

        assertThat(viewer.post(ROLES, role("more", "delete")).code()).isEqualTo(201);
        assertThat(viewer.post(BINDINGS, binding("edit")).code()).isEqualTo(403);
        assertThat(viewer.post(BINDINGS, binding("admin")).code()).isEqualTo(201);
        assertThat(viewer.delete(PODS + "/a").code()).isEqualTo(404);
    }

    @Test
    void nobodyGathersTheRightsOfOthersIntoTheirOwnRole() throws Exception {
        String roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
        String own = """
                {"metadata":{"name":"own"},"rules":[{"apiGroups":["rbac.authorization.k8s.io"],
                 "resources":["clusterroles"],"verbs":["create","update","get"]}]%s}""";
        admin.post(roles, own.formatted(""));
        admin.post("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                {"metadata":{"name":"own"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole",
                 "name":"own"},"subjects":[{"kind":"ServiceAccount","name":"viewer","namespace":"default"}]}""");

        Answer gathering = viewer.put(roles + "/own", own.formatted(
                ",\"aggregationRule\":{\"clusterRoleSelectors\":[{\"matchLabels\":{\"kubernetes.io/bootstrapping\":\"rbac-defaults\"}}]}"));

        assertThat(gathering.code()).isEqualTo(403);
        assertThat(gathering.at("/message")).isEqualTo("clusterroles.rbac.authorization.k8s.io \"own\" is forbidden: "
                + "must have cluster-admin privileges to use the aggregationRule");
        assertThat(viewer.put(roles + "/own", own.formatted("")).code()).isEqualTo(200);
    }

    @Test
    void aPatchThatCreatesNeedsTheRightToCreate() throws Exception {
        admin.post(ROLES, """
                {"metadata":{"name":"patches"},"rules":[{"apiGroups":[""],"resources":["configmaps"],
                 "verbs":["patch"]}]}""");
        admin.post(BINDINGS, """
                {"metadata":{"name":"patches"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role",
                 "name":"patches"},"subjects":[{"kind":"ServiceAccount","name":"viewer","namespace":"default"}]}""");

        Answer answer = viewer.patch("/api/v1/namespaces/default/configmaps/a?fieldManager=test", "apply-patch+yaml",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");
        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.at("/message")).isEqualTo("configmaps \"a\" is forbidden: " + VIEWER
                + " cannot create resource \"configmaps\" in API group \"\" in the namespace \"default\"");
    }

    @Test
    void aTokenIsIssuedAndEndsWithItsServiceAccount() throws Exception {
        Answer issued = admin.post(TOKEN, "{\"spec\":{\"expirationSeconds\":600}}");
        assertThat(issued.code()).isEqualTo(201);
        assertThat(issued.body().at("/spec/expirationSeconds").asInt()).isEqualTo(600);
        ApiClient holder = admin.holding(issued.at("/status/token"));
        assertThat(holder.get(PODS).code()).isEqualTo(200);
        admin.delete(ACCOUNTS + "/viewer");
        Answer late = holder.get(PODS);
        assertThat(late.code()).isEqualTo(401);
        assertThat(late.at("/message")).isEqualTo("Unauthorized");
    }

    @Test
    void aTokenMustNotBeTooShortLived() throws Exception {
        Answer answer = admin.post(TOKEN, "{\"spec\":{\"expirationSeconds\":60}}");
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.at("/message")).isEqualTo(
                "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes");
        assertThat(admin.post(ACCOUNTS + "/nobody/token", "{}").at("/message"))
                .isEqualTo("serviceaccounts \"nobody\" not found");
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "eyJhbGciOiJub25lIn0.e30.", "a.b.c", "...", "%00", "Bearer" })
    void aTokenThatIsNoneIsUnauthorized(String token) throws Exception {
        Answer answer = admin.holding(token).get(PODS);
        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.body()).hasToString(
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}");
    }

    @Test
    void aLongTokenThatIsNoneIsUnauthorized() throws Exception {
        assertThat(admin.holding("x".repeat(6_000)).get(PODS).code()).isEqualTo(401);
    }

    @Test
    void aPageOfAnotherOriginIsNotAnswered() throws Exception {
        Answer foreign = admin.send(admin.request(PODS).header("Origin", "https://evil.example"));
        assertThat(foreign.code()).isEqualTo(403);
        assertThat(admin.send(admin.request(PODS).header("Origin", "null")).code()).isEqualTo(403);
        assertThat(admin.send(admin.request(PODS).header("Origin", api.address().toString())).code()).isEqualTo(200);
    }

    @Test
    void anAdministratorMayActAsAnotherAndNobodyElse() throws Exception {
        Answer asBob = admin.send(admin.request(PODS).header("Impersonate-User", "bob"));
        assertThat(asBob.at("/message")).isEqualTo(
                "pods is forbidden: User \"bob\" cannot list resource \"pods\" in API group \"\" in the namespace \"default\"");
        assertThat(admin.send(
                admin.request(PODS).header("Impersonate-User", "bob").header("Impersonate-Group", "system:masters"))
                .code()).isEqualTo(200);
        Answer byViewer = viewer.send(viewer.request(PODS).header("Impersonate-User", "bob"));
        assertThat(byViewer.code()).isEqualTo(403);
        assertThat(byViewer.at("/message")).isEqualTo("users \"bob\" is forbidden: " + VIEWER
                + " cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
    }

    @Test
    void reviewsSayWhatTheCallerMay() throws Exception {
        String reviews = "/apis/authorization.k8s.io/v1/";
        Answer may = viewer.post(reviews + "selfsubjectaccessreviews",
                "{\"spec\":{\"resourceAttributes\":{\"verb\":\"list\",\"resource\":\"pods\",\"namespace\":\"default\"}}}");
        assertThat(may.code()).isEqualTo(201);
        assertThat(may.body().path("status")).hasToString(
                "{\"allowed\":true,\"reason\":\"RBAC: allowed by RoleBinding \\\"viewer/default\\\" of Role \\\"viewer\\\" to ServiceAccount \\\"viewer/default\\\"\"}");
        Answer mayNot = viewer.post(reviews + "selfsubjectaccessreviews",
                "{\"spec\":{\"resourceAttributes\":{\"verb\":\"list\",\"resource\":\"pods\"}}}");
        assertThat(mayNot.body().path("status")).hasToString("{\"allowed\":false}");
        assertThat(viewer.post(reviews + "selfsubjectaccessreviews", "{\"spec\":{}}").at("/message")).isEqualTo(
                "SelfSubjectAccessReview.authorization.k8s.io \"\" is invalid: spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified");
        assertThat(viewer.post(reviews + "subjectaccessreviews", "{\"spec\":{}}").code()).isEqualTo(403);
        assertThat(admin.post(reviews + "subjectaccessreviews",
                "{\"spec\":{\"user\":\"system:serviceaccount:default:viewer\",\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\",\"subresource\":\"log\",\"namespace\":\"default\"}}}")
                .body().at("/status/allowed").asBoolean()).isTrue();
        assertThat(admin.post(reviews + "namespaces/default/localsubjectaccessreviews",
                "{\"spec\":{\"user\":\"bob\",\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\",\"namespace\":\"other\"}}}")
                .at("/message")).isEqualTo(
                        "LocalSubjectAccessReview.authorization.k8s.io \"\" is invalid: spec.resourceAttributes.namespace: Invalid value: \"other\": must match metadata.namespace");
        assertThat(viewer.post(reviews + "selfsubjectrulesreviews", "{\"spec\":{\"namespace\":\"default\"}}").body()
                .at("/status/resourceRules").valueStream().map(rule -> rule.path("resources").toString()))
                        .contains("[\"pods/log\"]", "[\"pods\",\"services\"]");
        assertThat(viewer.post(reviews + "selfsubjectrulesreviews", "{}").at("/message"))
                .isEqualTo("no namespace on request");
    }

    @Test
    void reviewsSayWhoTheCallerIsAndWhoseATokenIs() throws Exception {
        String reviews = "/apis/authentication.k8s.io/v1/";
        assertThat(viewer.post(reviews + "selfsubjectreviews", "{}").at("/status/userInfo/username"))
                .isEqualTo("system:serviceaccount:default:viewer");
        assertThat(admin.post(reviews + "selfsubjectreviews", "{}").body().at("/status/userInfo/groups"))
                .hasToString("[\"system:masters\",\"system:authenticated\"]");
        String token = admin.post(TOKEN, "{}").at("/status/token");
        assertThat(admin.post(reviews + "tokenreviews", "{\"spec\":{\"token\":\"%s\"}}".formatted(token))
                .at("/status/user/username")).isEqualTo("system:serviceaccount:default:viewer");
        assertThat(admin.post(reviews + "tokenreviews", "{\"spec\":{\"token\":\"x\"}}").body().path("status"))
                .hasToString("{\"user\":{},\"error\":\"invalid bearer token\"}");
        assertThat(viewer.post(reviews + "tokenreviews", "{\"spec\":{\"token\":\"x\"}}").code()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            roles        | {"metadata":{"name":"a/b"},"rules":[]} | Role.rbac.authorization.k8s.io "a/b" is invalid: metadata.name: Invalid value: "a/b": may not contain '/'
            roles        | {"metadata":{"name":"a"},"rules":[{"verbs":["get"]},{"verbs":["get"],"nonResourceURLs":["/x"],"resources":["pods"]}]} | Role.rbac.authorization.k8s.io "a" is invalid: [rules[0].apiGroups: Required value: resource rules must supply at least one api group, rules[0].resources: Required value: resource rules must supply at least one resource, rules[1].nonResourceURLs: Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs, rules[1].nonResourceURLs: Invalid value: ["/x"]: rules cannot apply to both regular resources and non-resource URLs]
            rolebindings | {"metadata":{"name":"a"},"roleRef":{"kind":"Roel","name":"","apiGroup":"x"},"subjects":[{"kind":"User","name":""},{"kind":"Group","name":"x","apiGroup":"y"},{"kind":"Grp","name":"x"}]} | RoleBinding.rbac.authorization.k8s.io "a" is invalid: [roleRef.apiGroup: Unsupported value: "x": supported values: "rbac.authorization.k8s.io", roleRef.kind: Unsupported value: "Roel": supported values: "Role", "ClusterRole", roleRef.name: Required value, subjects[0].name: Required value, subjects[1].apiGroup: Unsupported value: "y": supported values: "rbac.authorization.k8s.io", subjects[2].kind: Unsupported value: "Grp": supported values: "ServiceAccount", "User", "Group"]
            """)
    void rolesAndBindingsThatCannotBeAreRefusedWithAllThatIsWrong(String plural, String json, String message)
            throws Exception {
        Answer answer = admin.post(ROLES.replace("/roles", "/" + plural), json);

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.at("/message")).isEqualTo(message);
    }

    @Test
    void theRoleOfABindingCannotBeAnother() throws Exception {
        Answer answer = admin.patch(BINDINGS + "/viewer", "merge-patch+json", "{\"roleRef\":{\"name\":\"x\"}}");

        assertThat(answer.at("/message")).isEqualTo(
                "RoleBinding.rbac.authorization.k8s.io \"viewer\" is invalid: roleRef: Invalid value: {\"APIGroup\":\"rbac.authorization.k8s.io\",\"Kind\":\"Role\",\"Name\":\"x\"}: cannot change roleRef");
    }

    @Test
    void aSecretIsCompletedAndChecked() throws Exception {
        String secrets = "/api/v1/namespaces/default/secrets";
        Answer kept = admin.post(secrets,
                "{\"metadata\":{\"name\":\"a\"},\"stringData\":{\"x\":\"y\"},\"data\":{\"b\":\"eA==\"}}");
        assertThat(kept.body().path("data")).hasToString("{\"b\":\"eA==\",\"x\":\"eQ==\"}");
        assertThat(kept.at("/type")).isEqualTo("Opaque");
        assertThat(kept.body().has("stringData")).isFalse();
        assertThat(admin.post(secrets, "{\"metadata\":{\"name\":\"b\"},\"data\":{\"a\":\"!!\"}}").at("/message"))
                .isEqualTo(
                        "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at input byte 0");
        assertThat(admin.post(secrets, "{\"metadata\":{\"name\":\"b\"},\"type\":\"kubernetes.io/tls\"}").at("/message"))
                .isEqualTo("Secret \"b\" is invalid: [data[tls.crt]: Required value, data[tls.key]: Required value]");
        assertThat(admin.patch(secrets + "/a", "merge-patch+json", "{\"type\":\"x\"}").at("/message"))
                .isEqualTo("Secret \"a\" is invalid: type: Invalid value: \"x\": field is immutable");
    }

    private static String role(String name, String verb) {
        return """
                {"metadata":{"name":"%s"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["%s"]}]}"""
                .formatted(name, verb);
    }

    private static String binding(String clusterRole) {
        return """
                {"metadata":{"name":"%1$s"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole",
                 "name":"%1$s"},"subjects":[{"kind":"ServiceAccount","name":"viewer","namespace":"default"}]}"""
                .formatted(clusterRole);
    }
}
