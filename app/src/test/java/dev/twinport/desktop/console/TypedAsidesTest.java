package dev.twinport.desktop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.console.Console;
import dev.twinport.console.ConsoleSettings;
import dev.twinport.console.ConsoleState;
import dev.twinport.console.TranscriptEntry;
import dev.twinport.desktop.Pulses;
import dev.twinport.desktop.lines.Aside;
import dev.twinport.desktop.lines.Line;
import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.TypedLine;
import dev.twinport.proof.TypedLine.Logged;
import dev.twinport.proof.TypedLines;
import dev.twinport.route.PodName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypedAsidesTest {

    private static final PodName V1 = new PodName("default", "tcp-echo-v1-5f89f4f4f5-k2qxx");
    private static final PodName V2 = new PodName("default", "tcp-echo-v2-677d595cbd-9h786");
    private static final Optional<Duration> BACK = Optional.of(Duration.ofMillis(3));
    private static final Message LOST = Message.of("typed.linesLost", "tcp-echo-v1");

    private final Pulses pulses = new Pulses();
    private final Console console = new Console("test", ConsoleSettings.DEFAULT, Clock.systemUTC());
    private final ToldLines typed = new ToldLines();
    private ServerSocket server;
    private ConsoleViewModel model;

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        // An echo, so that lines come in between those that are sent.
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException _) {
                    return;
                }
            }
        });
        Entry entry = new Entry("127.0.0.1", server.getLocalPort(), Entry.Kind.GIVEN_BY_USER,
                Message.of("proof.noEntry"));
        model = new ConsoleViewModel(console, () -> console.connect(entry), typed, pulses.pump(), Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        model.close();
        console.close();
        server.close();
    }

    static Stream<Arguments> states() {
        return Stream.of(Arguments.of("sent only", Optional.empty(), new Logged.NotYet(), "", "", List.of()),
                Arguments.of("came back", BACK, new Logged.NotYet(), "✓", "quiet",
                        List.of("It came back after 3 ms.", "No pod's log shows it so far.")),
                Arguments.of("logged", BACK, new Logged.By(V1), "✓✓ k2qxx", "good",
                        List.of("It came back after 3 ms.", "Pod tcp-echo-v1-5f89f4f4f5-k2qxx logged it.")),
                Arguments.of("logged only", Optional.empty(), new Logged.By(V1), "✓ k2qxx", "quiet",
                        List.of("Pod tcp-echo-v1-5f89f4f4f5-k2qxx logged it.", "It has not come back.")),
                Arguments.of("astray", BACK, new Logged.By(V2), "✓✓ 9h786 MISROUTED", "bad",
                        List.of("It came back after 3 ms.", "Pod tcp-echo-v2-677d595cbd-9h786 logged it.",
                                "The route leads to another pod: tcp-echo-v1-5f89f4f4f5-k2qxx. A connection that is"
                                        + " open stays with the pod it reached; connect again to try the route as it"
                                        + " is now.")),
                Arguments.of("unclear", BACK, new Logged.Unclear(LOST), "✓?", "doubtful",
                        List.of("It came back after 3 ms.",
                                "Which pod logged it cannot be told: lines of the log of tcp-echo-v1 are missing")),
                Arguments.of("unclear, not back", Optional.empty(), new Logged.Unclear(LOST), "?", "doubtful",
                        List.of("Which pod logged it cannot be told: lines of the log of tcp-echo-v1 are missing")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void eachStateIsToldWithASignAndASentence(String name, Optional<Duration> echoed, Logged logged, String shown,
            String tone, List<String> sentences) {
        TypedLine line = new TypedLine(new TypedLine.Id(0, 0), "hello", echoed, logged);
        Optional<Aside> aside = TypedAsides.aside(line, Set.of(V1));
        assertThat(aside.map(TypedAsidesTest::text).orElse("")).isEqualTo(shown);
        assertThat(aside.map(Aside::tone).orElse("")).isEqualTo(tone);
        Wording english = new Wording(Wording.ENGLISH);
        assertThat(aside.map(Aside::sentences).orElse(List.of()).stream().map(english::say)).isEqualTo(sentences);
    }

    @Test
    void whatIsTypedIsShownAsItIsAndTheStateBesideIt() {
        send("hello\n");
        typed.select(V1);
        tell(new Logged.By(V1));
        assertThat(asides()).containsExactly("hello ✓✓ k2qxx");
        assertThat(texts()).contains("hello");
    }

    @Test
    void linesOfOneWriteAreToldApart() {
        send("a\nb\n\nc\n");
        TypedLine.Id first = ids().getFirst().id();
        typed.tell(List.of(known(first, "a", new Logged.NotYet()),
                known(new TypedLine.Id(first.entry(), 3), "c", new Logged.By(V1))));
        typed.select(V1);
        pulses.settle();
        assertThat(asides()).containsExactly("a ✓", "c ✓✓ k2qxx");
    }

    @Test
    void podThatTheRouteLosesLaterDoesNotMakeEarlierLinesMisrouted() {
        send("hello\n");
        typed.select(V1);
        tell(new Logged.By(V1));
        typed.select(V2);
        TypedLine.Id id = ids().getFirst().id();
        typed.tell(List.of(new TypedLine(id, "hello", Optional.of(Duration.ofMillis(9)), new Logged.By(V1))));
        pulses.settle();
        assertThat(asides()).containsExactly("hello ✓✓ k2qxx");
    }

    @Test
    void stateOfAnotherTextIsNotShown() {
        send("hello\n");
        typed.tell(List.of(known(ids().getFirst().id(), "something else", new Logged.By(V1))));
        pulses.settle();
        assertThat(asides()).isEmpty();
    }

    @Test
    void clearedLinesAreForgotten() {
        send("hello\n");
        model.clear();
        tell(new Logged.By(V1));
        assertThat(asides()).isEmpty();
        send("later\n");
        tell(new Logged.By(V1));
        assertThat(asides()).hasSize(1);
    }

    @Test
    void stateThatIsKnownBeforeTheLineIsShownIsShownWithIt() {
        console.connect(
                new Entry("127.0.0.1", server.getLocalPort(), Entry.Kind.GIVEN_BY_USER, Message.of("proof.noEntry")));
        pulses.until(() -> model.stateProperty().get() instanceof ConsoleState.Open);
        console.sendLine("hello");
        org.awaitility.Awaitility.await().until(() -> !ids().isEmpty());
        typed.select(V1);
        typed.tell(List.of(known(ids().getFirst().id(), "hello", new Logged.By(V1))));
        pulses.until(() -> asides().equals(List.of("hello ✓✓ k2qxx")));
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 60).boxed();
    }

    /** Lines cut and joined in any way: the state is always beside the line it is about. */
    @ParameterizedTest
    @MethodSource("seeds")
    void howeverLinesAreCutEachStateStandsBesideItsOwn(long seed) {
        Random random = new Random(seed);
        model.connect();
        pulses.until(() -> model.stateProperty().get() instanceof ConsoleState.Open);
        StringBuilder all = new StringBuilder();
        int count = 3 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            all.append(switch (random.nextInt(6)) {
                case 0 -> "";
                case 1 -> "same";
                case 2 -> "行 " + i;
                case 3 -> "x".repeat(random.nextInt(6_000)) + i;
                default -> "line " + i;
            }).append('\n');
        }
        int from = 0;
        while (from < all.length()) {
            int to = Math.min(all.length(), from + 1 + random.nextInt(random.nextBoolean() ? 12 : 4_000));
            console.send(all.substring(from, to).getBytes(StandardCharsets.UTF_8));
            from = to;
            if (random.nextInt(4) == 0) {
                pulses.settle();
            }
        }
        int bytes = all.toString().getBytes(StandardCharsets.UTF_8).length;
        pulses.until(() -> sentBytes() == bytes);
        List<TypedLine> lines = ids();
        assertThat(lines).hasSize(count);
        typed.tell(lines.stream().map(line -> known(line.id(), line.text(), new Logged.By(V1))).toList());
        typed.select(V1);
        pulses.settle();
        List<Line> told = model.buffer().from(0);
        List<String> beside = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (model.asides().of(model.buffer().first() + i).getValue().isPresent()) {
                beside.add(told.get(i).text());
                assertThat(told.get(i).mark()).isEqualTo("→");
            }
        }
        assertThat(beside).hasSize(count);
        for (int i = 0; i < count; i++) {
            // An echo may have come between the two halves of a line: its first half has the state.
            assertThat(lines.get(i).text())
                    .startsWith(beside.get(i).substring(0, Math.min(4_000, beside.get(i).length())));
        }
    }

    private int sentBytes() {
        return console.transcript().read(0, 100_000).entries().stream().filter(TranscriptEntry.Sent.class::isInstance)
                .mapToInt(sent -> ((TranscriptEntry.Sent) sent).bytes().size()).sum();
    }

    private void send(String text) {
        if (!(console.state() instanceof ConsoleState.Open)) {
            model.connect();
            pulses.until(() -> model.stateProperty().get() instanceof ConsoleState.Open);
        }
        int before = sentBytes();
        console.send(text.getBytes(StandardCharsets.UTF_8));
        pulses.until(() -> sentBytes() == before + text.length());
        pulses.settle();
    }

    /** The lines that were typed, as the session's watch finds them. */
    private List<TypedLine> ids() {
        TypedLines found = new TypedLines(Optional.empty());
        for (TranscriptEntry entry : console.transcript().read(0, 100_000).entries()) {
            if (entry instanceof TranscriptEntry.Sent sent) {
                found.sent(sent.sequence(), sent.time(), sent.bytes().toArray());
            }
        }
        return found.lines();
    }

    private void tell(Logged logged) {
        typed.tell(ids().stream().map(line -> known(line.id(), line.text(), logged)).toList());
        pulses.settle();
    }

    private static TypedLine known(TypedLine.Id id, String text, Logged logged) {
        return new TypedLine(id, text, BACK, logged);
    }

    private List<String> asides() {
        return LongStream
                .range(model.buffer().first(), model.buffer().next()).boxed().flatMap(line -> model.asides().of(line)
                        .getValue().map(aside -> model.buffer().get(line).text() + " " + text(aside)).stream())
                .toList();
    }

    private List<String> texts() {
        return model.buffer().from(0).stream().map(Line::text).toList();
    }

    private static String text(Aside aside) {
        return aside.sign() + (aside.name().isEmpty() ? "" : " " + aside.name())
                + aside.word().map(word -> " " + new Wording(Wording.ENGLISH).say(word)).orElse("");
    }
}
