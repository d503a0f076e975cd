package dev.twinport.cluster.fabric8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An API server of sockets that has one Gateway of Istio, whose name the test sets, and nothing else. Watches of
 * Gateways get the events a test sends; all others stay silent. It can be stopped and started again on its port.
 */
final class ScriptedApiServer implements AutoCloseable {

    private static final String END = "";
    private final int port;
    private volatile ServerSocket listening;
    private volatile String gateway = "first";
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<BlockingQueue<String>> watches = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    volatile String answerToWatches = "200 OK";

    ScriptedApiServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listening.getLocalPort();
        accept(listening);
    }

    int port() {
        return port;
    }

    void has(String name) {
        gateway = name;
    }

    /** Sends an event to the watches of Gateways that are open. */
    void tell(String type, String object) {
        watches.forEach(watch -> watch.add("{\"type\":\"" + type + "\",\"object\":" + object + "}\n"));
    }

    void modified(String name) {
        tell("MODIFIED", object(name));
    }

    /** Ends the open watches of Gateways in good order. */
    void endWatches() {
        watches.forEach(watch -> watch.add(END));
    }

    int openWatches() {
        return watches.size();
    }

    void stop() throws IOException {
        listening.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    void start() throws IOException {
        listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        accept(listening);
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private void accept(ServerSocket on) {
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    Socket client = on.accept();
                    clients.add(client);
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream()) {
            String request = in.readLine();
            for (String header = in.readLine(); header != null && !header.isEmpty();) {
                header = in.readLine();
            }
            if (request == null) {
                return;
            }
            requests.add(request);
            if (request.contains("watch=true")) {
                watch(client, out, isOfGateways(request));
            } else {
                String body = "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
                        + (isOfGateways(request) ? object(gateway) : "") + "]}";
                write(out, head("200 OK") + body);
            }
        } catch (IOException | InterruptedException _) {
            // The client has gone, or the server has stopped: so be it.
        } finally {
            clients.remove(client);
        }
    }

    private static boolean isOfGateways(String request) {
        return request.contains("/networking.istio.io/v1/gateways");
    }

    private void watch(Socket client, OutputStream out, boolean gateways) throws IOException, InterruptedException {
        if (!answerToWatches.startsWith("200") && gateways) {
            write(out, head(answerToWatches) + "{\"kind\":\"Status\",\"message\":\"too old\"}");
            return;
        }
        write(out, head("200 OK"));
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            awaitEnd(client);
            events.add(END);
        });
        if (gateways) {
            watches.add(events);
        }
        try {
            for (String event = events.take(); !event.equals(END); event = events.take()) {
                write(out, event);
            }
        } catch (SocketException _) {
            // The client ended its watch.
        } finally {
            watches.remove(events);
        }
    }

    private static void awaitEnd(Socket client) {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // That is an end, too.
        }
    }

    private static String head(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String object(String name) {
        return "{\"metadata\":{\"name\":\"one\",\"namespace\":\"default\",\"resourceVersion\":\"2\","
                + "\"annotations\":{\"is\":\"" + name + "\"}}}";
    }
}
