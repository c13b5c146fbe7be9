package dev.probity.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.check.CapturedLog;
import dev.probity.check.ManualTicker;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.lifecycle.ReadinessOverrideChange.Occasion;
import dev.probity.text.Durations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an operator may say of readiness, for how long it counts, and who is told.
 */
class ReadinessControlTests {

	private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

	private final ManualTicker time = new ManualTicker();

	private final Instance instance = new Instance();

	private final ReadinessControl control = new ReadinessControl(this.instance, this.time, this.time);

	private final List<ReadinessOverrideChange> told = new ArrayList<>();

	private final ReadinessOverrideMonitor monitor = new ReadinessOverrideMonitor(this.control,
			List.of(this.told::add));

	@Test
	void atFirstTheChecksDecide() {
		assertThat(this.control.current()).isEqualTo(ReadinessOverride.AUTO);
		assertThat(this.control.current().mode()).isEqualTo(Mode.AUTO);
	}

	@Test
	void whatIsSaidCountsAtOnceAndSaysSinceWhenUntilWhenAndWhy() {
		Forced forced = this.control.notReady("  draining node 7 ", TEN_MINUTES);
		assertThat(this.control.current()).isEqualTo(forced).isEqualTo(this.instance.state().override());
		assertThat(forced.mode()).isEqualTo(Mode.NOT_READY);
		assertThat(forced.reason()).isEqualTo("draining node 7");
		assertThat(forced.since()).isEqualTo(this.time.instant());
		assertThat(forced.until()).isEqualTo(this.time.instant().plus(TEN_MINUTES));
		this.time.advance(Duration.ofMinutes(3));
		assertThat(forced.remaining(this.time.read())).isEqualTo(Duration.ofMinutes(7));
		assertThat(this.control.ready("node 7 is needed", TEN_MINUTES).mode()).isEqualTo(Mode.READY);
		assertThat(this.control.current().mode()).isEqualTo(Mode.READY);
	}

	@Test
	void itExpiresThoughNobodyLooks() {
		Forced forced = this.control.ready("node 7 is needed", TEN_MINUTES);
		this.time.advance(TEN_MINUTES.minusNanos(1));
		assertThat(this.control.current()).isEqualTo(forced);
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.control.current()).isEqualTo(ReadinessOverride.AUTO);
		assertThat(forced.remaining(this.time.read())).isZero();
		this.time.advance(TEN_MINUTES);
		assertThat(forced.remaining(this.time.read())).isZero();
	}

	@Test
	void itIsTakenBack() {
		this.control.notReady("draining node 7", TEN_MINUTES);
		this.control.auto();
		assertThat(this.control.current()).isEqualTo(ReadinessOverride.AUTO);
	}

	@Test
	@Timeout(10)
	void whoReadsItTakesNoLock() throws InterruptedException {
		Thread reader = new Thread(this.control::current);
		this.instance.onChange(() -> {
			reader.start();
			try {
				reader.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		this.control.notReady("while the lock is held", TEN_MINUTES);
		assertThat(reader.isAlive()).isFalse();
	}

	@Nested
	@DisplayName("What is wrong is refused, and changes nothing")
	class WhatIsWrong {

		private void isRefused(String reason, Duration timeToLive, String... message) {
			ReadinessOverride before = ReadinessControlTests.this.control.current();
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ReadinessControlTests.this.control.notReady(reason, timeToLive))
				.satisfies((ex) -> assertThat(ex.getMessage()).contains(message));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ReadinessControlTests.this.control.ready(reason, timeToLive));
			assertThat(ReadinessControlTests.this.control.current()).isEqualTo(before);
			ReadinessControlTests.this.monitor.evaluate().run();
			assertThat(ReadinessControlTests.this.told).isEmpty();
		}

		@ParameterizedTest
		@NullSource
		@ValueSource(strings = { "", " ", "\n" })
		void aReasonThatSaysNothing(String reason) {
			isRefused(reason, TEN_MINUTES, "'reason' is missing or blank", "\"draining node 7\"");
		}

		@Test
		void aReasonThatIsTooLong() {
			isRefused("x".repeat(201), TEN_MINUTES, "at most 200 characters", "but has 201");
			ReadinessControlTests.this.control.notReady("x".repeat(200), TEN_MINUTES);
		}

		@ParameterizedTest
		@ValueSource(ints = { '\n', '\r', 0, 0x1b, 0x85, 0x2028, 0x2029, 0x202e, 0x200b, 0xd83d })
		void aReasonThatCouldForgeALine(int unseen) {
			isRefused("drained" + (char) unseen + "WARN forged", TEN_MINUTES,
					"'reason' has the invisible character U+%04X".formatted(unseen), "write one line");
		}

		@ParameterizedTest
		@NullSource
		@MethodSource("dev.probity.lifecycle.ReadinessControlTests#badTimes")
		void aTimeToLiveThatIsTooShortOrTooLong(Duration timeToLive) {
			isRefused("draining node 7", timeToLive,
					"'timeToLive' is " + ((timeToLive != null) ? Durations.exact(timeToLive) : "missing"),
					"from 1s to 24h");
		}

		@Test
		void aReasonForTakingItBack() {
			ReadinessControlTests.this.control.notReady("draining node 7", TEN_MINUTES);
			assertThatIllegalArgumentException().isThrownBy(() -> ReadinessControlTests.this.control.auto("a\nb"));
			assertThat(ReadinessControlTests.this.control.current().mode()).isEqualTo(Mode.NOT_READY);
		}

	}

	static Stream<Duration> badTimes() {
		return Stream.of(Duration.ZERO, Duration.ofMinutes(-1), Duration.ofMillis(999),
				Duration.ofHours(24).plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1S", "PT24H" })
	void theBoundsThemselvesAreAllowed(Duration timeToLive) {
		assertThat(this.control.notReady("draining node 7", timeToLive).timeToLive()).isEqualTo(timeToLive);
	}

	@Test
	void credentialsInAReasonAreBlankedOut() {
		assertThat(this.control.notReady("password=hunter2 is burnt", TEN_MINUTES).reason())
			.isEqualTo("password=*** is burnt");
	}

	@Test
	void aReasonMayBeInAnyScript() {
		assertThat(this.control.notReady("Knoten 7 wird geräumt 🚧", TEN_MINUTES).reason())
			.isEqualTo("Knoten 7 wird geräumt 🚧");
	}

	@Nested
	@DisplayName("Who is told of what")
	class Notification {

		private void evaluate() {
			ReadinessControlTests.this.monitor.evaluate().run();
		}

		private void advance(Duration time) {
			ReadinessControlTests.this.time.advance(time);
		}

		@Test
		void everythingThatIsSaidIsToldOnceHoweverFastItIsReplaced() {
			advance(Duration.ofSeconds(5));
			Forced first = ReadinessControlTests.this.control.notReady("first", TEN_MINUTES);
			advance(Duration.ofSeconds(2));
			Forced second = ReadinessControlTests.this.control.ready("second", TEN_MINUTES);
			advance(Duration.ofSeconds(3));
			ReadinessControlTests.this.control.auto("third");
			evaluate();
			evaluate();
			assertThat(ReadinessControlTests.this.told).containsExactly(
					new ReadinessOverrideChange(ReadinessOverride.AUTO, first, Occasion.SAID, "first",
							Duration.ofSeconds(5), first.since()),
					new ReadinessOverrideChange(first, second, Occasion.SAID, "second", Duration.ofSeconds(2),
							second.since()),
					new ReadinessOverrideChange(second, ReadinessOverride.AUTO, Occasion.WITHDRAWN, "third",
							Duration.ofSeconds(3), ReadinessControlTests.this.time.instant()));
		}

		@Test
		void theEndIsToldOnceSomebodyLooksAndLastedAsLongAsItWasTo() {
			ReadinessControlTests.this.control.notReady("draining node 7", TEN_MINUTES);
			evaluate();
			ReadinessControlTests.this.told.clear();
			advance(TEN_MINUTES.plusMillis(700));
			evaluate();
			evaluate();
			assertThat(ReadinessControlTests.this.told).singleElement().satisfies((change) -> {
				assertThat(change.occasion()).isEqualTo(Occasion.EXPIRED);
				assertThat(change.after()).isEqualTo(ReadinessOverride.AUTO);
				assertThat(change.reason()).isNull();
				assertThat(change.lasted()).isEqualTo(TEN_MINUTES);
			});
		}

		@Test
		void whatHasExpiredIsNotReplacedAndNotTakenBack() {
			ReadinessControlTests.this.control.notReady("first", TEN_MINUTES);
			advance(TEN_MINUTES);
			ReadinessControlTests.this.control.auto();
			ReadinessControlTests.this.control.notReady("second", TEN_MINUTES);
			advance(TEN_MINUTES);
			ReadinessControlTests.this.control.ready("third", TEN_MINUTES);
			evaluate();
			assertThat(ReadinessControlTests.this.told).extracting(ReadinessOverrideChange::occasion)
				.containsExactly(Occasion.SAID, Occasion.EXPIRED, Occasion.SAID, Occasion.EXPIRED, Occasion.SAID);
		}

		@Test
		void takingNothingBackIsNoChange() {
			ReadinessControlTests.this.control.auto();
			ReadinessControlTests.this.control.auto("just in case");
			evaluate();
			assertThat(ReadinessControlTests.this.told).isEmpty();
		}

		@Test
		void whatSlowListenersMissIsCounted() {
			try (CapturedLog log = new CapturedLog(ReadinessOverrideMonitor.class)) {
				for (int i = 0; i < 259; i++) {
					ReadinessControlTests.this.control.notReady("again", TEN_MINUTES);
				}
				evaluate();
				evaluate();
				assertThat(ReadinessControlTests.this.told).hasSize(256);
				assertThat(log.lines()).singleElement().asString().contains("Dropped 3 changes");
			}
		}

		@Test
		void aListenerThatThrowsKeepsNothingFromTheOthers() {
			List<String> heard = new ArrayList<>();
			try (CapturedLog log = new CapturedLog(ReadinessOverrideMonitor.class)) {
				ReadinessOverrideMonitor monitor = new ReadinessOverrideMonitor(ReadinessControlTests.this.control,
						List.of((change) -> {
							Thread.currentThread().interrupt();
							throw new StackOverflowError();
						}, (change) -> heard.add("second " + Thread.currentThread().isInterrupted())));
				ReadinessControlTests.this.control.notReady("draining node 7", TEN_MINUTES);
				monitor.evaluate().run();
				assertThat(heard).containsExactly("second false");
				assertThat(log.lines())
					.containsExactly("A listener threw an exception on a change of the readiness override");
			}
		}

	}

}
