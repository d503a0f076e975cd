package dev.twinport.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP client of one server on loopback; every read gives up after ten seconds. */
final class Client implements AutoCloseable {

    private final Socket socket;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] receive(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    /** Reads as many bytes as the text has, and gives what came. */
    String receiveAsLongAs(String text) throws IOException {
        return new String(receive(text.getBytes(StandardCharsets.UTF_8).length), StandardCharsets.UTF_8);
    }

    String sendAndReceive(String text) throws IOException {
        send(text);
        return receiveAsLongAs(text);
    }

    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    byte[] receiveToTheEnd() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
