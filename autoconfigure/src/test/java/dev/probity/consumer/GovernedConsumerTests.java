package dev.probity.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.ManualTicker;
import dev.probity.fixture.LoggedLines;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.ProbeReport.Ending;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeReport.Streak;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When a listener is held and when it goes on, with time moved by hand.
 */
class GovernedConsumerTests {

	private final ManualTicker ticker = new ManualTicker();

	private final LoggedLines log = new LoggedLines(ConsumerNews.class);

	private final List<ConsumerChangedEvent> events = new ArrayList<>();

	private final Map<String, @Nullable Cause> checks = new LinkedHashMap<>();

	private final FakeContainer container = new FakeContainer("orders");

	private final GovernedConsumer consumer = consumer(Duration.ofSeconds(10), "db", "stock");

	@AfterEach
	void close() {
		this.log.close();
	}

	private GovernedConsumer consumer(Duration resumeWithin, String... needs) {
		List<Need> all = new ArrayList<>();
		for (String need : needs) {
			this.checks.put(need, Cause.UNKNOWN);
			all.add(new Need(need, () -> List.of(new Member(need, Criticality.REQUIRED, this.checks.get(need),
					Effect.FAILS, null, Duration.ZERO, Duration.ZERO, new Streak(0, Ending.RESULT, 2, null, null)))));
		}
		// always in the middle of the time there is
		return new GovernedConsumer(this.container, all, resumeWithin, (bound) -> bound / 2,
				new ConsumerNews(this.events::add), this.ticker);
	}

	private void evaluate() {
		Runnable action = this.consumer.decide();
		if (action != null) {
			action.run();
		}
	}

	private void says(String check, @Nullable Cause condition) {
		this.checks.put(check, condition);
		evaluate();
	}

	private void started() {
		this.consumer.prepare();
		says("db", null);
		says("stock", null);
		assertThat(this.container.consumes()).isTrue();
		this.log.next();
		this.events.clear();
	}

	private ConsumerState state() {
		return this.consumer.reading().state();
	}

	private boolean isHeldWhenItStarts() {
		List<String> held = new ArrayList<>();
		this.consumer.onStarting(() -> held.add("held"));
		return !held.isEmpty();
	}

	@Test
	void itDoesNotStartBeforeAllThatItNeedsHasPassed() {
		this.consumer.prepare();
		assertThat(this.container.startsByItself).isFalse();
		evaluate();
		says("db", null);
		assertThat(this.container.running).isFalse();
		assertThat(state()).isEqualTo(ConsumerState.WAITING);
		assertThat(this.consumer.reading().causes()).containsExactly("stock has not passed yet");
		assertThat(isHeldWhenItStarts()).isTrue();
		this.checks.put("stock", null);
		assertThat(isHeldWhenItStarts()).as("on its way to its start").isFalse();
		evaluate();
		assertThat(this.container.consumes()).isTrue();
		assertThat(this.container.startsByItself).as("the next time").isTrue();
		assertThat(this.log.next()).singleElement().asString().startsWith("DEBUG Listener 'orders' started");
	}

	@Test
	void oneThatWaitsForWhatFailsSaysSoOnce() {
		this.consumer.prepare();
		says("db", Cause.FAILING);
		evaluate();
		this.ticker.advance(Duration.ofSeconds(30));
		says("stock", null);
		assertThat(this.log.next()).singleElement()
			.isEqualTo("INFO Listener 'orders' is not started yet: db is FAILING, stock has not passed yet");
		says("db", null);
		assertThat(this.log.next())
			.containsExactly("INFO Listener 'orders' started after 30.0s: all that it needs has passed");
	}

	@Test
	void oneThatIsNotToStartByItselfIsNotStarted() {
		this.container.startsByItself = false;
		this.consumer.prepare();
		says("db", null);
		says("stock", null);
		assertThat(this.container.running).isFalse();
	}

	@Test
	void oneThatSomebodyStartsTooEarlyIsHeldUntilAllHasPassed() {
		this.consumer.prepare();
		this.container.running = true;
		evaluate();
		assertThat(this.container.consumes()).isFalse();
		says("db", null);
		says("stock", null);
		this.ticker.advance(Duration.ofSeconds(5));
		evaluate();
		assertThat(this.container.consumes()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "FAILING", "STALE" })
	void aConfirmedFailureHoldsIt(Cause condition) {
		started();
		this.ticker.advance(Duration.ofMinutes(2));
		says("db", condition);
		assertThat(this.container.consumes()).isFalse();
		assertThat(this.log.next()).containsExactly(
				"WARN Listener 'orders' paused: db is %s; the broker keeps its messages".formatted(condition));
		assertThat(this.events).containsExactly(new ConsumerChangedEvent("orders", ConsumerState.ALLOWED,
				ConsumerState.HELD, List.of("db is " + condition), Duration.ofMinutes(2)));
	}

	@ParameterizedTest
	@EnumSource(names = { "UNKNOWN", "RESUMING", "DEGRADED" })
	void afterTheFirstSuccessNothingElseHoldsIt(Cause condition) {
		started();
		says("db", condition);
		evaluate();
		assertThat(this.container.consumes()).isTrue();
		assertThat(this.log.next()).isEmpty();
	}

	@Test
	void itGoesOnSomeTimeAfterTheLastOfItsNeedsHasRecovered() {
		started();
		says("db", Cause.FAILING);
		says("stock", Cause.FAILING);
		assertThat(this.consumer.reading().causes()).containsExactly("db is FAILING", "stock is FAILING");
		says("db", null);
		this.ticker.advance(Duration.ofSeconds(20));
		evaluate();
		assertThat(state()).isEqualTo(ConsumerState.HELD);
		says("stock", null);
		assertThat(state()).isEqualTo(ConsumerState.RESUMING);
		this.ticker.advance(Duration.ofMillis(4999));
		evaluate();
		assertThat(this.container.consumes()).isFalse();
		this.ticker.advance(Duration.ofMillis(1));
		evaluate();
		assertThat(this.container.consumes()).isTrue();
		assertThat(this.log.next()).last()
			.isEqualTo("INFO Listener 'orders' resumed after 25.0s: all that it needs passes again");
	}

	@Test
	void oneWhoseNeedFailsAgainBeforeItGoesOnStaysHeldWithoutAnotherWord() {
		started();
		says("db", Cause.FAILING);
		says("db", null);
		says("db", Cause.FAILING);
		this.ticker.advance(Duration.ofSeconds(5));
		evaluate();
		assertThat(state()).isEqualTo(ConsumerState.HELD);
		assertThat(this.container.consumes()).isFalse();
		assertThat(this.log.next()).hasSize(1);
		assertThat(this.events).hasSize(1);
		says("db", null);
		this.ticker.advance(Duration.ofSeconds(5));
		evaluate();
		assertThat(this.container.consumes()).isTrue();
	}

	@Test
	void whatSomebodyElseHasPausedMayGoOnAndStaysPaused() {
		started();
		says("db", Cause.FAILING);
		this.container.pausedByOthers = true;
		says("db", null);
		this.ticker.advance(Duration.ofSeconds(5));
		evaluate();
		assertThat(state()).isEqualTo(ConsumerState.ALLOWED);
		assertThat(this.container.consumes()).isFalse();
		assertThat(this.log.next()).last()
			.asString()
			.contains("may resume, but has been paused or stopped by somebody else");
	}

	@Test
	void whatSomebodyElseHasStoppedIsNotTouched() {
		started();
		this.container.running = false;
		says("db", Cause.FAILING);
		says("db", null);
		this.ticker.advance(Duration.ofSeconds(10));
		evaluate();
		assertThat(this.container.running).isFalse();
		assertThat(this.log.next()).isEmpty();
	}

	@Test
	void oneThatIsRestartedOrResumedWhileItsNeedFailsIsHeldAgain() {
		started();
		says("db", Cause.FAILING);
		this.container.held = false;
		assertThat(isHeldWhenItStarts()).isTrue();
		evaluate();
		assertThat(this.container.consumes()).isFalse();
		assertThat(this.log.next()).hasSize(1);
	}

	@Test
	void oneThatStartsJustBeforeItsNeedRecoversIsNotHeldForEver() {
		started();
		this.container.running = false;
		says("db", Cause.FAILING);
		start();
		assertThat(this.container.consumes()).isFalse();
		says("db", null);
		assertThat(this.container.consumes()).isTrue();
	}

	@Test
	void oneThatSomebodyStartsJustBeforeAllHasPassedIsNotHeldForEver() {
		this.consumer.prepare();
		start();
		assertThat(this.container.consumes()).isFalse();
		this.checks.put("db", null);
		says("stock", null);
		evaluate();
		assertThat(this.container.consumes()).isTrue();
	}

	@Test
	void oneThatIsHeldWhenItStartsGoesOnWithAllOthersOfItsContainer() {
		started();
		says("db", Cause.FAILING);
		start();
		says("db", null);
		this.ticker.advance(Duration.ofSeconds(5));
		evaluate();
		assertThat(this.container.consumes()).isTrue();
		this.container.held = true;
		evaluate();
		assertThat(this.container.consumes()).as("it is not let go a second time").isFalse();
	}

	private void start() {
		this.container.running = true;
		this.consumer.onStarting(this.container::hold);
	}

	@Test
	void oneThatCannotBeResumedOrStartedYetIsToldToAgain() {
		this.container.failsToStart = true;
		this.consumer.prepare();
		this.checks.put("db", null);
		this.checks.put("stock", null);
		assertThatIllegalStateException().isThrownBy(this::evaluate);
		evaluate();
		this.container.failsToStart = false;
		evaluate();
		assertThat(this.container.consumes()).as("not at once").isFalse();
		this.ticker.advance(Duration.ofSeconds(5));
		evaluate();
		assertThat(this.container.consumes()).isTrue();
		says("db", Cause.FAILING);
		this.container.failsToStart = true;
		says("db", null);
		this.ticker.advance(Duration.ofSeconds(5));
		assertThatIllegalStateException().isThrownBy(this::evaluate);
		evaluate();
		assertThat(state()).isEqualTo(ConsumerState.RESUMING);
		this.container.failsToStart = false;
		this.ticker.advance(Duration.ofSeconds(5));
		evaluate();
		assertThat(this.container.consumes()).isTrue();
	}

	@Test
	void withoutATimeToResumeWithinItGoesOnAtOnce() {
		GovernedConsumer prompt = consumer(Duration.ZERO, "db");
		this.container.running = true;
		for (Cause condition : new Cause[] { null, Cause.FAILING, null }) {
			this.checks.put("db", condition);
			Runnable action = prompt.decide();
			if (action != null) {
				action.run();
			}
			assertThat(this.container.consumes()).isEqualTo(condition == null);
		}
	}

	@Test
	void whatIsStoppedWithItsContextIsForgotten() {
		started();
		says("db", Cause.FAILING);
		this.consumer.forget();
		assertThat(state()).isEqualTo(ConsumerState.ALLOWED);
		this.container.held = false;
		assertThat(isHeldWhenItStarts()).isTrue();
		evaluate();
		assertThat(state()).isEqualTo(ConsumerState.HELD);
	}

	@Test
	void aReadingSaysWhatItNeedsAndWhy() {
		started();
		says("stock", Cause.STALE);
		this.ticker.advance(Duration.ofSeconds(7));
		assertThat(this.consumer.reading()).isEqualTo(new ConsumerReading("orders", ConsumerState.HELD,
				List.of("db", "stock"), List.of("stock"), List.of("stock is STALE"), Duration.ofSeconds(7)));
	}

}
