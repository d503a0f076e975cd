package dev.twinport;

/** Starts the program. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) {
        System.out.println("twinport " + String.join(" ", args));
    }
}
