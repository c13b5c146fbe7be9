package dev.probity.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.event.ReadinessChangedEvent;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SelfSigned;
import dev.probity.fixture.WebStack;
import dev.probity.probe.ProbeStatus;
import dev.probity.registration.ContextHierarchyTests;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * The server of the application is dead while its management port is well: what
 * <code>server</code> is for. All workers of a small server are held, or kept busy.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ServerVitalTests {

	private static final int MORE_THAN_ENOUGH = 40;

	private static final String[] SMALL = { "management.server.port=0", "server.tomcat.threads.max=2",
			"server.jetty.threads.max=8", "server.jetty.threads.min=8",
			"management.endpoint.health.show-details=always", "probity.checks.server.interval=100ms",
			"probity.checks.server.retry-interval=100ms", "probity.checks.server.timeout=500ms" };

	@TempDir
	private static Path keys;

	private final WebStack stack;

	ServerVitalTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void aServerThatHasStoppedIsNotAskedWhereItIs() {
		try (RunningApplication application = start()) {
			awaitServer(application, CheckState.PASSING);
			WebServer server = ((WebServerApplicationContext) application.context()).getWebServer();
			server.stop();
			awaitServer(application, CheckState.FAILING);
			// Tomcat would open 8080 to tell
			if (server instanceof TomcatWebServer tomcat) {
				assertThat(tomcat.getTomcat().getService().findConnectors()).isEmpty();
			}
		}
	}

	@Test
	void workersThatAreBusyAndMovingPassAndThoseThatAreStuckFailReadinessAndNotLiveness() {
		try (RunningApplication application = start(); Callers callers = new Callers(application)) {
			awaitServer(application, CheckState.PASSING);
			callers.keepSending("/busy", MORE_THAN_ENOUGH);
			passesWhileBusy(application);
			callers.stopSending();
			callers.send("/held", MORE_THAN_ENOUGH);
			awaitServer(application, CheckState.FAILING);
			assertThat(application.management("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(application.management("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(server(application).lastResult().reason()).contains("does not answer, and no other request is");
			application.bean(Workers.class).held.countDown();
			awaitServer(application, CheckState.PASSING);
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	/**
	 * A machine that stands still for half a second leaves one run without any answer,
	 * rightly: that the check never fails is what counts.
	 */
	private static void passesWhileBusy(RunningApplication application) {
		await().until(() -> server(application).lastResult().details().containsKey("answeredMeanwhile"));
		staysPassing(application);
	}

	private static void goesOnToPass(RunningApplication application) {
		awaitServer(application, CheckState.PASSING);
		staysPassing(application);
	}

	private static void staysPassing(RunningApplication application) {
		for (int i = 0; i < 10; i++) {
			CheckSnapshot.LastRun seen = server(application).lastRun();
			await().until(() -> server(application).lastRun() != seen);
			assertThat(server(application).state()).isEqualTo(CheckState.PASSING);
		}
	}

	@Test
	void promotedItFailsLivenessButNotWhileADependencyMayBeTheCause() {
		try (RunningApplication application = start("probity.checks.server.probe=liveness");
				Callers callers = new Callers(application)) {
			awaitServer(application, CheckState.PASSING);
			application.switchboard().orders().fail();
			ProbeAgreement.awaitVerdict(application, "readiness", "DOWN");
			callers.send("/held", MORE_THAN_ENOUGH);
			awaitServer(application, CheckState.FAILING);
			assertThat(application.management("/actuator/health/liveness").statusCode()).isEqualTo(200);
			application.switchboard().orders().pass();
			ProbeAgreement.awaitVerdict(application, "liveness", "DOWN");
			assertThat(application.management("/actuator/health/liveness").statusCode()).isEqualTo(503);
			application.bean(Workers.class).held.countDown();
			ProbeAgreement.awaitVerdict(application, "liveness", "UP");
		}
	}

	/**
	 * Each run asks twice until there has been an answer: the first run fails.
	 */
	@Test
	void aFirstAnswerThatIsLateDelaysTheStartAndIsNoOutage() {
		// a busy machine is late for longer
		String[] settings = StringUtils.addStringToArray(SMALL, "probity.checks.server.failure-threshold=10");
		try (RunningApplication application = this.stack.starting(SlowlyBegunApplication.class, settings)) {
			Told told = application.bean(Told.class);
			application.switchboard().finishStart();
			ProbeAgreement.of(application).readinessIs("UP");
			await().until(() -> told.readiness.contains(ProbeStatus.UP));
			assertThat(told.readiness).containsOnly(ProbeStatus.UP);
			assertThat(application.bean(Slowness.class).served).hasValueGreaterThan(2);
		}
	}

	@Test
	void aContextThatIsStoppedAndStartedGoesOnWithWhatIsKnownOfItsServer() {
		try (RunningApplication application = start()) {
			awaitServer(application, CheckState.PASSING);
			ProbeAgreement.of(application).readinessIs("UP");
			application.context().stop();
			application.context().start();
			assertThat(application.verdict("readiness").status()).isEqualTo(ProbeStatus.UP);
			CheckSnapshot.LastRun seen = server(application).lastRun();
			await().during(Duration.ofMillis(400)).untilAsserted(() -> {
				assertThat(server(application).state()).isEqualTo(CheckState.PASSING);
				assertThat(application.verdict("readiness").status()).isEqualTo(ProbeStatus.UP);
			});
			await().until(() -> server(application).lastRun() != seen
					&& server(application).lastResult() instanceof CheckResult.Passed);
		}
	}

	@Test
	void theServerOfAChildThatComesAndGoesIsNotThatOfTheApplication() {
		assumeFalse(this.stack.isReactive(), "whose child finds the server factory of its parent, and so has none");
		try (RunningApplication application = start()) {
			awaitServer(application, CheckState.PASSING);
			Object port = server(application).lastResult().details().get("port");
			RunningApplication child = this.stack.run(
					new SpringApplicationBuilder(NoApplication.class).parent(application.context()),
					ContextHierarchyTests.NO_SECURITY);
			CheckSnapshot.LastRun seen = server(application).lastRun();
			await().until(() -> server(application).lastRun() != seen);
			assertThat(server(application).lastResult().details()).containsEntry("port", port);
			child.context().close();
			await().during(Duration.ofMillis(500))
				.untilAsserted(() -> assertThat(application.verdict("readiness").status()).isEqualTo(ProbeStatus.UP));
		}
	}

	@Test
	void isAskedOverTlsWhateverTheCertificateAndWhereverTheApplicationIs() {
		try (RunningApplication application = start(
				StringUtils.concatenateStringArrays(SelfSigned.server(keys), this.stack.otherPaths()))) {
			goesOnToPass(application);
		}
	}

	@Test
	void namedByAGroupBeforeItIsThereItIsAMemberOnceThePortIsOpen() {
		try (RunningApplication application = start(
				"management.endpoint.health.group.readiness.include=readinessState,server",
				"management.endpoint.health.group.port.include=server")) {
			awaitServer(application, CheckState.PASSING);
			ProbeAgreement.of(application).readinessIs("UP");
			assertThat(application.management("/actuator/health/readiness").body()).contains("\"server\":{");
			assertThat(application.management("/actuator/health/port").body()).contains("\"server\":{");
		}
	}

	private RunningApplication start(String... properties) {
		RunningApplication application = this.stack.starting(HoldingApplication.class,
				StringUtils.concatenateStringArrays(SMALL, properties));
		application.switchboard().finishStart();
		return application;
	}

	private static CheckSnapshot server(RunningApplication application) {
		CheckSnapshot server = application.bean(CheckMonitor.class).snapshot("server");
		assertThat(server).isNotNull();
		return server;
	}

	private static void awaitServer(RunningApplication application, CheckState state) {
		await()
			.untilAsserted(() -> assertThat(server(application).state()).as(() -> server(application).lastResult() + "")
				.isEqualTo(state));
	}

	/**
	 * Clients of the application, each with a connection of its own.
	 */
	private static final class Callers implements AutoCloseable {

		private final AtomicBoolean stopped = new AtomicBoolean();

		private final List<HttpClient> clients = new ArrayList<>();

		private final URI base;

		private final RunningApplication application;

		Callers(RunningApplication application) {
			this.application = application;
			this.base = URI.create("http://localhost:"
					+ application.context().getEnvironment().getRequiredProperty("local.server.port"));
		}

		void send(String path, int requests) {
			for (int i = 0; i < requests; i++) {
				client().sendAsync(request(path), BodyHandlers.discarding());
			}
		}

		void keepSending(String path, int clients) {
			for (int i = 0; i < clients; i++) {
				again(client(), path);
			}
		}

		void stopSending() {
			this.stopped.set(true);
		}

		private void again(HttpClient client, String path) {
			if (!this.stopped.get()) {
				client.sendAsync(request(path), BodyHandlers.discarding())
					.whenComplete((response, ex) -> again(client, path));
			}
		}

		private HttpClient client() {
			if (this.clients.isEmpty()) {
				this.clients.add(HttpClient.newBuilder().executor(Executors.newSingleThreadExecutor()).build());
			}
			return this.clients.get(0);
		}

		private HttpRequest request(String path) {
			return HttpRequest.newBuilder(this.base.resolve(path)).timeout(Duration.ofSeconds(60)).build();
		}

		@Override
		public void close() {
			stopSending();
			this.application.bean(Workers.class).held.countDown();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Workers.class })
	static class HoldingApplication {

	}

	/**
	 * A web server and what it takes.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class NoApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Slowness.class, Told.class })
	static class SlowlyBegunApplication {

	}

	/**
	 * A server whose first answers take longer than the check waits: they ask for a path
	 * that nobody knows.
	 */
	static class Slowness {

		private final AtomicInteger served = new AtomicInteger();

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		FilterRegistrationBean<Filter> slowFilter() {
			FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
				delay();
				chain.doFilter(request, response);
			});
			filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return filter;
		}

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
		WebFilter slowWebFilter() {
			return new FirstFilter();
		}

		private void delay() {
			if (this.served.getAndIncrement() < 3) {
				try {
					new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

		private final class FirstFilter implements WebFilter, Ordered {

			@Override
			public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
				boolean ofManagement = exchange.getRequest().getPath().value().startsWith("/actuator");
				if (!ofManagement) {
					delay();
				}
				return chain.filter(exchange);
			}

			@Override
			public int getOrder() {
				return Ordered.HIGHEST_PRECEDENCE;
			}

		}

	}

	static class Told {

		private final List<ProbeStatus> readiness = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ReadinessChangedEvent event) {
			this.readiness.add(event.after().status());
		}

	}

	/**
	 * Blocks the thread that it is called on, the event loop of WebFlux, too.
	 */
	@RestController
	static class Workers {

		private final CountDownLatch held = new CountDownLatch(1);

		@GetMapping("/held")
		String held() throws InterruptedException {
			this.held.await();
			return "held";
		}

		@GetMapping("/busy")
		String busy() throws InterruptedException {
			this.held.await(50, TimeUnit.MILLISECONDS);
			return "busy";
		}

	}

}
