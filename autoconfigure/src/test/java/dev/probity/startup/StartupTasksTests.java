package dev.probity.startup;

import java.time.Duration;
import java.util.List;

import dev.probity.fixture.LoggedLines;
import dev.probity.probe.TaskCriticality;
import dev.probity.startup.StartupTaskResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks are run in the order that they need, each attempt within its timeout, and the
 * start waits for the required ones.
 */
class StartupTasksTests {

	private static final StartupTaskPolicy POLICY = StartupTaskPolicy.defaults();

	private final ManualTasks tasks = new ManualTasks();

	private final LoggedLines log = new LoggedLines(StartupTasks.class);

	@AfterEach
	void stopCapturing() {
		this.log.close();
	}

	@Nested
	class Order {

		@Test
		void nothingRunsBeforeItMay() {
			ScriptedTask cache = tasks.add("cache");
			assertThat(tasks.settle()).isNull();
			assertThat(cache.attempts()).isZero();
			assertThat(tasks.isMet()).isFalse();
			assertThat(tasks.outstanding()).containsExactly("cache not started yet");
		}

		@Test
		void whatDoesNotDependOnEachOtherRunsInParallel() {
			ScriptedTask cache = tasks.add("cache");
			ScriptedTask index = tasks.add("index");
			tasks.begin();
			assertThat(cache.isInside()).isTrue();
			assertThat(index.isInside()).isTrue();
		}

		@Test
		void aTaskComesAfterAllThatItDependsOn() {
			ScriptedTask schema = tasks.add("schema");
			ScriptedTask client = tasks.add("client");
			ScriptedTask cache = tasks.add("cache", POLICY.dependsOn("schema", "client"));
			tasks.begin();
			assertThat(tasks.outstanding()).contains("cache waiting for schema, client");
			schema.done();
			tasks.settle();
			assertThat(cache.attempts()).isZero();
			assertThat(tasks.outstanding()).containsExactly("client (0ms)", "cache waiting for client");
			client.done();
			tasks.settle();
			assertThat(cache.isInside()).isTrue();
			cache.done();
			tasks.settle();
			assertThat(tasks.events()).containsExactly("schema started", "client started", "schema DONE", "client DONE",
					"cache started", "cache DONE");
			assertThat(tasks.isMet()).isTrue();
		}

		@Test
		void whatDependsOnAFailedTaskIsSkippedAndSoIsWhatDependsOnThat() {
			ScriptedTask schema = tasks.add("schema");
			ScriptedTask cache = tasks.add("cache", POLICY.dependsOn("schema"));
			ScriptedTask warm = tasks.add("warm", POLICY.dependsOn("cache"));
			ScriptedTask other = tasks.add("other");
			tasks.begin();
			schema.fail(new IllegalStateException("no table"));
			tasks.settle();
			assertThat(cache.attempts()).isZero();
			assertThat(warm.attempts()).isZero();
			assertThat(other.isInside()).isTrue();
			assertThat(tasks.descriptions()).containsExactly("schema failed",
					"cache skipped: it depends on 'schema', which is not done",
					"warm skipped: it depends on 'cache', which is not done", "other");
			assertThat(tasks.result("warm").outcome()).isEqualTo(Outcome.SKIPPED);
			assertThat(tasks.result("warm").duration()).isZero();
		}

		@Test
		void aTaskThatCannotHaveAThreadHasFailed() {
			tasks.add("cache");
			tasks.refuseThreads(new OutOfMemoryError("unable to create native thread"));
			tasks.begin();
			assertThat(tasks.result("cache").reason()).isEqualTo("OutOfMemoryError: unable to create native thread");
		}

	}

	@Nested
	class Criticality {

		@Test
		void theStartWaitsForEveryRequiredTask() {
			ScriptedTask cache = tasks.add("cache");
			ScriptedTask index = tasks.add("index");
			tasks.begin();
			cache.done();
			tasks.settle();
			assertThat(tasks.isMet()).isFalse();
			index.done();
			tasks.settle();
			assertThat(tasks.isMet()).isTrue();
			assertThat(tasks.outstanding()).isEmpty();
		}

		@Test
		void anOptionalTaskIsWaitedForAndItsFailureIsAWarning() {
			ScriptedTask suggestions = tasks.add("suggestions", POLICY.optional());
			tasks.begin();
			assertThat(suggestions.isInside()).isTrue();
			assertThat(tasks.isMet()).isFalse();
			assertThat(tasks.outstanding()).hasSize(1);
			suggestions.fail(new IllegalStateException("no dictionary"));
			tasks.settle();
			assertThat(tasks.isMet()).isTrue();
			assertThat(tasks.outstanding()).isEmpty();
			assertThat(log.next()).anyMatch((line) -> line.startsWith(
					"WARN Startup task 'suggestions' (optional) failed after 0ms: IllegalStateException: no dictionary\n"));
		}

		@Test
		void aRequiredTaskThatFailsIsAnErrorWithItsStackTraceButNoSecret() {
			ScriptedTask cache = tasks.add("cache");
			tasks.begin();
			cache.fail(new IllegalStateException("no route to jdbc:x://user:geheim@db/x",
					new IllegalArgumentException("password=geheim")));
			tasks.settle();
			assertThat(log.next())
				.anyMatch((line) -> line.startsWith(
						"ERROR Startup task 'cache' (required) failed after 0ms: IllegalStateException: no route to")
						&& line.contains("\n\tat dev.probity.startup.StartupTasksTests$")
						&& line.contains("Caused by: "))
				.noneMatch((line) -> line.contains("geheim"));
			assertThat(tasks.outstanding()).singleElement()
				.asString()
				.startsWith("cache failed after 1 attempt: IllegalStateException: no route to")
				.doesNotContain("geheim");
			assertThat(tasks.isMet()).isFalse();
		}

	}

	@Nested
	class Retries {

		@Test
		void aFailedAttemptIsMadeAgainAfterABackOffThatDoubles() {
			ScriptedTask cache = tasks.add("cache", POLICY.retries(3, Duration.ofSeconds(1)));
			tasks.begin();
			for (int seconds : new int[] { 1, 2, 4 }) {
				int attempts = cache.attempts();
				cache.fail(new IllegalStateException("no route"));
				tasks.advance(Duration.ofSeconds(seconds).minusMillis(1));
				assertThat(cache.attempts()).isEqualTo(attempts);
				tasks.advance(Duration.ofMillis(1));
				assertThat(cache.attempts()).isEqualTo(attempts + 1);
			}
			cache.done();
			tasks.settle();
			assertThat(tasks.result("cache")).isEqualTo(new StartupTaskResult("cache", TaskCriticality.REQUIRED,
					Outcome.DONE, Duration.ofSeconds(7), 4, null, null));
			assertThat(log.next()).contains(
					"WARN Startup task 'cache': attempt 1 of 4 failed, retrying in 1s: IllegalStateException: no route",
					"INFO Startup task 'cache' (required) done after 7s and 4 attempts",
					"INFO Startup tasks finished in 7s: 1 of 1 done");
		}

		@Test
		void theTaskHasFailedWithItsLastAttempt() {
			ScriptedTask cache = tasks.add("cache", POLICY.retries(2, Duration.ZERO));
			tasks.begin();
			for (int i = 0; i < 3; i++) {
				cache.fail(new IllegalStateException("no route"));
				tasks.settle();
			}
			assertThat(cache.attempts()).isEqualTo(3);
			assertThat(tasks.outstanding())
				.containsExactly("cache failed after 3 attempts: IllegalStateException: no route");
			assertThat(tasks.settle()).isNull();
		}

		@Test
		void whileItWaitsItSaysSoAndNothingOfItIsTold() {
			ScriptedTask cache = tasks.add("cache", POLICY.retries(3, Duration.ofSeconds(10)));
			tasks.begin();
			cache.progress().set(7, 10);
			cache.fail(new IllegalStateException("no route"));
			tasks.advance(Duration.ofSeconds(4));
			assertThat(tasks.outstanding())
				.containsExactly("cache retrying in 6s, attempt 1 of 4 failed: IllegalStateException: no route");
			assertThat(tasks.descriptions()).containsExactly("cache");
			tasks.advance(Duration.ofSeconds(9));
			assertThat(tasks.outstanding()).as("progress begins anew").containsExactly("cache (3s, attempt 2 of 4)");
		}

		@Test
		void theBackOffGrowsToHalfAMinuteOrIsAsLongAsItIs() {
			StartupTaskPolicy policy = POLICY.retries(99, Duration.ofSeconds(1));
			assertThat(List.of(1, 2, 5, 6, 7, 60).stream().map(policy::backOffAfter)).extracting(Duration::toSeconds)
				.containsExactly(1L, 2L, 16L, 30L, 30L, 30L);
			assertThat(policy.retries(99, Duration.ofMinutes(2)).backOffAfter(9)).isEqualTo(Duration.ofMinutes(2));
		}

	}

	@Nested
	class Timeouts {

		private final StartupTaskPolicy short5 = POLICY.timeout(Duration.ofMinutes(5));

		@Test
		void aTaskPastItsTimeoutHasFailedAndIsNamedAsStuckWithItsStack() {
			ScriptedTask index = tasks.add("index", this.short5);
			tasks.begin();
			tasks.advance(Duration.ofMinutes(5).minusMillis(1));
			assertThat(tasks.outstanding()).containsExactly("index (4m59s)");
			tasks.advance(Duration.ofMillis(1));
			assertThat(tasks.outstanding()).containsExactly("index stuck: timed out after 5m");
			assertThat(tasks.descriptions()).containsExactly("index stuck: timed out after 5m");
			assertThat(log.next()).anyMatch((line) -> line.startsWith(
					"WARN Startup task 'index' is stuck: attempt 1 of 1 timed out after 5m; its thread is interrupted at:\n\tat ")
					&& line.contains("dev.probity.startup.ScriptedTask.run("))
				.contains("ERROR Startup task 'index' (required) failed after 5m: it is stuck, timed out after 5m",
						"INFO Startup tasks finished in 5m: 0 of 1 done; not done: index");
			index.done();
			assertThat(index.wasInterrupted()).isTrue();
			tasks.settle();
			assertThat(tasks.isMet()).as("a late result does not count").isFalse();
			assertThat(tasks.events()).containsExactly("index started", "index TIMED_OUT");
		}

		@Test
		void noRetryBeginsWhileTheOldAttemptIsInside() {
			ScriptedTask index = tasks.add("index", this.short5.retries(2, Duration.ofSeconds(1)));
			tasks.begin();
			tasks.advance(Duration.ofMinutes(7));
			assertThat(index.attempts()).isEqualTo(1);
			assertThat(tasks.outstanding()).containsExactly("index stuck: timed out after 5m (attempt 1 of 3)");
			index.done();
			tasks.settle();
			assertThat(index.attempts()).as("the back-off has passed meanwhile").isEqualTo(2);
			assertThat(tasks.outstanding()).containsExactly("index (0ms, attempt 2 of 3)");
			index.done();
			tasks.settle();
			assertThat(tasks.isMet()).isTrue();
			assertThat(log.next()).filteredOn((line) -> line.contains("is stuck:")).hasSize(1);
		}

		@Test
		void anAttemptThatNeverComesOutUsesTheRetriesUpAsIfEachHadTimedOut() {
			ScriptedTask index = tasks.add("index", this.short5.retries(2, Duration.ofSeconds(1)));
			tasks.begin();
			tasks.advance(Duration.ofMinutes(15).plusSeconds(3).minusMillis(1));
			assertThat(tasks.outstanding()).containsExactly("index stuck: timed out after 5m (attempt 2 of 3)");
			tasks.advance(Duration.ofMillis(1));
			assertThat(tasks.result("index").outcome()).isEqualTo(Outcome.TIMED_OUT);
			assertThat(tasks.result("index").attempts()).isEqualTo(1);
			assertThat(index.attempts()).isEqualTo(1);
		}

		@Test
		void aStopOfTheWholeProcessIsNoTimeThatATaskHasTaken() {
			ScriptedTask index = tasks.add("index", this.short5);
			tasks.begin();
			tasks.advance(Duration.ofMinutes(1));
			tasks.stopProcessFor(Duration.ofHours(1));
			assertThat(tasks.ended()).isEmpty();
			tasks.advance(Duration.ofMinutes(3));
			assertThat(tasks.ended()).isEmpty();
			tasks.advance(Duration.ofMinutes(1).plusSeconds(1));
			assertThat(tasks.ended()).containsExactly("index");
			index.done();
		}

	}

	@Nested
	class Progress {

		@Test
		void isShownWithTheTimeTakenAndIsNoPartOfWhatIsTold() {
			ScriptedTask cache = tasks.add("warm-cache");
			tasks.begin();
			tasks.advance(Duration.ofSeconds(24));
			assertThat(tasks.outstanding()).containsExactly("warm-cache (24s)");
			cache.progress().advance();
			cache.progress().advance(1199);
			assertThat(tasks.outstanding()).containsExactly("warm-cache 1200 (24s)");
			cache.progress().of(5000);
			assertThat(tasks.outstanding()).containsExactly("warm-cache 1200/5000 (24s)");
			cache.progress().set(3, 4);
			assertThat(tasks.outstanding()).containsExactly("warm-cache 3/4 (24s)");
			assertThat(tasks.descriptions()).containsExactly("warm-cache");
		}

		@Test
		void whatAnAbandonedAttemptSaysIsNotThatOfTheNext() {
			ScriptedTask cache = tasks.add("cache", POLICY.retries(1, Duration.ZERO));
			tasks.begin();
			StartupProgress old = cache.progress();
			cache.fail(new IllegalStateException("no route"));
			tasks.settle();
			old.set(7, 10);
			assertThat(tasks.outstanding()).containsExactly("cache (0ms, attempt 2 of 2)");
		}

	}

	@Nested
	class End {

		@Test
		void abandonedTasksAreInterruptedAndNeverHeardOfAgain() {
			ScriptedTask cache = tasks.add("cache");
			ScriptedTask index = tasks.add("index", POLICY.dependsOn("cache"));
			tasks.begin();
			log.next();
			tasks.tasks().abandonAll();
			assertThat(tasks.settle()).isNull();
			cache.fail(new InterruptedException());
			tasks.settle();
			assertThat(cache.wasInterrupted()).isTrue();
			assertThat(index.attempts()).isZero();
			assertThat(tasks.events()).containsExactly("cache started");
			assertThat(log.next()).isEmpty();
			assertThat(tasks.isMet()).isFalse();
		}

		@Test
		void anAbandonedTaskThatIsDoneAllTheSameDoesNotCount() {
			ScriptedTask cache = tasks.add("cache");
			tasks.begin();
			tasks.tasks().abandonAll();
			cache.done();
			tasks.settle();
			assertThat(tasks.isMet()).isFalse();
			assertThat(tasks.outstanding()).containsExactly("cache interrupted: its application context closes");
		}

		@Test
		void whatDependsOnATaskWhoseContextIsGoneIsSkipped() {
			tasks.add("schema");
			ScriptedTask cache = tasks.add("cache", POLICY.dependsOn("schema"));
			tasks.begin();
			tasks.remove("schema");
			assertThat(tasks.descriptions())
				.containsExactly("cache skipped: it depends on 'schema', which is not done");
			assertThat(cache.attempts()).isZero();
			assertThat(tasks.result("cache").outcome()).isEqualTo(Outcome.SKIPPED);
		}

		@Test
		void whatDependsOnATaskThatWasDoneBeforeItsContextWasGoneRuns() {
			ScriptedTask schema = tasks.add("schema");
			ScriptedTask client = tasks.add("client");
			ScriptedTask cache = tasks.add("cache", POLICY.dependsOn("schema", "client"));
			tasks.begin();
			schema.done();
			tasks.settle();
			tasks.remove("schema");
			client.done();
			tasks.settle();
			assertThat(cache.isInside()).isTrue();
		}

		@Test
		void theSummaryIsOfTheTasksThatWereUnderWayTogether() {
			ScriptedTask schema = tasks.add("schema");
			ScriptedTask cache = tasks.add("cache");
			tasks.begin();
			schema.done();
			cache.done();
			tasks.settle();
			log.next();
			ScriptedTask tenant = tasks.add("tenant");
			tasks.begin();
			tasks.advance(Duration.ofSeconds(2));
			tenant.done();
			tasks.settle();
			assertThat(log.next()).endsWith("INFO Startup tasks finished in 2s: 1 of 1 done");
		}

		@Test
		void theSummaryIsOfThoseWhoseContextOutlivesThatOfTheOthers() {
			ScriptedTask schema = tasks.add("schema");
			tasks.add("tenant");
			tasks.begin();
			tasks.advance(Duration.ofSeconds(2));
			schema.done();
			tasks.settle();
			tasks.remove("tenant");
			tasks.settle();
			assertThat(log.next()).endsWith("INFO Startup tasks finished in 2s: 1 of 1 done");
		}

		@Test
		void tasksOfAContextThatIsGoneAreNoPartOfWhatIsSaidOfLaterOnes() {
			ScriptedTask first = tasks.add("tenant");
			tasks.begin();
			tasks.remove("tenant");
			first.fail(new InterruptedException());
			tasks.settle();
			tasks.advance(Duration.ofHours(6));
			log.next();
			ScriptedTask second = tasks.add("tenant");
			tasks.begin();
			tasks.advance(Duration.ofSeconds(2));
			second.done();
			tasks.settle();
			assertThat(log.next()).endsWith("INFO Startup tasks finished in 2s: 1 of 1 done");
		}

		@Test
		void aListenerThatThrowsHurtsNobody() {
			tasks.add(new StartupTaskRegistration("cache", (progress) -> {
			}, POLICY), List.of(new StartupTaskListener() {
				@Override
				public void onFinished(StartupTaskResult result) {
					throw new IllegalStateException("on purpose");
				}
			}, tasks));
			tasks.begin();
			assertThat(tasks.events()).containsExactly("cache started", "cache DONE");
			assertThat(tasks.isMet()).isTrue();
		}

	}

}
