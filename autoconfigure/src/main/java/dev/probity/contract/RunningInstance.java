package dev.probity.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.probity.budget.TerminationNeed;
import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.contract.Circumstances.Served;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import dev.probity.traffic.Traffic;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * This instance: its configuration, read from the context once that is complete, and what
 * has been observed of it.
 */
final class RunningInstance implements ProbeContract.Instance {

	private final ApplicationContext context;

	private final ContextsBelow contexts;

	private final Probes probes;

	private final Ticker ticker;

	private final InstantSource clock;

	private final SingletonSupplier<Traffic> traffic;

	private final SingletonSupplier<Engine> engine;

	private volatile @Nullable Start start;

	private volatile @Nullable Surroundings surroundings;

	RunningInstance(ApplicationContext context, ContextsBelow contexts, Probes probes, Ticker ticker,
			InstantSource clock) {
		this.context = context;
		this.contexts = contexts;
		this.probes = probes;
		this.ticker = ticker;
		this.clock = clock;
		this.traffic = SingletonSupplier.of(() -> context.getBean(Traffic.class));
		this.engine = SingletonSupplier.of(() -> context.getBean(Engine.class));
	}

	/**
	 * Who has requested what since the start.
	 */
	List<ObservedCaller> callers() {
		PathRoles known = surroundings().roles();
		long now = this.ticker.read();
		return this.traffic.obtain()
			.calls()
			.series()
			.stream()
			.map((series) -> ObservedCaller.of(series, known.path(series.target()),
					known.role(series.target(), this.probes), now))
			.toList();
	}

	@Override
	public void evaluate() {
		if (this.start == null && this.probes.hasCompletedStartup()) {
			Duration took = Duration.between(Instant.ofEpochMilli(this.context.getStartupDate()), this.clock.instant());
			this.start = new Start(took.isNegative() ? Duration.ZERO : took, this.ticker.read());
		}
	}

	@Override
	public Circumstances circumstances() {
		Surroundings surroundings = surroundings();
		return new Circumstances(surroundings.platform(), surroundings.ports().any() ? Served.REQUESTS : Served.NOBODY,
				sinceStart(), longestPause(), stanzas());
	}

	/**
	 * Read anew until the start is over, and then kept as long as the same context
	 * serves: reading the environment costs much, and this is asked once a second.
	 */
	private Surroundings surroundings() {
		Surroundings known = this.surroundings;
		ApplicationContext serving = this.contexts.serving();
		if (known != null && known.context() == serving) {
			return known;
		}
		Surroundings read = Surroundings.read(serving, this.probes);
		this.surroundings = (this.start != null) ? read : null;
		return read;
	}

	private @Nullable Duration sinceStart() {
		Start known = this.start;
		return (known != null) ? Duration.ofNanos(Math.max(0, this.ticker.read() - known.overAt())) : null;
	}

	private Duration longestPause() {
		return this.engine.obtain().thread().longestDelay();
	}

	private ProbeStanzas stanzas() {
		Surroundings known = surroundings();
		ProbityProperties.Paths paths = known.paths();
		return new ProbeStanzas(known.entrance(), known.path(Probe.LIVENESS, paths.liveness()),
				known.path(Probe.READINESS, paths.readiness()), known.probePort(), paths.liveness(), longestPause());
	}

	@Override
	public PodFacts pod() {
		Surroundings known = surroundings();
		TerminationNeed end = end();
		Start begun = this.start;
		return new PodFacts(this.context.getEnvironment().getProperty("spring.application.name", "application"),
				stanzas(), known.path(Probe.STARTUP, known.paths().startup()), known.ports().main(), end.seconds(),
				end.sum(), end.gracePeriod(), known.properties().kubernetes().preStop(), slowestCheck(),
				(begun != null) ? begun.took() : null, longestPause(), sinceStart());
	}

	/**
	 * That of the context whose end may take longest.
	 */
	private TerminationNeed end() {
		return this.contexts.all()
			.flatMap((context) -> context.getBeansOfType(TerminationNeed.class).values().stream())
			.max(Comparator.comparingLong(TerminationNeed::seconds))
			.orElseThrow();
	}

	private @Nullable CheckSnapshot slowestCheck() {
		Probe readiness = Objects.requireNonNull(this.probes.probe(Probe.READINESS));
		return this.context.getBean(CheckMonitor.class)
			.snapshots()
			.values()
			.stream()
			.filter((check) -> check.kind() == CheckKind.DEPENDENCY
					&& readiness.criticalityOf(check) == Criticality.REQUIRED)
			.max(Comparator.comparing((check) -> check.policy().worstCaseDetection()))
			.orElse(null);
	}

	/**
	 * A start that is over.
	 *
	 * @param took how long it took from when the context was made
	 * @param overAt reading of the ticker when it was over
	 */
	private record Start(Duration took, long overAt) {

	}

}
