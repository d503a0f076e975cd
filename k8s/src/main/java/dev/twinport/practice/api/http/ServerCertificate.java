package dev.twinport.practice.api.http;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A self-signed certificate for localhost, 127.0.0.1 and ::1, and its key (EC P-256). It is its own authority, so a
 * client that is given it trusts this server and nothing else. The key stays in memory.
 */
public record ServerCertificate(X509Certificate certificate, PrivateKey privateKey) {

    /** From a day ago, for clocks that differ, to a year from now: longer than any class lasts. */
    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofDays(365);

    /** A new key and certificate; some milliseconds of computation. */
    public static ServerCertificate create(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            return new ServerCertificate(sign(keys, now), keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("this Java cannot make a P-256 certificate", impossible);
        }
    }

    /** The certificate alone, PEM. */
    public String pem() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was just made has no encoding", impossible);
        }
    }

    /** A TLS context for a server that shows this certificate and asks clients for none. */
    SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = { new OneKeyManager(this) };
            TrustManager[] nobody = {}; // null would have Java load all the authorities it knows
            context.init(keys, nobody, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no TLS", impossible);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "ServerCertificate[serial=" + certificate.getSerialNumber().toString(16) + "]";
    }

    private static X509Certificate sign(KeyPair keys, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var name = new X500Name("CN=twinport-practice");
        var serial = new BigInteger(127, new SecureRandom()).setBit(0);
        var builder = new JcaX509v3CertificateBuilder(name, serial, Date.from(now.minus(BEFORE)),
                Date.from(now.plus(AFTER)), name, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false,
                new GeneralNames(new GeneralName[] { new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.iPAddress, "::1") }));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
