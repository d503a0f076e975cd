package dev.twinport.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.PracticeFault;
import dev.twinport.cluster.Scope;
import dev.twinport.cluster.fabric8.Fabric8Cluster;
import dev.twinport.cluster.practice.PracticeOpening;
import dev.twinport.console.ConsoleState;
import dev.twinport.desktop.DesktopSettings.Theme;
import dev.twinport.desktop.board.RouteBoard;
import dev.twinport.desktop.lines.Aside;
import dev.twinport.desktop.lines.LineBuffer;
import dev.twinport.desktop.lines.LineView;
import dev.twinport.desktop.proof.ProofState;
import dev.twinport.desktop.route.RouteViewModel;
import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.route.KubernetesObject;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Tally;
import java.awt.image.BufferedImage;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javafx.animation.AnimationTimer;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The tutorial's Step 6 in the window, on the real practice cluster, with a picture of each stage. The pictures go to
 * {@code target/pictures}; with {@code -Dpictures=write} to {@code assets}, to be looked at and committed.
 */
@ExtendWith(ApplicationExtension.class)
class PicturesTest {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    /** RichTextFX and Flowless settle over some frames. */
    private static final int FRAMES = 15;

    private final PracticeOpening practice = new PracticeOpening(Clock.systemUTC(), Fabric8Cluster::openPractice);
    private final CompletableFuture<Cluster> opened = new CompletableFuture<>();
    private Desktop desktop;
    private Stage stage;

    @Start
    void open(Stage shown) {
        stage = shown;
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        DesktopDependencies dependencies = new DesktopDependencies(new PracticeOnly(), List::of,
                new ClusterChoice.Practice(), DesktopSettings.DEFAULT, _ -> {
                }, "0.1.0", Files::writeString, SessionSettings.DEFAULT,
                work -> Thread.ofVirtual().name("background").start(work), Clock.systemDefaultZone());
        desktop = Desktop.open(dependencies, stage);
    }

    private final class PracticeOnly implements Clusters {
        @Override
        public Cluster practice(Consumer<Message> progress) throws ClusterException {
            Cluster cluster = practice.open(false, progress).cluster();
            opened.complete(cluster);
            return cluster;
        }

        @Override
        public Cluster open(KubeconfigChoice choice, Consumer<Message> progress) {
            throw new UnsupportedOperationException("practice only");
        }
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(stage::close);
        if (opened.isDone()) {
            opened.join().close();
        }
    }

    @Test
    void tutorialsLastStepOnThePracticeCluster(FxRobot robot) throws Exception {
        until(() -> routes().size() == 2);
        until(() -> routes().stream().allMatch(route -> route.podLog().statusProperty().get().account().taken() > 0));
        picture("start", Theme.LIGHT, false);

        robot.interact(() -> routes().forEach(route -> route.console().connect()));
        until(() -> texts(robot, ".console").stream().allMatch(text -> text.contains("Service default")));
        String[] lines = { "hello, app", "continue.." };
        for (String line : lines) {
            robot.interact(() -> routes().forEach(route -> route.console().enter(
                    line.endsWith("app") ? line + route.routeProperty().get().destinationName().substring(1) : line)));
            until(() -> texts(robot, ".pod-log").stream()
                    .allMatch(text -> text.contains("Received Data (converted to string): " + line)));
        }
        until(() -> texts(robot, ".console").stream().allMatch(text -> text.split("continue..", -1).length == 3));
        picture("connected", Theme.LIGHT, false);

        robot.interact(() -> desktop.model().verify());
        until(() -> outcomes().equals(List.of(Outcome.PROVEN, Outcome.PROVEN)));
        picture("proven", Theme.LIGHT, false);
        picture("proven", Theme.DARK, true);

        opened.join().apply(List.of(virtualServiceWithoutItsSecondRoute()), "default");
        until(() -> routes().getLast().routeProperty().get().brokenLink().isPresent());
        robot.interact(() -> routes().getLast().console().connect());
        until(() -> routes().getLast().console().stateProperty().get() instanceof ConsoleState.Ended);
        robot.interact(() -> desktop.model().verify());
        until(() -> outcomes().equals(List.of(Outcome.PROVEN, Outcome.BROKEN)));
        picture("refused", Theme.DARK, false);
        picture("refused", Theme.LIGHT, true);
    }

    @Test
    void eachTypedLineSaysWhatBecameOfIt(FxRobot robot) throws Exception {
        until(() -> routes().size() == 2);
        until(() -> routes().stream().allMatch(route -> route.podLog().statusProperty().get().account().taken() > 0));
        robot.interact(() -> routes().forEach(route -> route.console().connect()));
        until(() -> texts(robot, ".console").stream().allMatch(text -> text.contains("Service default")));
        RouteViewModel first = routes().getFirst();
        RouteViewModel second = routes().getLast();
        Entry entry = second.entryProperty().get().entry().orElseThrow();
        try (Socket other = new Socket(entry.host(), entry.port())) {
            robot.interact(() -> second.console().enter("hello"));
            until(() -> told(second).equals(List.of("✓✓")));
            // Somebody else sends exactly what was typed here.
            other.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            until(() -> told(second).equals(List.of("✓?")));
            robot.interact(() -> first.console().enter("hello, app1"));
            robot.interact(() -> first.console().enter("continue.."));
            until(() -> told(first).equals(List.of("✓✓", "✓✓")));
            opened.join().apply(List.of(virtualServiceWithItsRoutesSwapped()), "default");
            until(() -> first.routeProperty().get().destinationName().equals("v2"));
            robot.interact(() -> first.console().enter("where does this go?"));
            until(() -> told(first).size() == 3);
            until(() -> robot.lookup(".aside.bad").queryAll().size() == 1);
            picture("typed", Theme.LIGHT, false);
            picture("typed", Theme.DARK, true);
        }
    }

    @Test
    void keepingToVerifyShowsWhatCameAndWent(FxRobot robot) throws Exception {
        until(() -> routes().size() == 2 && !desktop.model().faults().stateProperty().get().all().isEmpty());
        robot.interact(() -> desktop.model().board().start());
        until(() -> tally(1).total() >= 5);
        robot.interact(() -> desktop.model().faults().inject(fault("TWP-05a")));
        until(() -> tally(1).count(Outcome.BROKEN) >= 2);
        robot.interact(() -> desktop.model().faults().restore());
        until(() -> tally(1).latest().orElseThrow().verdict().outcome() == Outcome.PROVEN);
        until(() -> tally(0).total() >= 12);
        picture("keeping", Theme.LIGHT, false);
        picture("keeping", Theme.DARK, true);
        robot.interact(() -> desktop.model().board().stop());
        picture("kept", Theme.LIGHT, false);
    }

    private Tally tally(int route) {
        return routes().get(route).boardProperty().get().map(RouteBoard::tally).orElse(Tally.EMPTY);
    }

    /** The signs beside the typed lines. */
    private static List<String> told(RouteViewModel route) {
        LineBuffer buffer = route.console().buffer();
        return LongStream.range(buffer.first(), buffer.next())
                .mapToObj(line -> route.console().asides().of(line).getValue()).flatMap(Optional::stream)
                .map(Aside::sign).toList();
    }

    @Test
    void faultOfThePracticeClusterIsSwitchedOnAndSaid(FxRobot robot) throws Exception {
        until(() -> routes().size() == 2 && !desktop.model().faults().stateProperty().get().all().isEmpty());
        robot.interact(() -> desktop.model().faults().injectRandom(5));
        until(() -> desktop.model().faults().stateProperty().get().isHidden());
        picture("random-fault", Theme.LIGHT, false);
        robot.interact(() -> desktop.model().faults().inject(fault("TWP-05a")));
        until(() -> desktop.model().faults().stateProperty().get().isShownAsActive(fault("TWP-05a")));
        until(() -> routes().getLast().routeProperty().get().brokenLink().isPresent());
        robot.interact(() -> desktop.model().verify());
        until(() -> outcomes().equals(List.of(Outcome.PROVEN, Outcome.BROKEN)));
        picture("fault", Theme.LIGHT, false);
        picture("fault", Theme.DARK, true);
        robot.interact(() -> desktop.model().faults().restore());
        until(() -> desktop.model().faults().stateProperty().get().active().isEmpty());
        until(() -> routes().getLast().routeProperty().get().brokenLink().isEmpty());
        robot.interact(() -> desktop.model().verify());
        until(() -> outcomes().equals(List.of(Outcome.PROVEN, Outcome.PROVEN)));
    }

    private PracticeFault fault(String id) {
        return desktop.model().faults().stateProperty().get().all().stream().filter(fault -> fault.id().equals(id))
                .findFirst().orElseThrow();
    }

    private KubernetesObject virtualServiceWithoutItsSecondRoute() throws ClusterException {
        KubernetesObject object = virtualService();
        return with(object, List.of(object.items("spec", "tcp").getFirst().content()));
    }

    private KubernetesObject virtualServiceWithItsRoutesSwapped() throws ClusterException {
        KubernetesObject object = virtualService();
        Map<String, Object> first = new LinkedHashMap<>(object.items("spec", "tcp").getFirst().content());
        Map<String, Object> second = new LinkedHashMap<>(object.items("spec", "tcp").getLast().content());
        Object route = first.put("route", second.get("route"));
        second.put("route", route);
        return with(object, List.of(first, second));
    }

    private KubernetesObject virtualService() throws ClusterException {
        return opened.join().read(Scope.of("default")).of("VirtualService").getFirst();
    }

    private static KubernetesObject with(KubernetesObject object, List<Map<String, Object>> tcp) {
        @SuppressWarnings("unchecked")
        Map<String, Object> spec = new LinkedHashMap<>((Map<String, Object>) object.at("spec").orElseThrow());
        spec.put("tcp", tcp);
        return new KubernetesObject(Map.of("apiVersion", object.apiVersion(), "kind", object.kind(), "metadata",
                Map.of("name", object.name(), "namespace", object.namespace()), "spec", spec));
    }

    private List<RouteViewModel> routes() {
        return desktop.model().routes();
    }

    private List<Outcome> outcomes() {
        return routes().stream().map(route -> route.proof().stateProperty().get())
                .filter(ProofState.Judged.class::isInstance).map(ProofState.Judged.class::cast)
                .map(judged -> judged.proof().verdict().outcome()).toList();
    }

    private static List<String> texts(FxRobot robot, String pane) {
        return robot.lookup(pane + " .line-view").queryAllAs(LineView.class).stream().map(LineView::text).toList();
    }

    private void picture(String name, Theme theme, boolean chinese) throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
            if (desktop.model().settingsProperty().get().theme() != theme) {
                desktop.model().switchTheme();
            }
            boolean isChinese = desktop.model().settingsProperty().get().language().equals(Wording.CHINESE);
            if (isChinese != chinese) {
                desktop.model().switchLanguage();
            }
        }).get();
        frames(FRAMES);
        WritableImage shown = WaitForAsyncUtils.asyncFx(() -> stage.getScene().snapshot(null)).get(20,
                TimeUnit.SECONDS);
        assertThat(shown.getWidth()).isEqualTo(WIDTH);
        assertThat(shown.getHeight()).isEqualTo(HEIGHT);
        Path pictures = "write".equals(System.getProperty("pictures")) ? Path.of("..", "assets")
                : Path.of("target", "pictures");
        Files.createDirectories(pictures);
        String look = (chinese ? "zh" : "en") + "-" + (theme == Theme.LIGHT ? "light" : "dark");
        Path file = pictures.resolve("window-" + name + "-" + look + ".png");
        assertThat(ImageIO.write(pixels(shown), "png", file.toFile())).isTrue();
    }

    private static BufferedImage pixels(WritableImage shown) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        PixelReader reader = shown.getPixelReader();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, reader.getArgb(x, y));
            }
        }
        return image;
    }

    private static void frames(int count) throws Exception {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        WaitForAsyncUtils.asyncFx(() -> new AnimationTimer() {
            private int left = count;

            @Override
            public void handle(long now) {
                if (--left == 0) {
                    stop();
                    passed.complete(null);
                }
            }
        }.start()).get();
        passed.get(20, TimeUnit.SECONDS);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(40, TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition).get(20, TimeUnit.SECONDS));
    }
}
