package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.ClusterName;
import dev.twinport.console.Bytes;
import dev.twinport.console.TranscriptEntry;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Verdict;
import dev.twinport.report.ReportSamples.Way;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.RouteGridTest;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {

    private static final List<Wording> LANGUAGES = List.of(new Wording(Wording.ENGLISH), new Wording(Wording.CHINESE));
    private static final String KEY_LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    private static final String IN_BASE64 = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSURYVENDQWtXZ0F3SUJBZ0lKQUtM";

    /** A text with a secret in it, and the part of it that must be nowhere. */
    static Stream<Arguments> secrets() {
        return Stream.of(
                Arguments.of("a key",
                        "-----BEGIN RSA PRIVATE KEY-----\n" + KEY_LINE + "\n-----END RSA PRIVATE KEY-----", KEY_LINE),
                Arguments.of("a certificate that is cut off", "-----BEGIN CERTIFICATE-----\n" + KEY_LINE, KEY_LINE),
                Arguments.of("a certificate in JSON",
                        "{\"ca\":\"-----BEGIN CERTIFICATE-----\\n" + KEY_LINE + "\\n-----END CERTIFICATE-----\\n\"}",
                        KEY_LINE),
                Arguments.of("a certificate in base64", "ca: " + IN_BASE64, "DRVJUSUZJQ0FURS"),
                Arguments.of("a JSON Web Token",
                        "got eyJhbGciOiJSUzI1NiIsImtpZCI6IiJ9.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJl-_x",
                        "eyJpc3MiOiJrdWJlcm5ldGVzIn0"),
                Arguments.of("an authorization header", "Authorization: Bearer 0123opaque4567token",
                        "0123opaque4567token"),
                Arguments.of("a basic authorization header", "authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
                Arguments.of("an authorization header in JSON", "{\"Authorization\":\"Bearer 0123opaque4567\"}",
                        "0123opaque4567"),
                Arguments.of("a bearer token", "curl -H 'bearer 0123opaque4567token'", "0123opaque4567token"),
                Arguments.of("a cookie", "Set-Cookie: session=0a1b2c3d4e; Path=/", "0a1b2c3d4e"),
                Arguments.of("a password in a URL", "postgres://admin:hunt3r2@db.example:5432/orders", "hunt3r2"),
                Arguments.of("a password with an at sign in a URL", "amqp://guest:hunt@er22@mq:5672", "er22"),
                Arguments.of("a variable", "DB_PASSWORD=hunt3r2value", "hunt3r2value"),
                Arguments.of("a quoted variable", "export API_KEY=\"with some blanks 77\"", "some blanks 77"),
                Arguments.of("a variable of a pod", "- name: DB_PASSWORD\n  value: hunt3r2value", "hunt3r2value"),
                Arguments.of("a variable of a pod in JSON", "{\"name\":\"DB_PASSWORD\",\"value\":\"hunt3r2value\"}",
                        "hunt3r2value"),
                Arguments.of("a flag", "--token 0123opaque4567token --v=4", "0123opaque4567token"),
                Arguments.of("a flag with an equals sign", "--client-secret=0123opaque4567", "0123opaque4567"),
                Arguments.of("a query", "GET /a?access_token=0123opaque4567&b=1", "0123opaque4567"),
                Arguments.of("a token of a code host", "remote ghp_16C7e42F292c6912E7710c838347Ae178B4a",
                        "16C7e42F292c6912E7710c838347Ae178B4a"),
                Arguments.of("an access key of a cloud", "key AKIAIOSFODNN7EXAMPLE", "IOSFODNN7EXAMPLE"),
                Arguments.of("a kubeconfig's field", "users:\n- user:\n    client-key-data: 0123opaque4567Zm9v",
                        "0123opaque4567Zm9v"),
                Arguments.of("a kubeconfig",
                        "apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    server: https://corp-internal:6443\n",
                        "corp-internal"),
                Arguments.of("a kubeconfig in JSON",
                        "{\"kind\":\"Config\",\"apiVersion\":\"v1\",\"users\":[{\"name\":\"corp-internal\"}]}",
                        "corp-internal"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void aSecretPlantedInAnyFieldIsInNoReport(String what, String planted, String secret) throws IOException {
        Report report = Rewritten.with(ReportSamples.of("healthy-tutorial", Way.ASTRAY, Way.UNSEEN, Way.DOUBTFUL),
                text -> text + " " + planted);
        assertThat(ReportFormat.JSON.write(report, LANGUAGES.getFirst())).as("planted").contains(secret);

        written(Redaction.SECRETS.apply(report)).forEach(text -> assertThat(text).doesNotContain(secret));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void aSecretIsFoundAcrossReads(String what, String planted, String secret) throws IOException {
        for (int cut = 1; cut < planted.length(); cut += 3) {
            List<TranscriptEntry> transcript = List.of(
                    new TranscriptEntry.Received(0, ReportSamples.STARTED,
                            Bytes.of("\u00fc\n" + planted.substring(0, cut))),
                    new TranscriptEntry.Sent(1, ReportSamples.STARTED, Bytes.of("between")),
                    new TranscriptEntry.Received(2, ReportSamples.STARTED,
                            Bytes.of(planted.substring(cut) + "\n\u00fc")));

            Proof redacted = Redaction.SECRETS.apply(withTranscript(transcript)).results().getFirst().kept().getFirst();

            assertThat(all(redacted.transcript(), TranscriptEntry.Received.class)).doesNotContain(secret)
                    .contains("[redacted-");
            assertThat(all(redacted.transcript(), TranscriptEntry.Sent.class)).isEqualTo("between");
        }
    }

    @Test
    void whatObjectsAreAnnotatedWithAndContainersAreGivenIsNotInAReportAtAll() throws IOException {
        List<KubernetesObject> objects = new ArrayList<>();
        for (KubernetesObject object : RouteGridTest.inventory("healthy-tutorial").objects()) {
            Map<String, Object> content = new LinkedHashMap<>(object.content());
            Map<String, Object> metadata = new LinkedHashMap<>(object.part("metadata").orElseThrow().content());
            metadata.put("annotations", Map.of("note", "0123opaque4567", "password", "0123opaque4567"));
            content.put("metadata", metadata);
            if (object.kind().equals("Pod")) {
                Map<String, Object> spec = new LinkedHashMap<>(object.part("spec").orElseThrow().content());
                spec.put("containers", object.items("spec", "containers").stream().map(container -> {
                    Map<String, Object> with = new LinkedHashMap<>(container.content());
                    with.put("env", List.of(Map.of("name", "PLAIN", "value", "0123opaque4567")));
                    with.put("args", List.of("0123opaque4567"));
                    return with;
                }).toList());
                content.put("spec", spec);
            }
            objects.add(new KubernetesObject(content));
        }

        Report report = ReportSamples.report(ReportSamples.results(new Inventory(objects, Map.of()), Way.values()));

        assertThat(report.results()).hasSize(2);
        written(Redaction.SECRETS.apply(report)).forEach(text -> assertThat(text).doesNotContain("0123opaque4567"));
    }

    @Test
    void theSameSecretHasTheSameMarkerAndAnotherHasAnother() throws IOException {
        Report report = Rewritten.with(ReportSamples.proven(), text -> switch (text) {
            case "training" -> "password=hunt3r2value";
            case "v1.34.4" -> "the hunt3r2value and password=another88value";
            default -> text;
        });

        Report redacted = Redaction.SECRETS.apply(report);

        assertThat(redacted.cluster().context()).isEqualTo("password=[redacted-password-1]");
        assertThat(redacted.versions()).containsEntry("kubernetes",
                "the [redacted-password-1] and password=[redacted-password-2]");
    }

    @Test
    void aSecretThatOnlyTheSentenceGivesAwayIsOneToo() throws IOException {
        Report report = withReason(Message.of("window.faults.description", "password:", "hunt3r2value"));

        Verdict verdict = Redaction.SECRETS.apply(report).results().getFirst().kept().getFirst().verdict();

        assertThat(LANGUAGES.getFirst().say(verdict.reasons().getFirst())).doesNotContain("hunt3r2value");
    }

    @Test
    void theValueOfALabelWhoseNameSaysSoIsASecret() throws IOException {
        List<KubernetesObject> objects = new ArrayList<>(RouteGridTest.inventory("healthy-tutorial").objects());
        objects.replaceAll(object -> {
            if (!object.kind().equals("Service")) {
                return object;
            }
            Map<String, Object> content = new LinkedHashMap<>(object.content());
            Map<String, Object> spec = new LinkedHashMap<>(object.part("spec").orElseThrow().content());
            spec.put("selector", Map.of("app", "tcp-echo", "app.example/api-token", "0123opaque4567"));
            content.put("spec", spec);
            return new KubernetesObject(content);
        });
        Report report = ReportSamples.report(ReportSamples.results(new Inventory(objects, Map.of()), Way.SILENT));
        assertThat(ReportFormat.JSON.write(report, LANGUAGES.getFirst())).as("planted").contains("0123opaque4567");

        written(Redaction.SECRETS.apply(report)).forEach(text -> assertThat(text).doesNotContain("0123opaque4567"));
    }

    @Test
    void aProbesOwnTokenIsNoSecret() throws IOException {
        Report report = ReportSamples.proven();
        String token = report.results().getFirst().kept().getFirst().evidence().token().text();
        Report said = Rewritten.with(report,
                text -> text.contains("Received") ? "Bearer " + token + " token=" + token : text);

        assertThat(Redaction.SECRETS.apply(said)).isEqualTo(said);
    }

    @ParameterizedTest
    @MethodSource("dev.twinport.route.RouteGridTest#cases")
    void nothingElseIsTakenForASecret(String name) throws IOException {
        Report report = ReportSamples.of(name, Way.values());

        assertThat(Redaction.SECRETS.apply(report)).isEqualTo(report);
    }

    @Test
    void whatIsNotAskedForStays() throws IOException {
        Report report = Rewritten.with(ReportSamples.proven(), text -> text + " password=hunt3r2");

        assertThat(Redaction.NONE.apply(report)).isSameAs(report);
    }

    /** Texts with an address in them, and the part of it that must be nowhere. */
    static Stream<Arguments> addresses() {
        return Stream.of(Arguments.of("from 10.244.1.17:51234", "10.244.1.17"),
                Arguments.of("[fd00:10:244::1f]:3333", "fd00:10:244"), Arguments.of("::ffff:10.9.8.7", "10.9.8.7"),
                Arguments.of("2001:db8:0:1:2:3:4:5", "db8:0:1"),
                Arguments.of("node ip-10-0-31-7.eu-west-1.compute.internal", "10-0-31-7"),
                Arguments.of("the API server https://api.corp.example:6443", "api.corp.example"),
                Arguments.of("https://10.96.0.1:443/version", "10.96.0.1"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void anAddressPlantedInAnyFieldIsInNoReportWhereThatIsAsked(String planted, String address) throws IOException {
        Report report = Rewritten.with(ReportSamples.of("healthy-tutorial", Way.ASTRAY), text -> text + " " + planted);

        written(Redaction.ADDRESSES.apply(report)).forEach(text -> assertThat(text).doesNotContain(address));
        assertThat(ReportFormat.JSON.write(Redaction.SECRETS.apply(report), LANGUAGES.getFirst())).contains(address);
    }

    @ParameterizedTest
    @MethodSource("dev.twinport.route.RouteGridTest#cases")
    void theHostsAndNodesARouteIsEnteredByAreAddresses(String name) throws IOException {
        Report report = ReportSamples.of(name, Way.WELL);
        List<String> hosts = report.results().stream().map(RouteResult::entry)
                .flatMap(entry -> Stream.concat(entry.entry().stream(), entry.alternatives().stream()))
                .flatMap(entry -> Stream.concat(Stream.of(entry.host()),
                        entry.reason().key().equals("entry.nodePort")
                                ? Stream.of(entry.reason().arguments().get(2).toString())
                                : Stream.empty()))
                .toList();

        String json = ReportFormat.JSON.write(Redaction.ADDRESSES.apply(report), LANGUAGES.getFirst());

        hosts.forEach(host -> assertThat(
                Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(host) + "(?![A-Za-z0-9])").matcher(json).find())
                        .as(host).isFalse());
    }

    @Test
    void timesAndVersionsAreNoAddresses() {
        for (String text : List.of("18:00:00", "2026-11-24T18:00:00Z", "v1.34.4", "1.30.3", "std::string", "x::y",
                "25.0.1+8", "aa:bb:cc:dd:ee:ff", "default/tcp-echo:3333", "4.18.0-1.2.3.4.5")) {
            assertThat(Addresses.in(text)).as(text).isEmpty();
        }
    }

    private static List<String> written(Report report) {
        List<String> texts = new ArrayList<>();
        for (Wording wording : LANGUAGES) {
            for (ReportFormat format : ReportFormat.values()) {
                texts.add(format.write(report, wording));
            }
        }
        return texts;
    }

    private static Report withTranscript(List<TranscriptEntry> transcript) throws IOException {
        RouteResult result = ReportSamples.results("healthy-tutorial", Way.WELL).getFirst();
        Proof proof = result.kept().getFirst();
        return withProof(new Proof(proof.route(), proof.entry(), proof.evidence(), proof.verdict(), proof.started(),
                transcript, proof.took()));
    }

    private static Report withReason(Message reason) throws IOException {
        Proof proof = ReportSamples.results("healthy-tutorial", Way.WELL).getFirst().kept().getFirst();
        return withProof(new Proof(proof.route(), proof.entry(), proof.evidence(),
                new Verdict(proof.verdict().outcome(), Optional.empty(), List.of(reason)), proof.started(),
                proof.transcript(), proof.took()));
    }

    private static Report withProof(Proof proof) {
        Report report = ReportSamples.report(
                List.of(new RouteResult(proof.route(), proof.entry(), Tally.EMPTY.with(proof), List.of(proof))));
        return new Report(report.program(), new ClusterName("c", "d", false), Map.of(), report.started(), report.took(),
                false, report.sampled(), report.results());
    }

    private static String all(List<TranscriptEntry> transcript, Class<? extends TranscriptEntry> kind) {
        StringBuilder text = new StringBuilder();
        transcript.stream().filter(kind::isInstance).forEach(entry -> text.append(switch (entry) {
            case TranscriptEntry.Sent sent -> sent.bytes().text();
            case TranscriptEntry.Received received -> received.bytes().text();
            case TranscriptEntry.Event _ -> "";
        }));
        return text.toString();
    }
}
