package dev.probity.actuate;

import java.util.Set;

import dev.probity.contributor.ContributorBeans;
import dev.probity.contributor.LifecycleComponent;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Status;

/**
 * Warns about a health group that has the name of a probe and another status, because the
 * application has put its own in the place of Probity's.
 *
 * @param probes the probes
 * @param groups the health groups, if there are any
 * @param lifecycle the component that all of Probity's have
 * @param contributors the application's own indicators, in whose place there is no group
 */
record ForeignProbeGroups(Probes probes, ObjectProvider<HealthEndpointGroups> groups, LifecycleComponent lifecycle,
		ContributorBeans contributors) {

	private static final Log logger = LogFactory.getLog(ForeignProbeGroups.class);

	void warn() {
		HealthEndpointGroups known = this.groups.getIfAvailable();
		if (known == null) {
			return;
		}
		for (Probe probe : this.probes.all()) {
			if (!this.contributors.include(probe.name()) && !follows(known.get(probe.name()), probe)) {
				logger
					.warn(("The health group '%s' is not Probity's: a HealthEndpointGroupsPostProcessor of the application "
							+ "that comes after Probity's has replaced or removed it. Its status may differ from the probe of "
							+ "that name. Give the post-processor an order below 0, or the group another name.")
						.formatted(probe.name()));
			}
		}
	}

	/**
	 * Whoever decorates a group may well leave to it what counts.
	 */
	private boolean follows(@Nullable HealthEndpointGroup group, Probe probe) {
		if (group == null || !group.isMember(this.lifecycle.name())) {
			return false;
		}
		Status status = group.getStatusAggregator().getAggregateStatus(Set.of(this.lifecycle.status()));
		return status.getCode().equals(this.probes.evaluate(probe).status().name());
	}

}
