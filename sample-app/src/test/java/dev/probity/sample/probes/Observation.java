package dev.probity.sample.probes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at an application from outside, ten times a second, until it is closed. Nothing
 * that it sees may be a secret.
 */
final class Observation implements AutoCloseable {

	static final String READINESS = "/readyz";

	static final String LIVENESS = "/livez";

	static final String STARTUP = "/startupz";

	/** Needs none of the servers, and no probe either. */
	static final String CONSTANT = "/catalog";

	static final String READINESS_GROUP = "/actuator/health/readiness";

	static final String LIVENESS_GROUP = "/actuator/health/liveness";

	static final String HEALTH = "/actuator/health";

	static final List<String> PATHS = List.of(READINESS, LIVENESS, STARTUP, CONSTANT, READINESS_GROUP, HEALTH);

	private static final Pattern USER_INFO = Pattern.compile("//[^/\\s]*@");

	private final Timeline timeline = new Timeline();

	private final ScheduledExecutorService rounds = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "observation"));

	private final int port;

	private Observation(int port) {
		this.port = port;
	}

	/**
	 * Begins when the application is ready and lacks nothing.
	 */
	static Observation ofReady(RunningApplication application) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> KubeletProbe.send(application.port(), READINESS, System.nanoTime())
				.verdict()
				.equals(Dependency.UP));
		return of(application);
	}

	static Observation of(RunningApplication application) {
		Observation observation = new Observation(application.port());
		// what a first request costs is another test's business
		PATHS.forEach((path) -> KubeletProbe.send(application.port(), path, System.nanoTime()));
		observation.rounds.scheduleWithFixedDelay(observation::look, 0, 100, TimeUnit.MILLISECONDS);
		return observation;
	}

	private void look() {
		PATHS.forEach((path) -> this.timeline.add(KubeletProbe.send(this.port, path, this.timeline.origin())));
	}

	Timeline timeline() {
		return this.timeline;
	}

	Duration mark(String what) {
		return this.timeline.mark(what);
	}

	/**
	 * Waits for the next answer with this status to a request sent from now on.
	 */
	void awaitStatus(String path, int status, Duration atMost) {
		await(path, Answer::status, status, atMost);
	}

	/**
	 * Waits for the next answer that is this in somebody's view to a request sent from
	 * now on.
	 */
	<T> void await(String path, Function<Answer, T> view, T value, Duration atMost) {
		Duration from = this.timeline.mark("waiting for %s %s".formatted(path, value));
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(atMost.plus(KubeletProbe.TIMEOUT))
			.untilAsserted(() -> assertThat(this.timeline.since(path, from)).as("%s", this.timeline)
				.extracting(view)
				.contains(value));
	}

	/**
	 * Waits until a component says this.
	 */
	void awaitText(String text, Duration atMost) {
		Duration from = this.timeline.mark("waiting for '%s'".formatted(text));
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(atMost.plus(KubeletProbe.TIMEOUT))
			.untilAsserted(() -> assertThat(this.timeline.since(READINESS_GROUP, from)).as("%s", this.timeline)
				.extracting(Answer::text)
				.anyMatch((answer) -> answer.contains(text)));
	}

	/**
	 * Waits until the application has been looked at for so long.
	 */
	void lookFor(Duration time) {
		Duration from = Duration.ofNanos(System.nanoTime() - this.timeline.origin());
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(time.multipliedBy(2).plusSeconds(20))
			.until(() -> !this.timeline.since(HEALTH, from.plus(time)).isEmpty());
	}

	@Override
	public void close() {
		this.rounds.shutdown();
		try {
			assertThat(this.rounds.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		assertThat(this.timeline.all()).extracting(Answer::text)
			.noneMatch((text) -> text.contains(RunningApplication.PASSWORD) || USER_INFO.matcher(text).find());
	}

}
