package dev.probity.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.Ordered;

/**
 * Adds a health group for each probe, or takes the place of one that the application has
 * declared. Comes before Boot's own post-processor, which then keeps these groups.
 *
 * @since 0.1.0
 */
public final class ProbeGroups implements HealthEndpointGroupsPostProcessor, Ordered {

	private static final Log logger = LogFactory.getLog(ProbeGroups.class);

	private final Probes probes;

	private final CheckMonitor monitor;

	private final ProbeHttpStatus httpStatus;

	private final @Nullable HealthEndpointProperties properties;

	private final UnaryOperator<StatusAggregator> rootAggregator;

	/**
	 * Groups for the probes.
	 * @param probes the probes
	 * @param monitor knows the checks
	 * @param httpStatus what probes answer over HTTP
	 * @param properties what the application has declared; may be {@code null}
	 * @param rootAggregator makes the aggregator of the root from the application's own
	 */
	public ProbeGroups(Probes probes, CheckMonitor monitor, ProbeHttpStatus httpStatus,
			@Nullable HealthEndpointProperties properties, UnaryOperator<StatusAggregator> rootAggregator) {
		this.probes = probes;
		this.monitor = monitor;
		this.httpStatus = httpStatus;
		this.properties = properties;
		this.rootAggregator = rootAggregator;
	}

	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		Map<String, HealthEndpointGroup> all = new LinkedHashMap<>();
		for (String name : groups.getNames()) {
			HealthEndpointGroup group = groups.get(name);
			if (group != null) {
				all.put(name, new ForeignGroup(group, group.getStatusAggregator()));
			}
		}
		for (Probe probe : this.probes.all()) {
			all.put(probe.name(), probeGroup(probe, groups));
		}
		List<String> ignored = IgnoredGroupSettings.of(this.properties, this.probes.all().stream().map(Probe::name));
		if (!ignored.isEmpty()) {
			logger.warn(("The probes do not follow '%s': each says the same on every path, 503 if it is DOWN or "
					+ "OUT_OF_SERVICE and 200 if it is UP or DEGRADED.")
				.formatted(String.join("', '", ignored)));
		}
		return new Groups(root(groups.getPrimary()), all, groups);
	}

	/**
	 * Groups that stand in for others, in a test say, need not have a root.
	 */
	@SuppressWarnings("NullAway")
	private HealthEndpointGroup root(@Nullable HealthEndpointGroup root) {
		return (root != null) ? new ForeignGroup(root, this.rootAggregator.apply(root.getStatusAggregator())) : root;
	}

	private ProbeGroup probeGroup(Probe probe, HealthEndpointGroups groups) {
		HealthEndpointGroup declared = groups.get(probe.name());
		if (probe.type() == ProbeType.STARTUP && DeclaredMembers.of(this.properties, probe.name()).isPresent()) {
			logger.warn(("The members of the health group '%s' are ignored: the probe says whether the application has "
					+ "come up, and never takes it back. Remove 'management.endpoint.health.group.%s.include' and "
					+ "'exclude'.")
				.formatted(probe.name(), probe.name()));
		}
		return new ProbeGroup(members(probe), new VerdictAggregator(probe, this.probes),
				(status) -> httpStatus(probe, status), (declared != null) ? declared : groups.getPrimary(),
				(declared != null) ? declared.getAdditionalPath() : null);
	}

	/**
	 * Not the application's own mapping: a probe says the same on every path. Actuator
	 * asks with the status of the group, and of no component on its own.
	 */
	private int httpStatus(Probe probe, Status status) {
		ProbeVerdict verdict = this.probes.look(probe);
		if (verdict.status().name().equals(status.getCode())) {
			return this.httpStatus.of(verdict);
		}
		boolean fails = Status.DOWN.equals(status) || Status.OUT_OF_SERVICE.equals(status);
		return (fails ? ProbeStatus.DOWN : ProbeStatus.UP).httpStatus();
	}

	private Predicate<String> members(Probe probe) {
		DeclaredMembers declared = DeclaredMembers.of(this.properties, probe.name());
		return (name) -> {
			CheckSnapshot check = this.monitor.snapshot(name);
			if (check == null) {
				return DeclaredMembers.isAvailability(name) && declared.includes(name);
			}
			Criticality criticality = probe.criticalityOf(check);
			return criticality == Criticality.REQUIRED || criticality == Criticality.OPTIONAL;
		};
	}

	/**
	 * The groups after all.
	 *
	 * @param before is still asked for the paths of the application's own groups
	 */
	private record Groups(HealthEndpointGroup primary, Map<String, HealthEndpointGroup> all,
			HealthEndpointGroups before) implements HealthEndpointGroups, AdditionalPathsMapper {

		@Override
		public HealthEndpointGroup getPrimary() {
			return this.primary;
		}

		@Override
		public Set<String> getNames() {
			return this.all.keySet();
		}

		@Override
		public @Nullable HealthEndpointGroup get(String name) {
			return this.all.get(name);
		}

		@Override
		public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
			return (this.before instanceof AdditionalPathsMapper mapper)
					? mapper.getAdditionalPaths(endpointId, namespace) : null;
		}

	}

}
