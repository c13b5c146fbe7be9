package dev.probity.actuate;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * Actuator's health group of a probe: the probe decides status and members, the
 * application what is shown to whom.
 *
 * @param lifecycle the name of the component that shows the phase
 * @param statusMapper the status over HTTP
 * @param shown decides what is shown to whom; nobody is shown anything where there is
 * none
 * @param additionalPath a path that the application has asked for
 */
record ProbeGroup(String lifecycle, Predicate<String> members, StatusAggregator aggregator,
		HttpCodeStatusMapper statusMapper, Supplier<@Nullable HealthEndpointGroup> shown,
		@Nullable AdditionalHealthEndpointPath additionalPath) implements HealthEndpointGroup {

	@Override
	public boolean isMember(String name) {
		return this.lifecycle.equals(name) || this.members.test(name);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		HealthEndpointGroup shown = this.shown.get();
		return shown != null && shown.showComponents(securityContext);
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		HealthEndpointGroup shown = this.shown.get();
		return shown != null && shown.showDetails(securityContext);
	}

	@Override
	public StatusAggregator getStatusAggregator() {
		return this.aggregator;
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.statusMapper;
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return this.additionalPath;
	}

}
