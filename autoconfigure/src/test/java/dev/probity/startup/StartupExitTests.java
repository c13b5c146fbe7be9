package dev.probity.startup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.fixture.LoggedLines;
import dev.probity.probe.TaskCriticality;
import dev.probity.startup.StartupTaskResult.Outcome;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application ends once, with the right code, and for required tasks only.
 */
class StartupExitTests {

	private final StaticApplicationContext context = new StaticApplicationContext();

	private final List<Integer> codes = new CopyOnWriteArrayList<>();

	private final AtomicBoolean up = new AtomicBoolean();

	private final StartupExit exit = new StartupExit(this.context, this.up::get, this.codes::add, Thread::start);

	@Test
	void whatIsDoneOrOptionalEndsNothing() {
		this.exit.onFinished(result(TaskCriticality.REQUIRED, Outcome.DONE, null));
		this.exit.onFinished(result(TaskCriticality.OPTIONAL, Outcome.FAILED, new IllegalStateException()));
		assertThat(this.codes).isEmpty();
	}

	@Test
	void severalFailuresEndItOnceAfterItsContextIsClosed() {
		this.context.refresh();
		try (LoggedLines log = new LoggedLines(StartupExit.class)) {
			this.exit.onFinished(result(TaskCriticality.REQUIRED, Outcome.TIMED_OUT, null));
			this.exit.onFinished(result(TaskCriticality.REQUIRED, Outcome.SKIPPED, null));
			await().untilAsserted(() -> assertThat(this.codes).containsExactly(1));
			assertThat(this.context.isActive()).isFalse();
			assertThat(log.next())
				.containsExactly("ERROR Required startup task 'cache' failed; " + "exiting with code 1: a reason");
		}
	}

	@Test
	void anInstanceThatHasComeUpGoesOnAndSaysSo() {
		this.context.refresh();
		this.up.set(true);
		try (LoggedLines log = new LoggedLines(StartupExit.class)) {
			this.exit.onFinished(result(TaskCriticality.REQUIRED, Outcome.FAILED, new IllegalStateException()));
			assertThat(this.codes).isEmpty();
			assertThat(this.context.isActive()).isTrue();
			assertThat(log.next()).containsExactly(
					"ERROR Required startup task 'cache' failed; the application is up already and goes on: a reason");
		}
	}

	@Test
	void aCauseThatCannotBeAskedIsOneOfTheOrdinaryKind() {
		this.exit.onFinished(result(TaskCriticality.REQUIRED, Outcome.FAILED, new Hostile()));
		await().untilAsserted(() -> assertThat(this.codes).containsExactly(1));
	}

	@Test
	void whereThereIsNoThreadToBeHadItEndsNevertheless() {
		StartupExit exit = new StartupExit(this.context, this.up::get, this.codes::add, (thread) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		exit.onFinished(result(TaskCriticality.REQUIRED, Outcome.FAILED, new IllegalStateException()));
		exit.onFinished(result(TaskCriticality.REQUIRED, Outcome.SKIPPED, null));
		assertThat(this.codes).containsExactly(1);
	}

	private static StartupTaskResult result(TaskCriticality criticality, Outcome outcome, Throwable error) {
		return new StartupTaskResult("cache", criticality, outcome, Duration.ZERO, 1, "a reason", error);
	}

	private static final class Hostile extends RuntimeException implements ExitCodeGenerator {

		@Override
		public int getExitCode() {
			throw new IllegalStateException("on purpose");
		}

	}

}
