package dev.twinport.desktop.faults;

import dev.twinport.cluster.PracticeFault;
import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.message.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.util.Duration;

/** The Practice menu: the faults by the tutorial's steps, and what there is to do about the one that is on. */
public final class FaultMenuController implements AutoCloseable {

    /** What takes longer shows that it is being done. */
    private static final Duration SOON = Duration.millis(300);

    private final FaultsViewModel model;
    private final Wording wording;
    private final Parent root;
    private final Watching watching = new Watching();
    private final PauseTransition soon = new PauseTransition(SOON);

    @FXML
    private MenuButton menu;
    @FXML
    private ProgressIndicator progress;

    /** A menu in that language. */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public FaultMenuController(FaultsViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        this.root = Views.load(this, wording);
        soon.setOnFinished(_ -> Appearance.show(progress, model.stateProperty().get().busy()));
        watching.value(model.stateProperty(), this::state);
    }

    public Parent root() {
        return root;
    }

    /** Opens the menu, if there is one to open. */
    public void show() {
        if (root.isVisible()) {
            menu.requestFocus();
            menu.show();
        }
    }

    @Override
    public void close() {
        watching.close();
        soon.stop();
    }

    private void state(FaultsState now) {
        Appearance.show(root, !now.all().isEmpty());
        if (now.busy()) {
            soon.playFromStart();
        } else {
            soon.stop();
            Appearance.show(progress, false);
        }
        menu.setDisable(now.busy());
        menu.getItems().setAll(items(now));
    }

    private List<MenuItem> items(FaultsState now) {
        List<MenuItem> items = new ArrayList<>();
        ToggleGroup group = new ToggleGroup();
        Map<Integer, List<PracticeFault>> steps = now.all().stream()
                .collect(Collectors.groupingBy(PracticeFault::step, TreeMap::new, Collectors.toList()));
        steps.forEach((step, faults) -> {
            Menu of = new Menu(wording.say("window.faults.step." + step));
            faults.forEach(fault -> of.getItems().add(item(fault, now, group)));
            items.add(of);
        });
        RadioMenuItem random = new RadioMenuItem(wording.say("window.faults.random"));
        random.setToggleGroup(group);
        random.setSelected(now.isHidden());
        random.setOnAction(_ -> model.askForSeed(true));
        MenuItem reveal = new MenuItem(wording.say("window.faults.reveal"));
        reveal.setDisable(!now.isHidden());
        reveal.setOnAction(_ -> model.reveal());
        MenuItem restore = new MenuItem(wording.say("window.faults.restore"));
        restore.setDisable(now.active().isEmpty());
        restore.setOnAction(_ -> model.restore());
        items.addAll(List.of(new SeparatorMenuItem(), random, reveal, new SeparatorMenuItem(), restore));
        return items;
    }

    private MenuItem item(PracticeFault fault, FaultsState now, ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(
                wording.say("window.faults.item", fault.id(), wording.say(fault.title())));
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(now.isShownAsActive(fault));
        item.setOnAction(_ -> model.inject(fault));
        return item;
    }
}
