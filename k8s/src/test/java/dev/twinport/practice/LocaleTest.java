package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKinds;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;

/** What the cluster says is read by programs, wherever it runs. */
class LocaleTest {

    @Test
    @DefaultLocale("ar-EG-u-nu-arab")
    void noObjectHasDigitsOfTheMachinesLanguage() {
        assertThat(String.format(Locale.getDefault(Locale.Category.FORMAT), "%d", 1)).isNotEqualTo("1");
        try (QuietCluster cluster = new QuietCluster()) {
            cluster.apply("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: d}
                    spec:
                      replicas: 3
                      selector: {matchLabels: {app: d}}
                      template:
                        metadata: {labels: {app: d}}
                        spec: {containers: [{name: c, image: "echo-server:1", livenessProbe: {tcpSocket: {port: 9}}}]}
                    """);
            cluster.pass(Duration.ofMinutes(2));

            assertThat(cluster.all(ResourceKinds.EVENT)).hasSizeGreaterThan(10);
            cluster.store.kinds().all()
                    .forEach(kind -> cluster.store.list(kind, "").objects()
                            .forEach(object -> assertThat(object.toString().codePoints())
                                    .noneMatch(character -> character > 127 && Character.isDigit(character))));
        }
    }
}
