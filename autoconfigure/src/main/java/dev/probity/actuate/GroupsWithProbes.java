package dev.probity.actuate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * The groups of the application, with those of the probes among them. What the
 * application's own are is asked each time: they may come and go. Thread-safe.
 */
final class GroupsWithProbes implements HealthEndpointGroups, AdditionalPathsMapper {

	private final HealthEndpointGroups application;

	private final Map<String, HealthEndpointGroup> probes;

	private final String lifecycle;

	private final UnaryOperator<StatusAggregator> rootAggregator;

	private volatile @Nullable ApplicationGroup root;

	/**
	 * All groups.
	 * @param application the groups of the application, one that a probe takes the place
	 * of included
	 * @param probes the groups of the probes by name
	 * @param lifecycle the name of the component that shows the phase
	 * @param rootAggregator makes the aggregator of the root from the application's own
	 */
	GroupsWithProbes(HealthEndpointGroups application, Map<String, HealthEndpointGroup> probes, String lifecycle,
			UnaryOperator<StatusAggregator> rootAggregator) {
		this.application = application;
		this.probes = probes;
		this.lifecycle = lifecycle;
		this.rootAggregator = rootAggregator;
	}

	/**
	 * The same as long as the application's own is the same, for that is how Actuator
	 * tells the root. Groups that stand in for others, in a test say, need not have one.
	 */
	@Override
	@SuppressWarnings("NullAway")
	public HealthEndpointGroup getPrimary() {
		HealthEndpointGroup now = this.application.getPrimary();
		ApplicationGroup known = this.root;
		if (now != null && (known == null || known.group() != now)) {
			known = new ApplicationGroup(now, this.rootAggregator.apply(now.getStatusAggregator()), this.lifecycle);
			this.root = known;
		}
		return (now != null) ? known : null;
	}

	@Override
	public Set<String> getNames() {
		Set<String> names = new LinkedHashSet<>(this.application.getNames());
		names.addAll(this.probes.keySet());
		return names;
	}

	@Override
	public @Nullable HealthEndpointGroup get(String name) {
		HealthEndpointGroup probe = this.probes.get(name);
		if (probe != null) {
			return probe;
		}
		HealthEndpointGroup group = this.application.get(name);
		return (group != null) ? new ApplicationGroup(group, group.getStatusAggregator(), this.lifecycle) : null;
	}

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
		return (this.application instanceof AdditionalPathsMapper mapper)
				? mapper.getAdditionalPaths(endpointId, namespace) : null;
	}

}
