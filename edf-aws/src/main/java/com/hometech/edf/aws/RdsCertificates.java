package com.hometech.edf.aws;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * TLS to RDS and Aurora: trusts the roots of Amazon's certificates for databases, and no others. They are not among those that
 * a JVM trusts. The driver makes it by its name, for URLs that ask to check the certificate ({@code sslmode=verify-full}) and
 * name no roots of their own ({@code sslrootcert=FILE}); that the certificate is for this host the driver checks itself.
 */
public final class RdsCertificates extends WrappedFactory {
    private static final String ROOTS = "rds-certificates.pem";

    /**
     * Made by the driver.
     *
     * @throws GeneralSecurityException when a certificate cannot be read
     */
    public RdsCertificates() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots());
        context.init(null, trust.getTrustManagers(), null);
        factory = context.getSocketFactory();
    }

    private static KeyStore roots() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream file = RdsCertificates.class.getResourceAsStream(ROOTS)) {
            if (file == null) {
                throw new IOException("The class path has no " + ROOTS);
            }
            for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("root-" + store.size(), root);
            }
        }
        return store;
    }
}
