package dev.probity.diagnosis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.ManualTicker;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule 8 with <code>restart: true</code>: the real scheduler, monitor, diagnosis and
 * liveness probe on virtual time, in worlds that are made up from a seed each. In them a
 * database comes, goes and hangs, with and without a client that is broken as well, and
 * the scheduler stalls. Whatever happens, liveness fails only if the database has just
 * answered others and the client has not worked; so an outage restarts nothing.
 * <p>
 * A seed that fails is printed; replay it alone with
 * <code>-Dprobity.simulation.seed=&lt;n&gt;</code>.
 */
class RestartSimulationTests {

	private static final int SEEDS = Integer.getInteger("probity.simulation.seeds", 20);

	private static final Duration LENGTH = Duration.ofMinutes(40);

	private static final Duration STEP = Duration.ofSeconds(1);

	private static final Duration CONFIRM = Duration.ofMinutes(2);

	@Test
	void anOutageThatComesAndGoesRestartsNothing() {
		seeds().forEach((seed) -> assertThat(new World(seed, false).run()).as("seed %d", seed).isZero());
	}

	@Test
	void aRestartIsAskedForOnlyWhileTheDatabaseAnswersOthers() {
		int restarts = seeds().map((seed) -> new World(seed, true).run()).sum();
		assertThat(restarts).as("or the worlds were too kind").isPositive();
	}

	private static IntStream seeds() {
		Integer one = Integer.getInteger("probity.simulation.seed");
		return (one != null) ? IntStream.of(one) : IntStream.range(0, SEEDS);
	}

	/**
	 * What happens in one process, and what has to hold of its liveness.
	 */
	private static final class World {

		private final int seed;

		private final SplittableRandom random;

		private final boolean clientBreaks;

		private final ManualTicker time = new ManualTicker();

		private final long begin = this.time.read();

		private final CheckMonitor monitor = new CheckMonitor();

		private final CheckScheduler scheduler;

		private final ClientDiagnosis diagnosis;

		private final Probe liveness = new Probe("liveness", ProbeType.LIVENESS,
				(check) -> check.name().equals("client/db") ? Criticality.REQUIRED : null);

		private final Probes probes;

		private final ScriptedClient client = new ScriptedClient() {

			@Override
			public void askFresh(Duration within) throws Exception {
				super.askFresh(within);
				World.this.answeredOthers.add(now());
			}

		};

		// attempts of fresh connections that hang
		private final Deque<Runnable> inside = new ArrayDeque<>();

		private final List<Long> answeredOthers = new ArrayList<>();

		private boolean databaseDown;

		private boolean databaseHangs;

		private boolean clientBroken;

		private long databaseChangesAt;

		private long clientChangesAt;

		private long stalledUntil;

		World(int seed, boolean clientBreaks) {
			this.seed = seed;
			this.random = new SplittableRandom(seed);
			this.clientBreaks = clientBreaks;
			this.scheduler = new CheckScheduler(this.monitor, (name, run) -> run.run(), this.time, this.time,
					this.random.split());
			this.diagnosis = new ClientDiagnosis("db",
					DiagnosisTerms.of(Duration.ofMinutes(5), CONFIRM, Duration.ofSeconds(2)), this.monitor,
					(name, attempt) -> start(attempt), this.time, this.time, this.random.split());
			this.diagnosis.client(this.client);
			this.scheduler
				.register(new CheckRegistration("db", (DependencyCheck) this::askClient, CheckPolicy.defaults()));
			this.scheduler
				.register(new CheckRegistration("client/db", new ClientVital(this.diagnosis), CheckPolicy.defaults()));
			Instance instance = new Instance();
			instance.advanceTo(LifecyclePhase.SERVING);
			this.probes = new Probes(List.of(this.liveness), this.monitor, instance, this.time);
			this.scheduler.resume();
		}

		private long now() {
			return this.time.read() - this.begin;
		}

		private CheckResult askClient() {
			if (this.databaseDown || this.clientBroken) {
				return CheckResult.failed("no connection");
			}
			return CheckResult.passed();
		}

		private void start(Runnable attempt) {
			if (this.databaseHangs) {
				this.inside.add(attempt);
			}
			else {
				attempt.run();
			}
		}

		/**
		 * Live for a while.
		 * @return how often liveness has begun to fail
		 */
		int run() {
			int restarts = 0;
			boolean failedBefore = false;
			while (now() < LENGTH.toNanos()) {
				this.time.advance(STEP);
				change();
				// a vital knows what was found before, also if the client works again
				// just now
				Long passedAt = this.monitor.snapshot("db").passedAt();
				if (now() >= this.stalledUntil) {
					this.scheduler.tick();
				}
				boolean fails = this.probes.evaluate(this.liveness).status() == ProbeStatus.DOWN;
				if (fails && !failedBefore) {
					restarts++;
					requireGrounds((passedAt != null) ? passedAt - this.begin : -1);
				}
				failedBefore = fails;
				this.diagnosis.evaluate();
			}
			return restarts;
		}

		/**
		 * The database has answered others again and again for long enough since the
		 * client last worked, and just now.
		 */
		private void requireGrounds(long workedAt) {
			long now = now();
			List<Long> since = this.answeredOthers.stream().filter((at) -> at >= workedAt).toList();
			Diagnosis known = this.monitor.diagnosis("db");
			assertThat(known).as("seed %d", this.seed).isNotNull();
			assertThat(known.finding()).as("seed %d", this.seed).isEqualTo(Finding.CLIENT_FAULT);
			assertThat(since).as("seed %d", this.seed).hasSizeGreaterThanOrEqualTo(3);
			assertThat(Duration.ofNanos(since.get(since.size() - 1) - since.get(0))).as("seed %d", this.seed)
				.isGreaterThanOrEqualTo(CONFIRM);
			assertThat(Duration.ofNanos(now - since.get(since.size() - 1))).as("seed %d", this.seed)
				.isLessThan(Duration.ofSeconds(130));
		}

		private void change() {
			long now = now();
			if (now >= this.databaseChangesAt) {
				this.databaseDown = !this.databaseDown;
				this.databaseHangs = this.databaseDown && this.random.nextBoolean();
				this.client.refusal = this.databaseDown ? new IllegalStateException("down") : null;
				// it stays long enough to be seen by a check that runs every 5 s
				this.databaseChangesAt = now
						+ seconds(this.databaseDown ? 1 + this.random.nextInt(300) : 16 + this.random.nextInt(600));
			}
			if (this.clientBreaks && now >= this.clientChangesAt) {
				this.clientBroken = !this.clientBroken;
				this.clientChangesAt = now + seconds(1 + this.random.nextInt(600));
			}
			if (this.random.nextInt(200) == 0) {
				this.stalledUntil = now + seconds(this.random.nextInt(8));
			}
			if (!this.databaseHangs || this.random.nextInt(30) == 0) {
				while (!this.inside.isEmpty()) {
					this.inside.poll().run();
				}
			}
		}

		private static long seconds(long seconds) {
			return Duration.ofSeconds(seconds).toNanos();
		}

	}

}
