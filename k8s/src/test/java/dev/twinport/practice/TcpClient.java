package dev.twinport.practice;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client as Netcat is one. Every read gives up after ten seconds. */
public final class TcpClient implements AutoCloseable {

    private static final int BANNER_LINES = 5;

    private final Socket socket;

    public TcpClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
    }

    /** The name of the pod that greets. */
    public String pod() throws IOException {
        String pod = "";
        for (int i = 0; i < BANNER_LINES; i++) {
            String line = line();
            if (line.startsWith("Running on Pod ")) {
                pod = line.substring("Running on Pod ".length(), line.length() - 1);
            }
        }
        return pod;
    }

    public String echo(String line) throws IOException {
        send((line + "\n").getBytes(StandardCharsets.UTF_8));
        return line();
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("ended after '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /** All that comes until the server's end. */
    public byte[] rest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
