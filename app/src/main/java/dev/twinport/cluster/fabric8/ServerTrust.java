package dev.twinport.cluster.fabric8;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.CertUtils;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which servers are believed. Where the kubeconfig names an authority it is that one and no other, as with kubectl; the
 * client library would believe all that Java knows beside it, and read their 150 certificates before the first request.
 * <p>
 * As it sees each server, it also remembers which protocol was agreed upon.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;
    private volatile Protocol protocol = Protocol.UNKNOWN;

    /** What a connection can carry. */
    enum Protocol {
        /** No server was seen yet, or it is asked without TLS. */
        UNKNOWN,
        /** One request at a time. */
        HTTP_1,
        /** Many requests at once. */
        HTTP_2
    }

    private ServerTrust(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /**
     * The trust a configuration asks for.
     *
     * @throws GeneralSecurityException
     *             when its authority cannot be read
     * @throws IOException
     *             likewise
     */
    static ServerTrust of(Config config) throws GeneralSecurityException, IOException {
        TrustManager[] managers = config.isTrustCerts() || !namesAuthority(config) ? SSLUtils.trustManagers(config)
                : only(authorities(config));
        return new ServerTrust(Stream.of(managers).filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast).findFirst()
                .orElseThrow(() -> new CertificateException("no trust manager")));
    }

    /** The protocol of the server seen last. */
    Protocol protocol() {
        return protocol;
    }

    private static boolean namesAuthority(Config config) {
        return isGiven(config.getCaCertData()) || isGiven(config.getCaCertFile());
    }

    private static boolean isGiven(String value) {
        return value != null && !value.isEmpty();
    }

    private static Collection<? extends Certificate> authorities(Config config)
            throws CertificateException, IOException {
        try (InputStream pem = CertUtils.getInputStreamFromDataOrFile(config.getCaCertData(), config.getCaCertFile())) {
            Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem);
            if (authorities.isEmpty()) {
                throw new CertificateException("no certificate");
            }
            return authorities;
        }
    }

    private static TrustManager[] only(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkServerTrusted(chain, authType, engine);
        protocol = "h2".equals(engine.getHandshakeApplicationProtocol()) ? Protocol.HTTP_2 : Protocol.HTTP_1;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
