package dev.probity.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SelfSigned;
import dev.probity.fixture.WebStack;
import dev.probity.server.ServerThatSpeaksOtherwiseTests.Http2Only;
import dev.probity.server.ServerThatSpeaksOtherwiseTests.ProxyProtocol;
import dev.probity.server.ServerThatSpeaksOtherwiseTests.TlsInCode;
import dev.probity.server.ServerThatSpeaksOtherwiseTests.Worker;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that does not understand a plain question, and all of whose workers are held:
 * it passes before and after, fails meanwhile, and is told as busy where its threads are
 * known. That it still greets, closes or shakes hands takes no worker, and does not
 * count.
 */
public class HeldServerTests {

	private static final int MORE_THAN_ENOUGH = 24;

	private static final String[] SMALL = { "management.server.port=0", "server.tomcat.threads.max=2",
			"server.jetty.threads.max=8", "server.jetty.threads.min=8", "logging.level.org.eclipse.jetty=warn",
			"probity.checks.server.interval=100ms", "probity.checks.server.retry-interval=100ms",
			"probity.checks.server.timeout=700ms" };

	@TempDir
	private static Path keys;

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void aCertificateOfItsClients(WebStack stack) throws Exception {
		SelfSigned.server(keys);
		SSLContext client = clientWithCertificate();
		failsWhileHeld(stack, TlsInCode.class, (port) -> holdOverTls(client, port), "test.client-auth=NEED");
	}

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "JETTY", "REACTOR_NETTY" })
	void http2InTheClear(WebStack stack) {
		failsWhileHeld(stack, Http2Only.class, (port) -> hold(client(HttpProtocol.H2C), "http", port));
	}

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "TOMCAT", "REACTOR_NETTY" })
	void http2OverTls(WebStack stack) {
		SelfSigned.server(keys);
		failsWhileHeld(stack, Http2OverTls.class, (port) -> hold(client(HttpProtocol.H2), "https", port),
				"server.http2.enabled=true");
	}

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "JETTY", "REACTOR_NETTY" })
	void theProxyProtocol(WebStack stack) {
		failsWhileHeld(stack, ProxyProtocol.class,
				(port) -> request(new Socket("localhost", port), "PROXY TCP4 10.0.0.1 10.0.0.2 4711 80\r\n"));
	}

	private static void failsWhileHeld(WebStack stack, Class<?> source, Holder holder, String... properties) {
		List<AutoCloseable> held = new ArrayList<>();
		try (RunningApplication application = stack.starting(source, StringUtils.concatenateStringArrays(SMALL,
				StringUtils.addStringToArray(properties, "test.keys=" + keys)))) {
			application.switchboard().finishStart();
			ServerThatSpeaksOtherwiseTests.awaitState(application, CheckState.PASSING);
			int port = application.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			for (int i = 0; i < MORE_THAN_ENOUGH; i++) {
				held.add(holder.hold(port));
			}
			ServerThatSpeaksOtherwiseTests.awaitState(application, CheckState.FAILING);
			CheckResult result = ServerThatSpeaksOtherwiseTests.server(application).lastResult();
			assertThat(result.reason()).contains("does not answer, and no other request is answered either");
			if (!stack.isReactive()) {
				assertThat(result.reason()).matches(".*: (\\d) of \\1 worker threads in use");
			}
			application.bean(Worker.class).held.countDown();
			ServerThatSpeaksOtherwiseTests.awaitState(application, CheckState.PASSING);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			held.forEach(HeldServerTests::close);
		}
	}

	private static void close(AutoCloseable client) {
		try {
			client.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpClient client(HttpProtocol protocol) {
		HttpClient client = HttpClient.newConnection().protocol(protocol);
		return (protocol == HttpProtocol.H2C) ? client
				: client.secure((tls) -> tls.sslContext(Http2SslContextSpec.forClient()
					.configure((context) -> context.trustManager(InsecureTrustManagerFactory.INSTANCE))));
	}

	/**
	 * Not on the event loops of the server.
	 */
	private static AutoCloseable hold(HttpClient client, String scheme, int port) {
		LoopResources loops = LoopResources.create("client", 1, true);
		Disposable request = client.runOn(loops)
			.get()
			.uri("%s://localhost:%d/held".formatted(scheme, port))
			.response()
			.subscribe((response) -> {
			}, (ex) -> {
			});
		return () -> {
			request.dispose();
			loops.dispose();
		};
	}

	private static SSLContext clientWithCertificate() throws Exception {
		KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		own.init(load("server.p12"), SelfSigned.PASSWORD.toCharArray());
		TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trusted.init(load("trusted.p12"));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
		return context;
	}

	private static AutoCloseable holdOverTls(SSLContext client, int port) throws Exception {
		Socket socket = client.getSocketFactory().createSocket();
		Thread request = new Thread(() -> {
			try {
				socket.connect(new InetSocketAddress(ServerThatSpeaksOtherwiseTests.somewhereElse(), port));
				request(socket, "");
			}
			catch (IOException ex) {
				// comes after all workers are held
			}
		});
		request.start();
		return () -> {
			socket.close();
			request.join();
		};
	}

	private static KeyStore load(String store) throws Exception {
		KeyStore loaded = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keys.resolve(store))) {
			loaded.load(in, SelfSigned.PASSWORD.toCharArray());
		}
		return loaded;
	}

	private static AutoCloseable request(Socket socket, String before) throws IOException {
		socket.getOutputStream()
			.write((before + "GET /held HTTP/1.1\r\nHost: nobody\r\nConnection: close\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	/**
	 * A client that holds a thread of the server.
	 */
	@FunctionalInterface
	private interface Holder {

		AutoCloseable hold(int port) throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Worker.class, Http2NettyOverTls.class })
	public static class Http2OverTls {

		@Bean
		WebServerFactoryCustomizer<ConfigurableWebServerFactory> tls(@Value("${test.keys}") Path keys) {
			return (factory) -> {
				Ssl ssl = new Ssl();
				ssl.setKeyStore(keys.resolve("server.p12").toString());
				ssl.setKeyStorePassword(SelfSigned.PASSWORD);
				factory.setSsl(ssl);
			};
		}

	}

	static class Http2NettyOverTls implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers((server) -> server.protocol(HttpProtocol.H2));
		}

	}

}
