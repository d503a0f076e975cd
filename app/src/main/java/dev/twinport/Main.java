package dev.twinport;

import dev.twinport.wiring.LogOutput;
import dev.twinport.wiring.Program;

/** Starts the program. No JavaFX class is named here: a command needs none, and the class path wants it so. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) {
        LogOutput.configure();
        System.exit(new Program().run(args));
    }
}
