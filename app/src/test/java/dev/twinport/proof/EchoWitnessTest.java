package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.Dialect.Echo;
import dev.twinport.dialect.DialectFile;
import dev.twinport.proof.EchoWitness.Named;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EchoWitnessTest {

    private static final String TOKEN = "twp-bcdfghjklm";
    private static final Dialect GO_ECHO = Dialect.builtIn("go-echo").orElseThrow();
    private static final Dialect ISTIO = Dialect.builtIn("istio-tcp-echo").orElseThrow();

    @Property
    void tutorialsServerIsHeardHoweverTheStreamIsCut(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 30) Integer> cuts) {
        EchoWitness heard = hear(Optional.empty(),
                "Welcome, you are connected to node n.\nRunning on Pod v1.a-b.\nIn namespace default.\n" + TOKEN + "\n",
                cuts);
        assertThat(heard.hasCome()).isTrue();
        assertThat(heard.pod(Dialect.BUILT_IN, false)).contains(new Named(GO_ECHO, "v1.a-b"));
        assertThat(heard.hasGreeted()).isTrue();
    }

    @Property
    void prefixOfIstiosServerIsItsVersionHoweverTheStreamIsCut(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        EchoWitness heard = hear(Optional.of(ISTIO), "two " + TOKEN + "\n", cuts);
        assertThat(heard.hasCome()).isTrue();
        assertThat(heard.hasGreeted()).isFalse();
        assertThat(heard.echo(ISTIO)).contains(new Echo(Optional.of("two")));
    }

    @Property
    void answerOfADescribedDialectIsTheWholeLine(@ForAll @Size(max = 12) List<@IntRange(min = 1, max = 9) Integer> cuts)
            throws Exception {
        Dialect ok = DialectFile.parse("ok.yaml", "name: ok\necho: '^OK (?<message>\\S+)( by (?<version>\\w+))?$'\n");
        assertThat(hear(Optional.of(ok), "OK " + TOKEN + " by v2\r\n", cuts).echo(ok))
                .contains(new Echo(Optional.of("v2")));
        EchoWitness refused = hear(Optional.of(ok), "OK " + TOKEN + " FAILED\nBYE\n", cuts);
        assertThat(refused.hasCome()).isFalse();
        assertThat(refused.otherEcho()).contains("OK " + TOKEN + " FAILED");
    }

    @Test
    void lineThatNeverEndsIsReadWhenNothingMoreIsWaitedFor() throws Exception {
        Dialect ok = DialectFile.parse("ok.yaml", "name: ok\necho: '^OK (?<message>\\S+)$'\n");
        EchoWitness heard = hear(Optional.of(ok), "OK " + TOKEN, List.of());
        assertThat(heard.hasCome()).isFalse();
        assertThat(heard.finish()).isTrue();
    }

    @Test
    void answerBehindAnotherLineWithTheTokenIsFound() {
        EchoWitness heard = hear(Optional.of(ISTIO), "(" + TOKEN + ")\none " + TOKEN + "\n", List.of());
        assertThat(heard.hasCome()).isTrue();
        assertThat(heard.otherEcho()).isEmpty();
    }

    @Test
    void podsNameIsNotReadFromHalfAGreeting() {
        String half = "Running on Pod v1.";
        assertThat(hear(Optional.empty(), half, List.of()).pod(Dialect.BUILT_IN, false)).isEmpty();
        assertThat(hear(Optional.empty(), half, List.of()).pod(Dialect.BUILT_IN, true)).map(Named::pod).contains("v1");
        // The release that does not end the sentence's line: the token follows at once, or more of the greeting does.
        assertThat(hear(Optional.empty(), half + TOKEN + "\n", List.of()).pod(Dialect.BUILT_IN, false)).map(Named::pod)
                .contains("v1");
        assertThat(hear(Optional.empty(), half + "With IP address", List.of()).pod(Dialect.BUILT_IN, false))
                .map(Named::pod).contains("v1");
    }

    @Test
    void echoedGreetingIsNoGreeting() {
        EchoWitness heard = hear(Optional.empty(), TOKEN + "\nRunning on Pod v2-b.\n", List.of());
        assertThat(heard.pod(Dialect.BUILT_IN, true)).isEmpty();
    }

    private static EchoWitness hear(Optional<Dialect> forced, String stream, List<Integer> cuts) {
        EchoWitness heard = new EchoWitness(new Token(TOKEN), forced);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int to = Math.min(bytes.length, from + (i < cuts.size() ? cuts.get(i) : bytes.length));
            heard.feed(bytes, from, to);
            from = to;
        }
        return heard;
    }
}
