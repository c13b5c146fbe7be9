package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
import dev.probity.engine.CheckStateMachine;
import dev.probity.engine.CompletedRun;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the engine costs: reading a snapshot, taking in a result, looking at what is due.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final CheckResult PASSED = CheckResult.passed();

	/**
	 * How many checks there are.
	 */
	@Param({ "3", "300", "3000" })
	public int checks;

	private final AtomicLong time = new AtomicLong();

	private Engine idle = new Engine(0, INTERVAL, this.time::get);

	private Engine heard = this.idle;

	private Engine busy = this.idle;

	private String last = "";

	private long told;

	private CheckSnapshot snapshot = CheckSnapshot.unknown(
			new CheckRegistration("one", (DependencyCheck) CheckResult::passed, CheckPolicy.defaults()), 0,
			Instant.EPOCH);

	@Setup
	public void register() {
		this.idle = new Engine(this.checks, INTERVAL, () -> 0);
		this.heard = new Engine(this.checks, INTERVAL, () -> 0, listeners());
		this.busy = new Engine(this.checks, INTERVAL, this.time::get);
		this.last = "check-" + (this.checks - 1);
	}

	private StateTransitionListener[] listeners() {
		StateTransitionListener[] listeners = new StateTransitionListener[5];
		Arrays.fill(listeners, new StateTransitionListener() {

			@Override
			public void onResult(CheckChange result) {
				EngineBenchmark.this.told++;
			}

			@Override
			public void onTransition(CheckChange transition) {
				EngineBenchmark.this.told++;
			}

		});
		return listeners;
	}

	@Benchmark
	public @Nullable CheckSnapshot readSnapshot() {
		return this.idle.monitor().snapshot(this.last);
	}

	@Benchmark
	public CheckSnapshot stepOfTheStateMachine() {
		this.snapshot = CheckStateMachine.next(this.snapshot, new CompletedRun(PASSED, 0, 0, Instant.EPOCH));
		return this.snapshot;
	}

	@Benchmark
	public @Nullable CheckSnapshot takeInAResult() {
		this.idle.publish(this.last, PASSED, 0);
		return this.idle.monitor().snapshot(this.last);
	}

	/**
	 * What each listener adds is what five of them add, divided by five.
	 */
	@Benchmark
	public @Nullable CheckSnapshot takeInAResultForFiveListeners() {
		this.heard.publish(this.last, PASSED, 0);
		return this.heard.monitor().snapshot(this.last);
	}

	/**
	 * A millisecond of a scheduler whose checks run each second, on the spot.
	 */
	@Benchmark
	public void aMillisecondOfTheScheduler() {
		this.time.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
		this.busy.settle();
	}

}
