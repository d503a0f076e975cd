package dev.twinport.desktop.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

/** What a view listens to, so that all of it ends with the view. Only for the window's thread. */
public final class Watching implements AutoCloseable {

    private final List<Subscription> subscriptions = new ArrayList<>();

    /** Calls with the value now and whenever it changes. */
    public <T> void value(ObservableValue<T> value, Consumer<? super T> listener) {
        subscriptions.add(value.subscribe(listener));
    }

    /** Calls now and whenever the list changes. */
    public <T> void list(ObservableList<T> list, Runnable listener) {
        ListChangeListener<T> changes = _ -> listener.run();
        list.addListener(changes);
        subscriptions.add(() -> list.removeListener(changes));
        listener.run();
    }

    /** Ends with the rest. */
    public void owns(Runnable end) {
        subscriptions.add(end::run);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::unsubscribe);
        subscriptions.clear();
    }
}
