package dev.twinport.echo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens many connections to a server on loopback, has each echo a line, and keeps them all open until it is killed. A
 * program of its own, because both ends of a connection count against a process's limit of open files.
 */
final class CrowdOfClients {

    private CrowdOfClients() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            clients.add(new Client(port));
        }
        for (int i = 0; i < number; i++) {
            clients.get(i).send("client " + i + "\n");
        }
        for (int i = 0; i < number; i++) {
            String line = "client " + i + "\n";
            if (!clients.get(i).receiveAsLongAs(line).equals(line)) {
                throw new IOException("Client " + i + " did not get its own line back.");
            }
        }
        System.out.println("All " + number + " have their echo.");
        // Half of them say goodbye, the other half is cut off when this process is killed.
        System.in.read();
        for (int i = 0; i < number; i += 2) {
            clients.get(i).finishSending();
            if (clients.get(i).receiveToTheEnd().length > 0) {
                throw new IOException("Client " + i + " got more than its echo.");
            }
            clients.get(i).close();
        }
        System.out.println("Half of them are gone.");
        Thread.currentThread().join();
    }
}
