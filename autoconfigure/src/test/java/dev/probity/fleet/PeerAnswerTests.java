package dev.probity.fleet;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.fleet.AskedApplication.Stock;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.ProbeStatus;
import dev.probity.traffic.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a peer gets to hear, on the probe port and on the port of the application.
 */
@ParameterizedClass
@EnumSource
class PeerAnswerTests {

	private static final String ID = "[0-9a-f-]{36}";

	private static final Map<Where, RunningApplication> APPLICATIONS = new EnumMap<>(Where.class);

	private final Where where;

	private final RunningApplication application;

	private final Stock stock;

	PeerAnswerTests(Where where) {
		this.where = where;
		this.application = APPLICATIONS.computeIfAbsent(where, Where::start);
		this.stock = this.application.bean(Stock.class);
	}

	@BeforeEach
	void allIsWell() {
		this.stock.says(CheckResult.passed());
		awaitNothingFresh();
	}

	@AfterAll
	static void end() {
		APPLICATIONS.values().forEach(RunningApplication::close);
		APPLICATIONS.clear();
	}

	/**
	 * What was found within the last second is what is answered.
	 */
	private void awaitNothingFresh() {
		await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
	}

	@Test
	void whatTheCheckFindsNowIsSaidAndNothingElse() {
		assertThat(ask("stock").body()).matches("passing " + ID + "\\n");
		this.stock.says(CheckResult.failed("a secret reason"));
		awaitNothingFresh();
		HttpResponse<String> answer = ask("stock");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).matches("failing " + ID + "\\n");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(this.application.bean(CheckMonitor.class).isPassing("stock")).as("one failure confirms nothing")
			.isTrue();
	}

	@Test
	void whatIsNoDependencyOrCouldNotBeAskedIsNoOpinion() {
		assertThat(ask("nothing").body()).startsWith("none ");
		assertThat(ask("heart").body()).startsWith("none ");
		this.stock.says(CheckResult.inconclusive("all are busy"));
		assertThat(ask("stock").body()).startsWith("none ");
	}

	@Test
	void aRunThatHangsFailsWhenItsTimeIsUp() {
		this.stock.hangsFor(7_000);
		long begin = System.nanoTime();
		assertThat(ask("stock").body()).startsWith("failing ");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(1_900),
				Duration.ofMillis(2_900));
		// one that is stuck is counted again in an hour
		awaitNothingFresh();
		assertThat(ask("stock").body()).startsWith("failing ");
		this.stock.says(CheckResult.passed());
		await().until(() -> ask("stock").body().startsWith("passing "));
	}

	@Test
	void aThousandQuestionsInASecondCauseOneRun() throws Exception {
		int before = this.stock.runs();
		ExecutorService askers = Executors.newFixedThreadPool(20);
		try {
			PeerAnswers answers = this.application.bean(PeerAnswers.class);
			List<Future<String>> all = IntStream.range(0, 1000)
				.mapToObj((i) -> askers.submit(() -> answers.answer("stock", null).toCompletableFuture().get().text()))
				.toList();
			int passing = 0;
			for (Future<String> each : all) {
				String answer = each.get(10, TimeUnit.SECONDS);
				assertThat(answer).matches("passing " + ID + "|too many questions");
				passing += answer.startsWith("passing") ? 1 : 0;
			}
			assertThat(passing).isBetween(50, 300);
		}
		finally {
			askers.shutdownNow();
		}
		assertThat(this.stock.runs() - before).isEqualTo(1);
	}

	@Test
	void aQuestionIsNeitherAProbeNorTrafficNorAnOutcome() {
		Traffic traffic = this.application.bean(Traffic.class);
		long served = traffic.servedRequests();
		long counted = traffic.countedRequests();
		double probes = probes();
		ask("stock");
		ask("nothing");
		assertThat(traffic.servedRequests()).isEqualTo(served);
		assertThat(traffic.countedRequests()).isEqualTo(counted);
		assertThat(probes()).isEqualTo(probes);
	}

	private double probes() {
		return this.application.bean(MeterRegistry.class)
			.find("probity.probe.requests")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	/**
	 * Readiness is what is being decided: whoever decides by it swings.
	 */
	@Test
	void whetherTheInstanceIsReadyMakesNoDifference() {
		ReadinessControl control = this.application.bean(ReadinessControl.class);
		control.notReady("drained", Duration.ofMinutes(1));
		try {
			assertThat(this.application.verdict("readiness").status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(ask("stock").body()).startsWith("passing ");
		}
		finally {
			control.auto();
		}
	}

	@Test
	void onlyOnePortAnswers() {
		HttpResponse<String> main = this.application.get("/peerz/stock");
		if (this.where == Where.PROBE_PORT) {
			assertThat(main.statusCode()).isEqualTo(404);
			assertThat(this.application.probePort("/peerz").statusCode()).isEqualTo(404);
			assertThat(this.application.probePort("/peerz/").statusCode()).isEqualTo(404);
		}
		else {
			assertThat(main.body()).startsWith("passing ");
			assertThat(this.application.get("/peerz/").statusCode()).isEqualTo(404);
		}
	}

	private HttpResponse<String> ask(String check) {
		return (this.where == Where.PROBE_PORT) ? this.application.probePort("/peerz/" + check)
				: this.application.get("/peerz/" + check);
	}

	enum Where {

		PROBE_PORT(WebStack.TOMCAT, "probity.probe-port=0"),

		SPRING_MVC(WebStack.TOMCAT, "server.servlet.context-path=/shop"),

		SPRING_WEBFLUX(WebStack.REACTOR_NETTY, "spring.webflux.base-path=/shop");

		private final WebStack stack;

		private final String port;

		RunningApplication start() {
			return this.stack.started(AskedApplication.class,
					Stream.concat(Stream.of(AskedApplication.PROPERTIES), Stream.of(this.port)).toArray(String[]::new));
		}

		Where(WebStack stack, String port) {
			this.stack = stack;
			this.port = port;
		}

	}

}
