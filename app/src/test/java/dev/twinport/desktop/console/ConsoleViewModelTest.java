package dev.twinport.desktop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.console.Console;
import dev.twinport.console.ConsoleSettings;
import dev.twinport.console.ConsoleState;
import dev.twinport.desktop.Pulses;
import dev.twinport.desktop.lines.Line;
import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleViewModelTest {

    private final Pulses pulses = new Pulses();
    private final Console console = new Console("test", ConsoleSettings.DEFAULT, Clock.systemUTC());
    private final ToldLines typed = new ToldLines();
    private ServerSocket server;
    private ConsoleViewModel model;

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
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

    @Test
    void nothingIsShownBeforeThePulse() throws Exception {
        model.connect();
        try (Socket peer = server.accept()) {
            assertThat(model.stateProperty().get()).isInstanceOf(ConsoleState.Idle.class);
            pulses.until(() -> model.stateProperty().get() instanceof ConsoleState.Open);
            assertThat(marks()).containsExactly("•", "•");
            assertThat(peer.isConnected()).isTrue();
        }
    }

    @Test
    void sentAndReceivedLinesAreToldApartWithoutColour() throws Exception {
        model.enter("hello");
        try (Socket peer = server.accept()) {
            assertThat(new String(peer.getInputStream().readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("hello\n");
            peer.getOutputStream().write("welc".getBytes(StandardCharsets.UTF_8));
            pulses.until(() -> texts().contains("welc"));
            peer.getOutputStream().write("ome\n".getBytes(StandardCharsets.UTF_8));
            pulses.until(() -> texts().contains("welcome"));
            assertThat(marks()).containsExactly("•", "•", "→", "←");
        }
    }

    @Test
    void lineEnteredWithoutAConversationConnectsFirst() throws Exception {
        model.enter("first");
        try (Socket peer = server.accept()) {
            assertThat(new String(peer.getInputStream().readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("first\n");
            assertThat(model.older("")).isEqualTo("first");
        }
    }

    @Test
    void toggleDisconnectsWhatIsOpenAndConnectsAgainAfterwards() throws Exception {
        model.toggle();
        try (Socket peer = server.accept()) {
            pulses.until(() -> model.stateProperty().get() instanceof ConsoleState.Open);
            model.toggle();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            pulses.until(() -> model.stateProperty().get() instanceof ConsoleState.Ended);
        }
        model.toggle();
        server.accept().close();
        pulses.until(() -> texts().isEmpty() || model.stateProperty().get() instanceof ConsoleState.Ended);
    }

    @Test
    void scrollbackIsBoundedAndWhatIsDroppedIsCounted() throws Exception {
        int lines = ConsoleViewModel.SCROLLBACK + 500;
        model.connect();
        try (Socket peer = server.accept()) {
            OutputStream out = peer.getOutputStream();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                text.append("line ").append(i).append('\n');
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            pulses.until(() -> texts().getLast().equals("line " + (lines - 1)));
            assertThat(model.buffer().next() - model.buffer().first()).isEqualTo(ConsoleViewModel.SCROLLBACK);
            // The two events of the connection are among the dropped.
            assertThat(model.droppedProperty().get()).isEqualTo(502);
        }
    }

    @Test
    void clearEmptiesTheViewAndDropsNothing() throws Exception {
        model.enter("hello");
        try (Socket peer = server.accept()) {
            pulses.until(() -> texts().contains("hello"));
            long revision = model.revisionProperty().get();
            model.clear();
            assertThat(texts()).isEmpty();
            assertThat(model.revisionProperty().get()).isGreaterThan(revision);
            peer.getOutputStream().write("later\n".getBytes(StandardCharsets.UTF_8));
            pulses.until(() -> texts().equals(List.of("later")));
            assertThat(model.droppedProperty().get()).isZero();
        }
    }

    private List<String> texts() {
        return model.buffer().from(0).stream().map(Line::text).toList();
    }

    private List<String> marks() {
        return model.buffer().from(0).stream().map(Line::mark).toList();
    }
}
