package dev.probity.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SelfSigned;
import dev.probity.fixture.WebStack;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.ProxyProtocolSupportType;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that does not understand the question of <code>server</code>, and that no
 * property describes: it was told in code what it speaks. It answers all the same, passes
 * and goes on to pass, and is still known to be silent once its threads are all held.
 */
public class ServerThatSpeaksOtherwiseTests {

	private static final int RUNS = 8;

	private static final int MORE_THAN_ENOUGH = 24;

	private static final String[] SMALL = { "management.server.port=0", "server.tomcat.threads.max=2",
			"server.jetty.threads.max=8", "server.jetty.threads.min=8", "logging.level.org.eclipse.jetty=warn",
			"probity.checks.server.interval=100ms", "probity.checks.server.retry-interval=100ms",
			"probity.checks.server.timeout=1s" };

	@TempDir
	private static Path keys;

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void tlsAndAnAddressSetInCodePassUntilAllThreadsAreHeld(WebStack stack) throws Exception {
		try (RunningApplication application = startTls(stack, ClientAuth.NONE);
				Holders holders = new Holders(application, keys)) {
			goesOnToPass(application);
			holders.hold(MORE_THAN_ENOUGH);
			awaitState(application, CheckState.FAILING);
			assertThat(server(application).lastResult().reason()).contains("does not answer, and no other request is");
			application.bean(Worker.class).held.countDown();
			awaitState(application, CheckState.PASSING);
			goesOnToPass(application);
		}
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void aCertificateOfItsClientsAskedForInCodePasses(WebStack stack) {
		try (RunningApplication application = startTls(stack, ClientAuth.NEED)) {
			goesOnToPass(application);
			ProbeAgreement.awaitVerdict(application, "readiness", "UP");
		}
	}

	private static RunningApplication startTls(WebStack stack, ClientAuth clientAuth) {
		SelfSigned.server(keys);
		return start(stack, TlsInCode.class, "test.keys=" + keys, "test.client-auth=" + clientAuth);
	}

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "JETTY", "REACTOR_NETTY" })
	void http2OnlyPasses(WebStack stack) {
		try (RunningApplication application = start(stack, Http2Only.class)) {
			goesOnToPass(application);
			ProbeAgreement.awaitVerdict(application, "readiness", "UP");
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "JETTY", "REACTOR_NETTY" })
	void theProxyProtocolPasses(WebStack stack) {
		try (RunningApplication application = start(stack, ProxyProtocol.class)) {
			goesOnToPass(application);
		}
	}

	private static RunningApplication start(WebStack stack, Class<?> source, String... properties) {
		RunningApplication application = stack.starting(source, StringUtils.concatenateStringArrays(SMALL, properties));
		application.switchboard().finishStart();
		return application;
	}

	static CheckSnapshot server(RunningApplication application) {
		CheckSnapshot server = application.bean(CheckMonitor.class).snapshot("server");
		assertThat(server).isNotNull();
		return server;
	}

	static void awaitState(RunningApplication application, CheckState state) {
		await()
			.untilAsserted(() -> assertThat(server(application).state()).as(() -> server(application).lastResult() + "")
				.isEqualTo(state));
	}

	private static void goesOnToPass(RunningApplication application) {
		awaitState(application, CheckState.PASSING);
		// until those that were held are answered, they show that the server lives
		await().until(() -> server(application).lastResult().details().containsKey("answer"));
		for (int i = 0; i < RUNS; i++) {
			CheckSnapshot.LastRun seen = server(application).lastRun();
			await().until(() -> server(application).lastRun() != seen);
			assertThat(server(application).lastResult().reason()).isNull();
			assertThat(server(application).lastResult().details()).containsKey("answer");
			assertThat(server(application).state()).isEqualTo(CheckState.PASSING);
		}
	}

	static InetAddress somewhereElse() {
		try {
			return InetAddress.getByName(System.getProperty("os.name").equals("Linux") ? "127.0.0.2" : "127.0.0.1");
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Clients that have a certificate, and hold what answers them.
	 */
	private static final class Holders implements AutoCloseable {

		private final List<Thread> threads = new ArrayList<>();

		private final RunningApplication application;

		private final SSLSocketFactory sockets;

		private final int port;

		Holders(RunningApplication application, Path keys) throws Exception {
			this.application = application;
			this.port = application.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			own.init(load(keys.resolve("server.p12")), SelfSigned.PASSWORD.toCharArray());
			TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trusted.init(load(keys.resolve("trusted.p12")));
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
			this.sockets = context.getSocketFactory();
		}

		private static KeyStore load(Path store) throws Exception {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(store)) {
				keys.load(in, SelfSigned.PASSWORD.toCharArray());
			}
			return keys;
		}

		void hold(int clients) {
			for (int i = 0; i < clients; i++) {
				Thread client = new Thread(this::hold);
				client.setDaemon(true);
				client.start();
				this.threads.add(client);
			}
		}

		private void hold() {
			try (SSLSocket socket = (SSLSocket) this.sockets.createSocket()) {
				socket.connect(new InetSocketAddress(somewhereElse(), this.port));
				socket.getOutputStream()
					.write("GET /held HTTP/1.1\r\nHost: nobody\r\nConnection: close\r\n\r\n"
						.getBytes(StandardCharsets.US_ASCII));
				socket.getInputStream().readAllBytes();
			}
			catch (IOException ex) {
				// as good as over
			}
		}

		@Override
		public void close() throws InterruptedException {
			this.application.bean(Worker.class).held.countDown();
			for (Thread thread : this.threads) {
				thread.join();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Worker.class })
	static class TlsInCode {

		@Bean
		WebServerFactoryCustomizer<ConfigurableWebServerFactory> tls(@Value("${test.keys}") Path keys,
				@Value("${test.client-auth}") ClientAuth clientAuth) {
			return (factory) -> {
				Ssl ssl = new Ssl();
				ssl.setKeyStore(keys.resolve("server.p12").toString());
				ssl.setKeyStorePassword(SelfSigned.PASSWORD);
				ssl.setTrustStore(keys.resolve("trusted.p12").toString());
				ssl.setTrustStorePassword(SelfSigned.PASSWORD);
				ssl.setClientAuth(clientAuth);
				factory.setSsl(ssl);
				factory.setAddress(somewhereElse());
			};
		}

	}

	/**
	 * Blocks the thread that it is called on, the event loop of WebFlux, too.
	 */
	@RestController
	static class Worker {

		final CountDownLatch held = new CountDownLatch(1);

		@GetMapping("/held")
		String held() throws InterruptedException {
			this.held.await();
			return "held";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Worker.class, Http2OnlyJetty.class, Http2OnlyNetty.class })
	public static class Http2Only {

	}

	static class Http2OnlyJetty implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

		@Override
		public void customize(JettyServletWebServerFactory factory) {
			factory.addServerCustomizers((server) -> {
				AbstractConnector connector = (AbstractConnector) server.getConnectors()[0];
				connector.setConnectionFactories(List.of(new HTTP2CServerConnectionFactory(new HttpConfiguration())));
			});
		}

	}

	static class Http2OnlyNetty implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers((server) -> server.protocol(HttpProtocol.H2C));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Worker.class, ProxiedJetty.class, ProxiedNetty.class })
	public static class ProxyProtocol {

	}

	static class ProxiedJetty implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

		@Override
		public void customize(JettyServletWebServerFactory factory) {
			factory.addServerCustomizers((server) -> ((AbstractConnector) server.getConnectors()[0])
				.addFirstConnectionFactory(new ProxyConnectionFactory()));
		}

	}

	static class ProxiedNetty implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers((server) -> server.proxyProtocol(ProxyProtocolSupportType.ON));
		}

	}

}
