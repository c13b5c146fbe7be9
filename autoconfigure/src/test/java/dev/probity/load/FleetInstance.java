package dev.probity.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.ManualTicker;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.SteppedChecks;
import dev.probity.lifecycle.Instance;
import dev.probity.load.FleetSettings.Pace;
import dev.probity.probe.Criticality;
import dev.probity.probe.LoadShedLimit;
import dev.probity.probe.LoadTerms;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.server.ServerThreads;
import dev.probity.traffic.RequestStream;

/**
 * One instance: real scheduler, state machine, checks of load, guard and evaluator on a
 * server that is only figures. It can do 100 requests in a second, and no client waits
 * for more than two.
 */
final class FleetInstance {

	static final double CAPACITY = 100;

	private static final int THREADS = 20;

	private static final double LONGEST_QUEUE = 2 * CAPACITY;

	private final RequestStream requests;

	private final SteppedChecks checks;

	private final Probes probes;

	private final Probe readiness;

	private double queue;

	private int busy;

	private double failures;

	FleetInstance(FleetSettings settings, Weather weather, ManualTicker time, long seed) {
		this.requests = new RequestStream();
		LoadShedLimit guard = new LoadShedLimit((check) -> terms(settings, check), seed);
		CheckMonitor monitor = new CheckMonitor(guard);
		Map<String, Criticality> criticalities = Map.of("db", Criticality.REQUIRED, "redis", settings.cache(),
				"requests", settings.saturation(), "errorRate", settings.errorRate());
		this.readiness = new Probe(Probe.READINESS, ProbeType.READINESS, (check) -> criticalities.get(check.name()));
		this.probes = new Probes(List.of(this.readiness), monitor, guard, new Instance(), List.of(), time);
		this.checks = new SteppedChecks(monitor, time, seed);
		CheckPolicy policy = (settings.pace() == Pace.STAGGERED) ? policy(settings.pace(), 60, 30, 2)
				: policy(settings.pace(), 5, 1, 2);
		this.checks.register("db", (DependencyCheck) () -> said(weather.database()), policy);
		this.checks.register("redis", (DependencyCheck) () -> said(weather.cache()), policy);
		CheckPolicy often = policy(settings.pace(), 2, 2, 1);
		this.checks.register("requests", new RequestsCheck(() -> new ServerThreads(this.busy, THREADS), 0.9,
				new ObservedRequests(this.requests.traffic(), time), null, settings.sustainedFor(), often, time),
				often);
		this.checks.register("errorRate",
				new ErrorRateCheck(this.requests.traffic(),
						new ErrorRatePolicy(Duration.ofSeconds(30), 20, 0.5, Duration.ofSeconds(30),
								Duration.ofMinutes(5)),
						() -> weather.database() == Weather.Dependency.UP ? null : "db", often.interval(), time),
				often);
		this.checks.start();
	}

	private static LoadTerms terms(FleetSettings settings, String check) {
		return check.equals("errorRate") ? new LoadTerms(Duration.ZERO, settings.errorsFailOpenAfter())
				: new LoadTerms(settings.stagger(), settings.failOpenAfter());
	}

	private static CheckPolicy policy(Pace pace, int interval, int retryInterval, int threshold) {
		return CheckPolicy.of(Duration.ofSeconds(interval), Duration.ofSeconds(retryInterval), Duration.ofSeconds(2),
				threshold, threshold, (pace == Pace.IN_STEP) ? 0 : 0.1, null);
	}

	private static CheckResult said(Weather.Dependency dependency) {
		return switch (dependency) {
			case UP -> CheckResult.passed();
			case DOWN -> CheckResult.failed("refused");
		};
	}

	void evaluate() {
		this.checks.step();
	}

	boolean isReady() {
		return this.probes.verdict(this.readiness).status().httpStatus() == 200;
	}

	/**
	 * Let requests come.
	 * @param arriving how many
	 * @param failing the share of those it answers that fail
	 * @param seconds in which time
	 * @return how many were answered and did not fail
	 */
	double serve(double arriving, double failing, double seconds) {
		double waiting = this.queue + arriving;
		double served = Math.min(waiting, CAPACITY * seconds);
		this.queue = Math.min(waiting - served, LONGEST_QUEUE);
		this.busy = (int) Math.round(THREADS * served / (CAPACITY * seconds));
		this.failures += served * failing;
		int failed = (int) this.failures;
		this.failures -= failed;
		this.requests.completed((int) Math.round(served) - failed, failed);
		return served * (1 - failing);
	}

}
