package dev.probity.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.jetty.util.thread.ExecutorThreadPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real servers that have nothing to do.
 */
class ServerThreadReaderTests {

	private final TomcatThreads tomcat = new TomcatThreads();

	private final JettyThreads jetty = new JettyThreads();

	@Test
	void eachReadsItsOwnServerAndNoOther() {
		WebServer server = started(new TomcatServletWebServerFactory(0));
		try {
			// a thread counts as busy until it has begun to wait for work
			await().untilAsserted(() -> assertThat(this.tomcat.read(server)).isEqualTo(new ServerThreads(0, 200)));
			assertThat(this.jetty.read(server)).isNull();
		}
		finally {
			end(server);
		}
		assertThat(this.tomcat.read(server)).isNull();
	}

	@Test
	void thoseAreThereWhoseLibrariesAre() {
		assertThat(ServerThreadReaders.of(getClass().getClassLoader())).hasExactlyElementsOfTypes(TomcatThreads.class,
				JettyThreads.class);
		assertThat(ServerThreadReaders.of(new FilteredClassLoader(TomcatWebServer.class)))
			.hasExactlyElementsOfTypes(JettyThreads.class);
		assertThat(ServerThreadReaders.of(new FilteredClassLoader(JettyWebServer.class)))
			.hasExactlyElementsOfTypes(TomcatThreads.class);
	}

	@Test
	void theThreadsOfJettyThatServeNoRequestsDoNotCount() {
		WebServer server = started(new JettyServletWebServerFactory(0));
		try {
			assertThat(this.tomcat.read(server)).isNull();
			ServerThreads threads = this.jetty.read(server);
			assertThat(threads).isNotNull();
			assertThat(threads.busy()).isLessThanOrEqualTo(1);
			assertThat(threads.max()).isBetween(150, 199);
		}
		finally {
			end(server);
		}
		assertThat(this.jetty.read(server)).isNull();
	}

	@Test
	void anExecutorThatIsNotTheServersOwnTellsNothing() {
		ExecutorService foreign = Executors.newFixedThreadPool(10);
		TomcatServletWebServerFactory tomcats = new TomcatServletWebServerFactory(0);
		tomcats.addConnectorCustomizers((connector) -> connector.getProtocolHandler().setExecutor(foreign));
		assertThat(readOnce(this.tomcat, tomcats)).isNull();
		foreign.shutdown();
		JettyServletWebServerFactory jetties = new JettyServletWebServerFactory(0);
		jetties.setThreadPool(new ExecutorThreadPool(20));
		assertThat(readOnce(this.jetty, jetties)).isNull();
	}

	private static @Nullable ServerThreads readOnce(ServerThreadReader reader,
			ConfigurableServletWebServerFactory factory) {
		WebServer server = started(factory);
		try {
			return reader.read(server);
		}
		finally {
			end(server);
		}
	}

	private static WebServer started(ConfigurableServletWebServerFactory factory) {
		WebServer server = factory.getWebServer();
		server.start();
		return server;
	}

	private static void end(WebServer server) {
		server.stop();
		server.destroy();
	}

}
