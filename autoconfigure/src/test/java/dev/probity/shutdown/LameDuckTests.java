package dev.probity.shutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.JvmShutdown;
import dev.probity.lifecycle.LameDuckReadiness;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason;
import dev.probity.traffic.Traffic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * When a lame duck begins, and when it waits.
 */
@ExtendWith(OutputCaptureExtension.class)
class LameDuckTests {

	private static final Duration DURATION = Duration.ofSeconds(10);

	private final Instance instance = new Instance();

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS, (check) -> null);

	private final Probe liveness = new Probe("liveness", ProbeType.LIVENESS, (check) -> null);

	private final ManualMonitor checks = new ManualMonitor();

	private final Probes probes = new Probes(List.of(this.readiness, this.liveness), this.checks.monitor(),
			Guards.patient(), this.instance, List.of(), this.checks.time());

	private final WebServers servers = new WebServers(Duration.ZERO);

	private final Traffic traffic = new Traffic();

	private final List<Duration> pauses = new ArrayList<>();

	private final List<LifecyclePhase> phasesDuringPauses = new ArrayList<>();

	private Runnable meanwhile = () -> {
	};

	private boolean jvmGoingDown = true;

	private boolean lastsToTheEnd = true;

	private final WebServerApplicationContext context = context(null, 8080, null);

	@BeforeEach
	void serve() {
		// an application that another test has started may have said otherwise
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LameDuck.class.getName(), LogLevel.INFO);
		opened(this.context);
	}

	@Test
	void itWaitsNotReadyAndServing() {
		sayReady();
		close(this.context, DURATION);
		assertThat(this.pauses).containsExactly(DURATION);
		assertThat(this.phasesDuringPauses).containsExactly(LifecyclePhase.LAME_DUCK);
		assertThat(status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
	}

	@Test
	void itSaysSoOnceAtItsBeginningAndOnceAtItsEnd(CapturedOutput output) {
		sayReady();
		close(this.context, Duration.ofMillis(1500));
		assertThat(output).containsOnlyOnce("Lame duck: not ready any more, serving for 1.5s before shutdown")
			.containsOnlyOnce("Lame duck finished: 0 requests served since SIGTERM, shutting down");
	}

	@Test
	void anInterruptEndsIt(CapturedOutput output) {
		sayReady();
		this.lastsToTheEnd = false;
		close(this.context, DURATION);
		assertThat(output).contains("Lame duck interrupted: ");
	}

	@Test
	void itIsOneFromTheMomentAtWhichSpringBootSaysThatItRefusesTraffic() {
		sayReady();
		lameDuck(DURATION).onApplicationEvent(refusesTraffic(this.context));
		assertThat(this.probes.verdict(this.readiness).reasons()).extracting(VerdictReason::cause)
			.containsExactly(VerdictReason.Cause.LAME_DUCK);
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void anApplicationThatRefusesTrafficAndGoesOnIsNone() {
		sayReady();
		this.jvmGoingDown = false;
		lameDuck(DURATION).onApplicationEvent(refusesTraffic(this.context));
		assertThat(this.instance.state().phase()).isEqualTo(LifecyclePhase.SERVING);
	}

	@Test
	void whereOthersKnowThatItLeavesItMayStayReadyUntilItShutsDown(CapturedOutput output) {
		sayReady();
		List<ProbeStatus> meanwhile = new ArrayList<>();
		this.meanwhile = () -> meanwhile.add(status());
		lameDuck(new LameDuckPolicy(DURATION, LameDuckReadiness.KEPT))
			.onApplicationEvent(new ContextClosedEvent(this.context));
		assertThat(meanwhile).containsExactly(ProbeStatus.UP);
		assertThat(this.phasesDuringPauses).containsExactly(LifecyclePhase.LAME_DUCK);
		assertThat(status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		assertThat(output).contains("Lame duck: still ready, serving for 10s before shutdown");
	}

	@Test
	void whatNobodyWasToldToBeReadyIsNotKeptReady() {
		lameDuck(new LameDuckPolicy(DURATION, LameDuckReadiness.KEPT))
			.onApplicationEvent(new ContextClosedEvent(this.context));
		assertThat(this.pauses).isEmpty();
		assertThat(status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
	}

	@Test
	void aContextThatIsClosedWhileTheJvmGoesOnIsNotHeldUp() {
		sayReady();
		this.jvmGoingDown = false;
		close(this.context, DURATION);
		assertThat(this.pauses).isEmpty();
		assertThat(this.instance.state().phase()).isEqualTo(LifecyclePhase.SERVING);
	}

	@Test
	void anInstanceThatNobodyWasToldToBeReadyIsNotHeldUpButNeverReadyAgain() {
		this.probes.verdict(this.liveness);
		close(this.context, DURATION);
		assertThat(this.pauses).isEmpty();
		assertThat(status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		assertThat(this.probes.hasSaidReady()).isFalse();
	}

	@Test
	void thatNobodyWasToldToBeReadyIsSaidOnce(CapturedOutput output) {
		ApplicationContext parent = mock(ApplicationContext.class);
		WebServerApplicationContext child = context(parent, 8081, null);
		opened(child);
		LameDuck lameDuck = lameDuck(DURATION);
		lameDuck.onApplicationEvent(new ContextClosedEvent(parent));
		lameDuck.onApplicationEvent(new ContextClosedEvent(child));
		assertThat(output).containsOnlyOnce("No lame duck: no readiness probe has ever been answered")
			.doesNotContain("serving for");
	}

	@Test
	void whereItIsOffNothingIsSaidOfIt(CapturedOutput output) {
		close(this.context, Duration.ZERO);
		assertThat(output).doesNotContain("ame duck");
	}

	@Test
	void withoutADurationItIsNotHeldUpButNeverReadyAgain() {
		sayReady();
		close(this.context, Duration.ZERO);
		assertThat(this.pauses).isEmpty();
		assertThat(this.instance.state().phase()).isEqualTo(LifecyclePhase.LAME_DUCK);
	}

	@Test
	void aContextWithoutAServerIsNotHeldUp() {
		sayReady();
		close(mock(ApplicationContext.class), DURATION);
		assertThat(this.pauses).isEmpty();
		assertThat(this.instance.state().phase()).isEqualTo(LifecyclePhase.SERVING);
	}

	@Test
	void aServerThatHasStoppedServesNobody() {
		sayReady();
		given(Objects.requireNonNull(this.context.getWebServer()).getPort()).willReturn(-1);
		close(this.context, DURATION);
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void theEndOfTheManagementServerAloneIsNotTheEnd() {
		sayReady();
		WebServerApplicationContext management = context(this.context, 9090, "management");
		opened(management);
		close(management, DURATION);
		assertThat(this.pauses).isEmpty();
		assertThat(this.instance.state().phase()).isEqualTo(LifecyclePhase.SERVING);
	}

	@Test
	void theParentOfAContextWithAServerWaitsAndTheChildNotOnceMore() {
		sayReady();
		ApplicationContext parent = mock(ApplicationContext.class);
		WebServerApplicationContext child = context(parent, 8081, null);
		opened(child);
		LameDuck lameDuck = lameDuck(DURATION);
		lameDuck.onApplicationEvent(new ContextClosedEvent(parent));
		lameDuck.onApplicationEvent(new ContextClosedEvent(child));
		assertThat(this.pauses).containsExactly(DURATION);
	}

	@Test
	void itComesFirstAndHoldsUpTheThreadThatCloses() {
		LameDuck lameDuck = lameDuck(DURATION);
		assertThat(lameDuck.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
		assertThat(lameDuck.supportsAsyncExecution()).isFalse();
	}

	@Test
	void thisJvmIsNotGoingDown() {
		assertThat(JvmShutdown.isInProgress()).isFalse();
		assertThat(JvmShutdown.isInProgress()).isFalse();
	}

	@Test
	void aPauseLastsToItsEnd() {
		assertThat(Sleeper.ofTheThread().pause(Duration.ofMillis(1))).isTrue();
	}

	@Test
	void anInterruptEndsAPauseAndIsNotLost() {
		Thread.currentThread().interrupt();
		assertThat(Sleeper.ofTheThread().pause(Duration.ofMinutes(1))).isFalse();
		assertThat(Thread.interrupted()).isTrue();
	}

	private static AvailabilityChangeEvent<ReadinessState> refusesTraffic(ApplicationContext context) {
		return new AvailabilityChangeEvent<>(context, ReadinessState.REFUSING_TRAFFIC);
	}

	private void sayReady() {
		assertThat(status()).isEqualTo(ProbeStatus.UP);
	}

	private ProbeStatus status() {
		return this.probes.verdict(this.readiness).status();
	}

	private void opened(WebServerApplicationContext context) {
		this.servers.onApplicationEvent(new Opened(context));
	}

	private void close(ApplicationContext context, Duration duration) {
		lameDuck(duration).onApplicationEvent(new ContextClosedEvent(context));
	}

	private LameDuck lameDuck(Duration duration) {
		return lameDuck(new LameDuckPolicy(duration, LameDuckReadiness.WITHDRAWN));
	}

	private LameDuck lameDuck(LameDuckPolicy policy) {
		Sleeper sleeper = (duration) -> {
			this.pauses.add(duration);
			this.phasesDuringPauses.add(this.probes.phase());
			this.meanwhile.run();
			return this.lastsToTheEnd;
		};
		return new LameDuck(this.instance, () -> this.probes, this.servers, this.traffic, policy,
				new Departure(this.instance, this.context, () -> this.jvmGoingDown), sleeper, () -> this.jvmGoingDown);
	}

	private static WebServerApplicationContext context(ApplicationContext parent, int port, String namespace) {
		WebServer server = mock(WebServer.class);
		given(server.getPort()).willReturn(port);
		WebServerApplicationContext context = mock(WebServerApplicationContext.class);
		given(context.getWebServer()).willReturn(server);
		given(context.getParent()).willReturn(parent);
		given(context.getServerNamespace()).willReturn(namespace);
		return context;
	}

	private static final class Opened extends WebServerInitializedEvent {

		private final WebServerApplicationContext context;

		private Opened(WebServerApplicationContext context) {
			super(context.getWebServer());
			this.context = context;
		}

		@Override
		public WebServerApplicationContext getApplicationContext() {
			return this.context;
		}

	}

}
