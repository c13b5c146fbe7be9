package dev.probity.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SelfSigned;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * A probe port that speaks TLS, to callers that check no certificate, as a kubelet.
 */
class ProbePortTlsTests {

	private static final String ANY = "probity.probe-port=0";

	private static final String BUNDLE = "probity.ssl.bundle=probes";

	@TempDir
	private static Path keys;

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void answersAsItDoesWithout(String protocol) throws Exception {
		try (ConfigurableApplicationContext context = run(PlainApplication.class, SelfSigned.bundle("probes", keys))) {
			RunningApplication application = RunningApplication.of(context);
			application.switchboard().finishStart();
			ProbeAgreement.awaitVerdict(application, "readiness", "UP");
			int port = port(context);
			assertThat(ask(port, "/readyz", protocol)).startsWith("HTTP/1.1 200 OK\r\n")
				.endsWith("{\"status\":\"UP\"}");
			application.switchboard().orders().fail();
			ProbeAgreement.awaitVerdict(application, "readiness", "DOWN");
			assertThat(ask(port, "/readyz", protocol)).startsWith("HTTP/1.1 503 ");
			assertThat(ask(port, "/nothing", protocol)).startsWith("HTTP/1.1 404 ");
			for (int i = 0; i < 50; i++) {
				assertThat(ask(port, "/livez", protocol)).endsWith("{\"status\":\"UP\"}");
			}
		}
	}

	@Test
	void aConnectionIsKeptAndTakesRequestsByteByByteAndMany() throws Exception {
		try (ConfigurableApplicationContext context = run(PlainApplication.class, SelfSigned.bundle("probes", keys));
				SSLSocket socket = connect(port(context), "TLSv1.3")) {
			String request = "GET /livez HTTP/1.1\r\nHost: pod\r\n\r\n";
			for (byte each : request.getBytes(StandardCharsets.US_ASCII)) {
				socket.getOutputStream().write(each);
			}
			int many = 1000;
			byte[] all = (request.repeat(many) + "GET /livez HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
			Thread sender = new Thread(() -> {
				try {
					socket.getOutputStream().write(all);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
			sender.start();
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("HTTP/1.1 200"))
				.hasSize(1 + 1 + many + 1);
		}
	}

	@Test
	@Timeout(60)
	void requestsWithoutEndKeepNobodyFromAnAnswer() throws Exception {
		try (ConfigurableApplicationContext context = run(PlainApplication.class, SelfSigned.bundle("probes", keys));
				EndlessRequests endless = new EndlessRequests(connect(port(context), "TLSv1.3"))) {
			for (int i = 0; i < 5; i++) {
				assertThat(CompletableFuture.supplyAsync(() -> livez(port(context))))
					.succeedsWithin(Duration.ofSeconds(10), as(STRING))
					.startsWith("HTTP/1.1 200 ");
			}
			endless.awaitAnswers();
		}
	}

	@Test
	void whoeverDoesNotSpeakTlsHoldsUpNobody() throws Exception {
		try (ConfigurableApplicationContext context = run(PlainApplication.class, SelfSigned.bundle("probes", keys))) {
			assertThat(inPlain(port(context), "GET /livez HTTP/1.1\r\n\r\n")).doesNotContain("UP");
			assertThat(ask(port(context), "/livez", "TLSv1.3")).endsWith("{\"status\":\"UP\"}");
		}
	}

	@Test
	void aBundleMayBeMadeInCodeAndRenewed() throws Exception {
		try (ConfigurableApplicationContext context = run(Registered.class)) {
			X509Certificate first = certificate(port(context));
			Registered.renew(keys.resolve("renewed"));
			assertThat(certificate(port(context))).isNotEqualTo(first);
		}
	}

	@Test
	void aBundleThatIsNotThereStopsTheStart() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> run(PlainApplication.class))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription())
				.isEqualTo("The probe port uses the SSL bundle 'probes', which does not exist."))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("'probity.ssl.bundle'"));
	}

	private static ConfigurableApplicationContext run(Class<?> source, String... properties) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.properties(StringUtils.concatenateStringArrays(properties,
					new String[] { ANY, BUNDLE, "logging.level.root=warn", "probity.defaults.interval=40ms",
							"probity.defaults.retry-interval=10ms", "probity.defaults.failure-threshold=1",
							"probity.defaults.success-threshold=1" }))
			.run();
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getBean(ProbePort.class).port();
	}

	private static String ask(int port, String path, String protocol) throws Exception {
		try (SSLSocket socket = connect(port, protocol)) {
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nConnection: close\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String livez(int port) {
		try {
			return ask(port, "/livez", "TLSv1.3");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static X509Certificate certificate(int port) throws Exception {
		try (SSLSocket socket = connect(port, "TLSv1.3")) {
			return (X509Certificate) socket.getSession().getPeerCertificates()[0];
		}
	}

	private static SSLSocket connect(int port, String protocol) throws IOException, GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, new TrustManager[] { new TrustsAnybody() }, null);
		SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(20_000);
		socket.setEnabledProtocols(new String[] { protocol });
		socket.startHandshake();
		return socket;
	}

	private static String inPlain(int port, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Registered {

		private static SslBundleRegistry registry;

		@Bean
		SslBundleRegistrar registrar() {
			return (registry) -> {
				Registered.registry = registry;
				registry.registerBundle("probes", bundle(keys));
			};
		}

		static void renew(Path directory) {
			registry.updateBundle("probes", bundle(directory));
		}

		private static SslBundle bundle(Path directory) {
			directory.toFile().mkdirs();
			String[] properties = SelfSigned.bundle("any", directory);
			SslStoreBundle stores = new JksSslStoreBundle(
					JksSslStoreDetails.forLocation(valueOf(properties[0])).withPassword(valueOf(properties[1])), null);
			return SslBundle.of(stores);
		}

		private static String valueOf(String property) {
			return property.substring(property.indexOf('=') + 1);
		}

	}

	private static final class TrustsAnybody implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
