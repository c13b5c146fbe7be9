package dev.probity.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.probity.check.CheckSnapshot;
import dev.probity.contributor.ContributorBeans;
import dev.probity.contributor.LifecycleComponent;
import dev.probity.definition.DeclaredMembers;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.Ordered;

/**
 * Adds a health group for each probe, or takes the place of one that the application has
 * declared. There is none that has the name of one of the application's indicators: what
 * Actuator shows under that name is the indicator. Comes before Boot's own
 * post-processor, which then keeps these groups.
 *
 * @since 0.1.0
 */
public final class ProbeGroups implements HealthEndpointGroupsPostProcessor, Ordered {

	private static final Log logger = LogFactory.getLog(ProbeGroups.class);

	private final Probes probes;

	private final CheckMonitor monitor;

	private final ProbeHttpStatus httpStatus;

	private final HealthEndpointProperties properties;

	private final LifecycleComponent lifecycle;

	private final ContributorBeans contributors;

	private final UnaryOperator<StatusAggregator> rootAggregator;

	/**
	 * Groups for the probes.
	 * @param probes the probes
	 * @param monitor knows the checks
	 * @param httpStatus what probes answer over HTTP
	 * @param properties what the application has declared
	 * @param lifecycle shows the phase
	 * @param contributors the application's own indicators
	 * @param rootAggregator makes the aggregator of the root from the application's own
	 */
	public ProbeGroups(Probes probes, CheckMonitor monitor, ProbeHttpStatus httpStatus,
			HealthEndpointProperties properties, LifecycleComponent lifecycle, ContributorBeans contributors,
			UnaryOperator<StatusAggregator> rootAggregator) {
		this.probes = probes;
		this.monitor = monitor;
		this.httpStatus = httpStatus;
		this.properties = properties;
		this.lifecycle = lifecycle;
		this.contributors = contributors;
		this.rootAggregator = rootAggregator;
	}

	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		Map<String, HealthEndpointGroup> ours = new LinkedHashMap<>();
		for (Probe probe : this.probes.all()) {
			if (this.contributors.include(probe.name())) {
				logger
					.warn(("There is no health group '%s', because the application has a health indicator of that name, "
							+ "which '/actuator/health/%s' shows instead. The probe answers at its short path and on the probe "
							+ "port as usual. To have the group as well, give the bean of the indicator another name.")
						.formatted(probe.name(), probe.name()));
			}
			else {
				ours.put(probe.name(), probeGroup(probe, groups));
			}
		}
		return new GroupsWithProbes(groups, ours, this.lifecycle.name(), this.rootAggregator);
	}

	private ProbeGroup probeGroup(Probe probe, HealthEndpointGroups groups) {
		HealthEndpointGroup declared = groups.get(probe.name());
		if (declared != null && !this.properties.getGroup().containsKey(probe.name())) {
			logger
				.warn(("The health group '%s' of the application's HealthEndpointGroups decides only what is shown to "
						+ "whom: the members and the status are those of the probe. Name members in "
						+ "'management.endpoint.health.group.%s.include'.")
					.formatted(probe.name(), probe.name()));
		}
		return new ProbeGroup(this.lifecycle.name(), members(probe), new VerdictAggregator(probe, this.probes),
				(status) -> httpStatus(probe, status, groups), () -> shown(groups, probe.name()),
				(declared != null) ? declared.getAdditionalPath() : null);
	}

	private static @Nullable HealthEndpointGroup shown(HealthEndpointGroups groups, String name) {
		HealthEndpointGroup declared = groups.get(name);
		return (declared != null) ? declared : groups.getPrimary();
	}

	/**
	 * Not the application's own mapping, since a probe answers the same on every path. A
	 * status that no probe has is that of a component, which somebody asks for by itself.
	 */
	private int httpStatus(Probe probe, Status status, HealthEndpointGroups groups) {
		ProbeVerdict verdict = this.probes.evaluate(probe);
		if (verdict.status().name().equals(status.getCode())) {
			return this.httpStatus.of(verdict);
		}
		HealthEndpointGroup shown = shown(groups, probe.name());
		if (shown != null
				&& Stream.of(ProbeStatus.values()).noneMatch((each) -> each.name().equals(status.getCode()))) {
			return shown.getHttpCodeStatusMapper().getStatusCode(status);
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
			return criticality != null && criticality.counts();
		};
	}

}
