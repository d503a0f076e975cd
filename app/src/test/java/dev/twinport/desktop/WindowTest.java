package dev.twinport.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.desktop.lines.LineView;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A robot at the real window, with real servers behind it. */
@ExtendWith(ApplicationExtension.class)
class WindowTest {

    private TutorialCluster cluster;
    private TutorialClusters clusters;
    private Desktop desktop;
    private Stage stage;

    @Start
    void open(Stage shown) throws Exception {
        cluster = new TutorialCluster(true, 0, 0, 0);
        clusters = new TutorialClusters(cluster);
        stage = shown;
        stage.setWidth(1000);
        stage.setHeight(900);
        desktop = Desktop.open(clusters.dependencies(), stage);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(stage::close);
        cluster.close();
    }

    @Test
    void twoRoutesShareTheWindowAndTheThirdIsReachedByScrolling(FxRobot robot) throws Exception {
        columns(robot);
        Region first = robot.lookup(".route").nth(0).query();
        Region second = robot.lookup(".route").nth(1).query();
        assertThat(first.getWidth()).isEqualTo(second.getWidth()).isBetween(480.0, 500.0);
        assertThat(robot.lookup(".route").queryAll()).hasSize(3);
    }

    @Test
    void verifyIsInViewInANarrowWindowAndWhenEverythingIsLarge(FxRobot robot) throws Exception {
        columns(robot);
        robot.interact(() -> stage.setWidth(720));
        until(() -> isInView(robot, ".verify") && isInView(robot, ".language"));
        robot.interact(() -> {
            stage.setWidth(1280);
            while (desktop.model().settingsProperty().get().zoomPercent() < 160) {
                desktop.model().zoomIn();
            }
        });
        until(() -> isInView(robot, ".verify") && isInView(robot, ".language"));
    }

    private boolean isInView(FxRobot robot, String node) {
        Region shown = robot.lookup(node).query();
        return shown.localToScene(shown.getLayoutBounds()).getMaxX() <= stage.getScene().getWidth()
                && shown.getWidth() >= shown.prefWidth(-1) - 1;
    }

    @Test
    void lineTypedIntoTheConsoleComesBackAndStandsInThePodsLog(FxRobot robot) throws Exception {
        columns(robot);
        send(robot, "hello, app1");
        until(() -> console(robot).contains("Running on Pod " + TutorialCluster.podName(version())));
        until(() -> console(robot).lines().filter("hello, app1"::equals).count() == 2);
        until(() -> log(robot).contains("Received Data (converted to string): hello, app1"));
    }

    @Test
    void arrowUpCallsTheLastLineBack(FxRobot robot) throws Exception {
        columns(robot);
        send(robot, "one");
        send(robot, "two");
        robot.push(KeyCode.UP).push(KeyCode.UP);
        assertThat(input(robot).getText()).isEqualTo("one");
        robot.push(KeyCode.DOWN);
        assertThat(input(robot).getText()).isEqualTo("two");
    }

    @Test
    void verifyIsOneKeyAndSaysProvenForEveryRoute(FxRobot robot) throws Exception {
        columns(robot);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(() -> robot.lookup(".verdict-word").queryAllAs(Label.class).stream()
                .allMatch(word -> word.getText().equals("PROVEN")));
        assertThat(robot.lookup(".proof.proven .verdict-shape .label").queryAllAs(Label.class))
                .extracting(Label::getText).containsOnly("✓");
    }

    @Test
    void keepVerifyingIsOneKeyAndEachRouteCounts(FxRobot robot) throws Exception {
        columns(robot);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        until(() -> robot.lookup(".tally").queryAllAs(Label.class).stream()
                .allMatch(label -> label.getText().matches("([2-9]|\\d\\d)/\\1 ✓")));
        cluster.stop(version());
        until(() -> robot.lookup(".board").<Label> query().getText().contains("BROKEN: "));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        until(() -> robot.lookup(".tally").<Label> query().getText().endsWith(" ✕, stopped"));
        assertThat(robot.lookup(".board").<Label> query().getText()).contains("BROKEN since ")
                .contains("Last failure ");
    }

    @Test
    void verdictIsCopiedAsATicketByKeysAlone(FxRobot robot) throws Exception {
        columns(robot);
        assertThat(robot.lookup(".take").<MenuButton> query().isDisabled()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(() -> robot.lookup(".dialect").<Label> query().getText().equals("go-echo"));
        robot.interact(() -> robot.lookup(".take").<MenuButton> query().requestFocus());
        robot.push(KeyCode.SPACE);
        until(() -> robot.lookup(".take").<MenuButton> query().isShowing());
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        until(() -> robot.lookup(".told").<Label> query().getText().equals("✓ The ticket is on the clipboard."));
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString()).startsWith("## Twinport: ")
                .contains("PROVEN"));
    }

    @Test
    void refusedPortIsSaidInWordsAndTheVerdictIsBroken(FxRobot robot) throws Exception {
        columns(robot);
        cluster.stop(version());
        robot.clickOn(robot.lookup(".connection").<Button> query());
        until(() -> console(robot).contains("refused: nobody listens on that port"));
        until(() -> robot.lookup(".console .chip").<Label> query().getText().equals("✕ refused"));
        robot.clickOn(robot.lookup(".proof .button").<Button> query());
        until(() -> robot.lookup(".verdict-word").<Label> query().getText().equals("BROKEN"));
    }

    @Test
    void filterIsOffByOneClick(FxRobot robot) throws Exception {
        columns(robot);
        cluster.log(version(), "nothing was received");
        robot.clickOn(robot.lookup(".pod-log .check-box").<CheckBox> query());
        until(() -> log(robot).contains("nothing was received"));
    }

    @Test
    void languageSwitchesLiveAndWhatIsShownStays(FxRobot robot) throws Exception {
        columns(robot);
        send(robot, "stays");
        until(() -> console(robot).contains("stays"));
        robot.clickOn(".language");
        until(() -> robot.lookup(".verify").<Button> query().getText().equals("验证"));
        assertThat(console(robot)).contains("stays").contains("已连接");
        robot.clickOn(".language");
        until(() -> console(robot).contains("connected to"));
    }

    @Test
    void practiceClusterIsLabelledAndAnotherIsNot(FxRobot robot) throws Exception {
        columns(robot);
        assertThat(robot.lookup(".practice-badge").<Label> query().getText()).isEqualTo("◆ PRACTICE");
        robot.interact(() -> desktop.model().useContext("production"));
        until(() -> robot.lookup(".message-title").<Label> query().isVisible());
        assertThat(robot.lookup(".practice-badge").<Label> query().isVisible()).isFalse();
        until(() -> robot.lookup(".message-text").<Label> query().getText()
                .equals("https://10.0.0.1:6443 did not answer within 10 s"));
        assertThat(robot.lookup(".cluster-choice").<MenuButton> query().getText()).isEqualTo("production");
    }

    @Test
    void faultsAreSwitchedByKeysAloneAndSaidInTheBar(FxRobot robot) throws Exception {
        columns(robot);
        until(() -> robot.lookup(".fault-menu").query().isVisible());
        robot.push(KeyCode.CONTROL, KeyCode.P);
        until(() -> robot.lookup(".fault-choice").<MenuButton> query().isShowing());
        robot.push(KeyCode.DOWN).push(KeyCode.RIGHT).push(KeyCode.ENTER);
        until(() -> shown(robot, ".fault-title").equals("TWP-07a  No pod"));
        robot.clickOn(".fault-restore");
        until(() -> shown(robot, ".fault-title").isEmpty());
    }

    @Test
    void randomFaultIsNamedOnlyWhenItIsRevealed(FxRobot robot) throws Exception {
        columns(robot);
        robot.interact(() -> desktop.model().faults().askForSeed(true));
        until(() -> robot.lookup(".fault-seed").<TextField> query().isFocused());
        robot.push(KeyCode.CONTROL, KeyCode.A).write("1").push(KeyCode.ENTER);
        until(() -> shown(robot, ".fault-title").startsWith("A random fault is on."));
        robot.interact(() -> desktop.model().faults().reveal());
        until(() -> shown(robot, ".fault-title").equals("TWP-05a  No subset"));
        robot.interact(() -> desktop.model().useContext("empty"));
        until(() -> !robot.lookup(".fault-menu").query().isVisible());
        assertThat(shown(robot, ".fault-title")).isEmpty();
    }

    private static String shown(FxRobot robot, String label) {
        Label found = robot.lookup(label).query();
        return found.getParent().getParent().isVisible() ? found.getText() : "";
    }

    @Test
    void copyGivesTheTextWithoutMarksAndTimes(FxRobot robot) throws Exception {
        columns(robot);
        send(robot, "copied");
        until(() -> console(robot).lines().filter("copied"::equals).count() == 2);
        robot.clickOn(robot.lookup(".console .icon-button").nth(1).<Button> query());
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString().lines()).contains("copied"));
    }

    @Test
    void portThatIsNotExposedIsSaidWithTheCommandToCopy(FxRobot robot) throws Exception {
        columns(robot);
        cluster.hide();
        until(() -> robot.lookup(".problem.doubtful").queryAll().size() == 3);
        robot.clickOn(robot.lookup(".command-line .button").<Button> query());
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith("kubectl -n default patch svc istio-ingressgateway"));
    }

    @Test
    void zoomKeysMakeEverythingLargerAndAreRemembered(FxRobot robot) throws Exception {
        columns(robot);
        double before = robot.lookup(".route-port").<Label> query().getFont().getSize();
        robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        until(() -> robot.lookup(".route-port").<Label> query().getFont().getSize() > before * 1.15);
        assertThat(clusters.remembered().getLast().zoomPercent()).isEqualTo(120);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        until(() -> robot.lookup(".route-port").<Label> query().getFont().getSize() == before);
    }

    private void columns(FxRobot robot) throws Exception {
        until(() -> robot.lookup(".route").queryAll().size() == 3);
    }

    /** The first column's version: ports are any, so the order is. */
    private String version() {
        return desktop.model().routes().getFirst().routeProperty().get().destinationName();
    }

    private static void send(FxRobot robot, String line) {
        robot.clickOn(input(robot));
        robot.write(line);
        robot.push(KeyCode.ENTER);
    }

    private static TextField input(FxRobot robot) {
        return robot.lookup(".console-input").query();
    }

    private static String console(FxRobot robot) {
        return robot.lookup(".console .line-view").<LineView> query().text();
    }

    private static String log(FxRobot robot) {
        return robot.lookup(".pod-log .line-view").<LineView> query().text();
    }

    private static void until(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get(20, TimeUnit.SECONDS));
    }
}
