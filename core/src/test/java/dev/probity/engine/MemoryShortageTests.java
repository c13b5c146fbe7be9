package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.ManualTicker;
import dev.probity.check.StateTransitionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Memory runs out wherever the engine uses something of somebody else's: at each such
 * place in turn, once, or for a while. Checks may be late then, and none may be lost.
 */
class MemoryShortageTests {

	private static final List<String> NAMES = List.of("db", "redis", "kafka");

	private final ManualTicker time = new ManualTicker();

	private final ManualWorkers workers = new ManualWorkers();

	private final AtomicInteger uses = new AtomicInteger();

	private final SplittableRandom random = new SplittableRandom(1);

	private int firstShort = Integer.MAX_VALUE;

	private int lastShort = Integer.MAX_VALUE;

	private Place place = Place.TICKER;

	private final CheckMonitor monitor = new CheckMonitor(new AbstractList<>() {

		@Override
		public StateTransitionListener get(int index) {
			use(Place.LISTENERS);
			return (transition) -> use(Place.LISTENER);
		}

		@Override
		public int size() {
			return 1;
		}

	});

	private final CheckScheduler scheduler = new CheckScheduler(this.monitor, new CheckWorkers() {

		@Override
		public void start(String check, Runnable run) {
			use(Place.WORKERS);
			MemoryShortageTests.this.workers.start(check, run);
		}

		@Override
		public boolean shareBriefRuns() {
			return true;
		}

		@Override
		public void goOnWith(String check) {
			use(Place.WORKERS);
			MemoryShortageTests.this.workers.goOnWith(check);
		}

	}, this::read, this::instant, this::draw);

	private long draw() {
		use(Place.RANDOM);
		return this.random.nextLong();
	}

	private long read() {
		use(Place.TICKER);
		return this.time.read();
	}

	private Instant instant() {
		use(Place.CLOCK);
		return this.time.instant();
	}

	private void use(Place used) {
		if (used == this.place) {
			int use = this.uses.incrementAndGet();
			if (use >= this.firstShort && use <= this.lastShort) {
				throw new OutOfMemoryError("Java heap space");
			}
		}
	}

	/**
	 * As the scheduler's thread does it.
	 */
	private long tick() {
		try {
			Long wait = this.scheduler.tick();
			this.scheduler.takeFailure();
			return (wait != null) ? Math.min(wait, Duration.ofSeconds(1).toNanos()) : Duration.ofSeconds(1).toNanos();
		}
		catch (Throwable ex) {
			return Duration.ofSeconds(1).toNanos();
		}
	}

	private void advance(Duration length) {
		Duration end = this.time.elapsed().plus(length);
		while (this.time.elapsed().compareTo(end) < 0) {
			long wait = tick();
			while (this.workers.begin()) {
				wait = tick();
			}
			this.time.advance(Duration.ofNanos(Math.max(1, wait)));
		}
	}

	private List<ScriptedCheck> register() {
		List<ScriptedCheck> checks = new ArrayList<>();
		for (String name : NAMES) {
			ScriptedCheck check = new ScriptedCheck(this.time);
			checks.add(check);
			this.scheduler.register(new CheckRegistration(name, check, Policies.STEADY));
		}
		return checks;
	}

	private void everyCheckGoesOn(List<ScriptedCheck> checks, Object when) {
		List<Integer> before = checks.stream().map((check) -> check.entered().size()).toList();
		advance(Duration.ofSeconds(30));
		for (int i = 0; i < checks.size(); i++) {
			assertThat(checks.get(i).entered().size() - before.get(i)).as("runs of %s, %s", NAMES.get(i), when)
				.isBetween(5, 8);
			CheckSnapshot snapshot = this.monitor.snapshot(NAMES.get(i));
			assertThat(snapshot.state()).as("%s, %s", NAMES.get(i), when).isEqualTo(CheckState.PASSING);
			assertThat(snapshot.age(this.time.read())).as("age of %s, %s", NAMES.get(i), when)
				.isLessThan(Duration.ofSeconds(8));
		}
	}

	@ParameterizedTest
	@EnumSource
	void wheneverItRunsOutOnceEveryCheckGoesOn(Place where) {
		this.place = where;
		List<ScriptedCheck> checks = register();
		this.scheduler.resume();
		advance(Duration.ofSeconds(20));
		for (int use = 1; use <= 60; use++) {
			this.firstShort = this.uses.get() + use;
			this.lastShort = this.firstShort;
			advance(Duration.ofSeconds(20));
			this.lastShort = 0;
			everyCheckGoesOn(checks, "short at the %d. %s".formatted(use, where));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenItHasRunOutForAWhileEveryCheckGoesOn(Place where) {
		this.place = where;
		List<ScriptedCheck> checks = register();
		this.scheduler.resume();
		for (int use = 1; use <= 30; use++) {
			this.firstShort = this.uses.get() + use;
			this.lastShort = this.firstShort + 25;
			advance(Duration.ofSeconds(60));
			this.lastShort = 0;
			advance(Duration.ofSeconds(15));
			everyCheckGoesOn(checks, "short from the %d. %s on".formatted(use, where));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenItRunsOutAsAHungCheckIsWatchedItIsFoundOutAndComesBack(Place where) {
		this.place = where;
		for (int use = 1; use <= 25; use++) {
			ScriptedCheck check = new ScriptedCheck(this.time);
			String name = "hung-" + use;
			this.scheduler.register(new CheckRegistration(name, check, Policies.STEADY));
			this.scheduler.resume();
			advance(Duration.ofSeconds(1));
			check.hangs();
			this.firstShort = this.uses.get() + use;
			this.lastShort = this.firstShort;
			advance(Duration.ofSeconds(30));
			assertThat(this.monitor.snapshot(name).state()).as("short at the %d. %s", use, where)
				.isEqualTo(CheckState.FAILING);
			assertThat(check.inside()).isEqualTo(2);
			check.does(CheckResult::passed);
			check.letGoOldest();
			advance(Duration.ofSeconds(20));
			assertThat(this.monitor.snapshot(name).state()).as("short at the %d. %s", use, where)
				.isEqualTo(CheckState.PASSING);
			this.lastShort = 0;
			this.scheduler.unregister(name);
			check.letGoOldest();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TICKER", "CLOCK" })
	void aCheckThatCouldNotBeRegisteredIsNotThereAndCanBeRegisteredLater(Place where) {
		this.place = where;
		this.scheduler.resume();
		ScriptedCheck check = new ScriptedCheck(this.time);
		CheckRegistration registration = new CheckRegistration("db", check, Policies.STEADY);
		int failures = 0;
		for (int use = 1; use <= 5; use++) {
			this.firstShort = this.uses.get() + use;
			this.lastShort = this.firstShort;
			try {
				this.scheduler.register(registration);
			}
			catch (OutOfMemoryError ex) {
				failures++;
				assertThat(this.monitor.snapshots()).as("short at the %d. %s", use, where).isEmpty();
				this.lastShort = 0;
				assertThatNoException().isThrownBy(() -> this.scheduler.register(registration));
			}
			this.lastShort = 0;
			advance(Duration.ofSeconds(1));
			assertThat(this.monitor.snapshot("db").state()).isEqualTo(CheckState.PASSING);
			this.scheduler.unregister("db");
		}
		assertThat(failures).isPositive();
	}

	@Test
	void aCheckThatCouldNotBeRemovedIsStillThereAndGoesOn() {
		this.scheduler.resume();
		List<ScriptedCheck> checks = register();
		advance(Duration.ofSeconds(1));
		this.firstShort = this.uses.get() + 1;
		this.lastShort = this.firstShort;
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.scheduler.unregister("db"));
		everyCheckGoesOn(checks, "after a removal that failed");
		this.scheduler.unregister("db");
		assertThat(this.monitor.snapshots()).doesNotContainKey("db");
	}

	@ParameterizedTest
	@EnumSource
	void aPauseThatEndsWhileThereIsNoneLosesNoCheck(Place where) {
		this.place = where;
		List<ScriptedCheck> checks = register();
		this.scheduler.resume();
		advance(Duration.ofSeconds(5));
		for (int use = 1; use <= 8; use++) {
			this.scheduler.pause();
			this.firstShort = this.uses.get() + use;
			this.lastShort = this.firstShort;
			try {
				this.scheduler.resume();
			}
			catch (OutOfMemoryError ex) {
				this.lastShort = 0;
				this.scheduler.resume();
			}
			advance(Duration.ofSeconds(10));
			everyCheckGoesOn(checks, "resumed short of the %d. %s".formatted(use, where));
		}
	}

	@Test
	void whatHasFailedIsSaidToWhoeverDrivesItAndOnlyOnce() {
		List<ScriptedCheck> checks = register();
		this.scheduler.resume();
		this.place = Place.LISTENER;
		this.firstShort = this.uses.get() + 1;
		this.lastShort = this.firstShort;
		this.scheduler.tick();
		this.workers.begin();
		this.scheduler.tick();
		assertThat(checks).allSatisfy((check) -> assertThat(check.entered()).hasSize(1));
		assertThat(this.scheduler.takeFailure()).isInstanceOf(OutOfMemoryError.class);
		assertThat(this.scheduler.takeFailure()).isNull();
	}

	/**
	 * Where memory may run out.
	 */
	enum Place {

		TICKER, CLOCK, WORKERS, RANDOM, LISTENERS, LISTENER

	}

}
