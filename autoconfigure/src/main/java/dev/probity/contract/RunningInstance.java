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
import dev.probity.contract.Circumstances.Platform;
import dev.probity.contract.Circumstances.Served;
import dev.probity.engine.CheckMonitor;
import dev.probity.port.ProbePort;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;
import dev.probity.time.Ticker;
import dev.probity.traffic.RequestPaths;
import dev.probity.traffic.Traffic;
import dev.probity.web.ConfiguredPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * This instance: its configuration, read from the context once that is complete, and what
 * has been observed of it.
 */
final class RunningInstance implements ProbeContract.Instance {

	private final ApplicationContext context;

	private final ProbityProperties properties;

	private final Probes probes;

	private final Ticker ticker;

	private final InstantSource clock;

	private final SingletonSupplier<PathRoles> roles;

	private final SingletonSupplier<Traffic> traffic;

	private final SingletonSupplier<Engine> engine;

	private volatile @Nullable Start start;

	private volatile @Nullable Surroundings surroundings;

	RunningInstance(ApplicationContext context, ProbityProperties properties, Probes probes, Ticker ticker,
			InstantSource clock) {
		this.context = context;
		this.properties = properties;
		this.probes = probes;
		this.ticker = ticker;
		this.clock = clock;
		this.traffic = SingletonSupplier.of(() -> context.getBean(Traffic.class));
		this.engine = SingletonSupplier.of(() -> context.getBean(Engine.class));
		this.roles = SingletonSupplier.of(() -> PathRoles.of(probes, paths(), context));
	}

	private ProbePaths paths() {
		return ConfiguredPaths.of(this.properties.paths(), this.probes);
	}

	/**
	 * Who has requested what since the start.
	 */
	List<ObservedCaller> callers() {
		PathRoles known = this.roles.obtain();
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
		return new Circumstances(surroundings.platform(), surroundings.served(), sinceStart(), longestPause(),
				stanzas());
	}

	/**
	 * Read anew until the start is over, and then kept: reading the environment costs
	 * much, and this is asked once a second.
	 */
	private Surroundings surroundings() {
		Surroundings known = this.surroundings;
		if (known != null) {
			return known;
		}
		Environment environment = this.context.getEnvironment();
		boolean kubernetes = CloudPlatform.KUBERNETES.isActive(environment) && !SpringBootTests.isOne(environment);
		boolean brief = this.properties.paths().enabled();
		String health = brief ? null : healthOnMainPort(environment);
		ProbePort open = this.context.getBeanProvider(ProbePort.class).getIfAvailable();
		Surroundings read = new Surroundings(kubernetes ? Platform.KUBERNETES : Platform.OTHER,
				servesRequests() ? Served.REQUESTS : Served.NOBODY,
				ProbeEntrance.of(this.properties, open, (brief || health != null) ? mainPort() : null, environment),
				ProbeEntrance.ofProbes(this.properties, open), health);
		if (this.start != null) {
			this.surroundings = read;
		}
		return read;
	}

	/**
	 * The path of the health endpoint; {@code null} if the port of the application does
	 * not have it.
	 */
	private @Nullable String healthOnMainPort(Environment environment) {
		PathMappedEndpoints endpoints = this.context.getBeanProvider(PathMappedEndpoints.class).getIfAvailable();
		return (endpoints != null && ManagementPortType.get(environment) == ManagementPortType.SAME)
				? endpoints.getPath(HealthEndpoint.ID) : null;
	}

	/**
	 * The path of a probe, which is that of its group where the application's port has no
	 * short paths.
	 */
	private String path(String probe, String brief) {
		Surroundings known = surroundings();
		return (known.entrance().state() == ProbeEntrance.State.MAIN && known.health() != null)
				? known.health() + "/" + probe : brief;
	}

	private boolean servesRequests() {
		return this.context.getBeanProvider(RequestPaths.class).stream().findAny().isPresent();
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
		ProbityProperties.Paths paths = this.properties.paths();
		return new ProbeStanzas(known.entrance(), path(Probe.LIVENESS, paths.liveness()),
				path(Probe.READINESS, paths.readiness()), known.probePort(), paths.liveness(), longestPause());
	}

	/**
	 * As configured; where any free one was asked for, the one that came of it.
	 */
	private @Nullable Integer mainPort() {
		Environment environment = this.context.getEnvironment();
		Integer configured = environment.getProperty("server.port", Integer.class, 8080);
		if (!servesRequests() || configured < 0) {
			return null;
		}
		return (configured > 0) ? configured : environment.getProperty("local.server.port", Integer.class, 8080);
	}

	@Override
	public PodFacts pod() {
		TerminationNeed end = this.context.getBean(TerminationNeed.class);
		Start known = this.start;
		return new PodFacts(this.context.getEnvironment().getProperty("spring.application.name", "application"),
				stanzas(), path(Probe.STARTUP, this.properties.paths().startup()), mainPort(), end.seconds(), end.sum(),
				end.gracePeriod(), this.properties.kubernetes().preStop(), slowestCheck(),
				(known != null) ? known.took() : null, longestPause(), sinceStart());
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
	 * What changes no more once the start is over.
	 *
	 * @param platform whether it is Kubernetes
	 * @param served whether anybody is served
	 * @param entrance where the probes are
	 * @param probePort where they are or would be with a probe port
	 * @param health the path of the health endpoint on the port of the application, if
	 * that has no short paths
	 */
	private record Surroundings(Platform platform, Served served, ProbeEntrance entrance, ProbeEntrance probePort,
			@Nullable String health) {

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
