package com.hometech.edf.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.hometech.edf.aws.PostgresForecastStore;
import com.hometech.edf.aws.RdsCertificates;
import com.hometech.edf.common.error.DependencyUnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loader believes of a database's certificate: a real PostgreSQL whose certificate no one has signed. */
class PostgresTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static Path certificate;

    @BeforeAll
    static void startWithTls() throws Exception {
        certificate = makeCertificate();
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", certificate.toString())
                    .setServerConfig(
                            "ssl_key_file", folder.resolve("server.key").toString())
                    .start();
        } catch (IllegalStateException noBinaries) {
            abort("PostgreSQL does not start here: " + noBinaries.getMessage());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void aDatabaseWhoseCertificateAmazonDidNotSignIsRefused() {
        try (PostgresForecastStore store = store("localhost", "")) {
            assertThatThrownBy(store::runs)
                    .isInstanceOf(DependencyUnavailableException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    @Test
    void aDatabaseWithATrustedCertificateIsUsed() {
        try (PostgresForecastStore store = store("localhost", "&sslrootcert=" + certificate)) {
            assertThat(store.runs()).isEmpty();
        }
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefused() {
        try (PostgresForecastStore store = store("127.0.0.1", "&sslrootcert=" + certificate)) {
            assertThatThrownBy(store::runs)
                    .isInstanceOf(DependencyUnavailableException.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void thereIsARootForEachKindOfKeyOfTheRegionAndEachIsValidForYears() throws Exception {
        Collection<X509Certificate> roots = amazons();

        assertThat(roots).hasSizeGreaterThan(70).allSatisfy(root -> {
            root.verify(root.getPublicKey());
            assertThat(root.getBasicConstraints()).as("is an authority").isNotNegative();
            assertThat(root.getSubjectX500Principal().getName()).contains("O=Amazon Web Services\\, Inc.");
            assertThat(root.getNotAfter()).isAfter(Date.from(Instant.parse("2060-01-01T00:00:00Z")));
        });
        assertThat(roots)
                .filteredOn(root -> root.getSubjectX500Principal().getName().contains("eu-central-1"))
                .extracting(root -> root.getPublicKey().getAlgorithm())
                .containsExactlyInAnyOrder("RSA", "RSA", "EC");
    }

    @SuppressWarnings("unchecked")
    private static Collection<X509Certificate> amazons() throws Exception {
        try (InputStream in = RdsCertificates.class.getResourceAsStream("rds-certificates.pem")) {
            return (Collection<X509Certificate>) CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(in.readAllBytes()));
        }
    }

    private static PostgresForecastStore store(String host, String more) {
        String url = "jdbc:postgresql://" + host + ":" + postgres.getPort() + "/postgres?sslmode=verify-full" + more;
        return new PostgresForecastStore(url, "postgres", "postgres");
    }

    /** A certificate for {@code localhost}, which signs itself. */
    private static Path makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-ext",
                        "BC=ca:true",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Path key = Files.createFile(
                folder.resolve("server.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key,
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        return Files.writeString(
                folder.resolve("server.crt"),
                pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}
