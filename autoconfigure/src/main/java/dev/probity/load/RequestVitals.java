package dev.probity.load;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.server.ServerThreadsSource;
import dev.probity.settings.CheckNames;
import dev.probity.settings.LoadProperties;
import dev.probity.settings.VitalProperties;
import dev.probity.time.Ticker;
import dev.probity.traffic.Traffic;
import dev.probity.vital.VitalDefinitions;
import dev.probity.vital.VitalPolicies;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the requests of a web application.
 */
record RequestVitals(VitalDefinitions vitals, LoadProperties load, ErrorRateSettings errorRate, Traffic traffic,
		ServerThreadsSource threads, Supplier<@Nullable String> excuse, Ticker ticker) implements CheckDefinitions {

	@Override
	public Collection<CheckDefinition> definitions() {
		ObservedRequests requests = new ObservedRequests(this.traffic, this.ticker);
		return Stream.of(oldestRequest(requests), errorRateVital(), requests(requests))
			.filter((vital) -> this.vitals.isWanted(vital.name()))
			.toList();
	}

	private CheckDefinition oldestRequest(ObservedRequests requests) {
		Duration maxSilence = this.vitals.settings().properties().oldestRequest().maxSilence();
		return VitalPolicies.progress("oldestRequest", maxSilence,
				(policy) -> new OldestRequestCheck(requests, maxSilence, policy.interval()));
	}

	private CheckDefinition errorRateVital() {
		return VitalPolicies.load(CheckNames.ERROR_RATE, this.errorRate.interval(),
				(policy) -> new ErrorRateCheck(this.traffic, this.errorRate.policy(), this.excuse, policy.interval(),
						this.ticker));
	}

	private CheckDefinition requests(ObservedRequests requests) {
		VitalProperties.Requests limits = this.vitals.settings().properties().requests();
		return VitalPolicies.load("requests", VitalPolicies.loadInterval(this.load.sustainedFor()),
				(policy) -> new RequestsCheck(this.threads, limits.threadThreshold(), requests, limits.maxAge(),
						this.load.sustainedFor(), policy, this.ticker));
	}

}
