package dev.probity.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.probity.check.CheckMonitor;
import dev.probity.check.Ticker;
import dev.probity.probe.Probes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Puts every check into Actuator's registry under its own name, in place of a contributor
 * that asks on the caller's thread. A name with slashes becomes a composite.
 *
 * @since 0.1.0
 */
public final class CheckContributors {

	private final HealthContributorRegistry registry;

	private final @Nullable ReactiveContributors reactive;

	private final Function<String, HealthContributor> readers;

	/**
	 * Contribute to these registries.
	 * @param registry gets the contributors
	 * @param reactiveRegistry gets them, too; may be {@code null}
	 * @param monitor where the snapshots come from
	 * @param probes for the criticality in the details
	 * @param ticker for the age
	 */
	public CheckContributors(HealthContributorRegistry registry,
			@Nullable ReactiveHealthContributorRegistry reactiveRegistry, CheckMonitor monitor, Probes probes,
			Ticker ticker) {
		this.registry = registry;
		this.reactive = (reactiveRegistry != null) ? new ReactiveContributors(reactiveRegistry) : null;
		this.readers = (check) -> new SnapshotHealthIndicator(check, monitor, probes, ticker);
	}

	/**
	 * Register a contributor for each of the checks.
	 * @param checks the names of all checks
	 * @throws IllegalStateException if a name is that of a group or of the phase
	 */
	public void register(Collection<String> checks) {
		byFirstPart("", checks).forEach((name, members) -> {
			if (LifecycleHealthIndicator.NAME.equals(name)) {
				throw new IllegalStateException("'%s' is the name of the instance's phase".formatted(name));
			}
			HealthContributor contributor = contributor(name, members);
			this.registry.unregisterContributor(name);
			this.registry.registerContributor(name, contributor);
			if (this.reactive != null) {
				this.reactive.replace(name, contributor);
			}
		});
	}

	/**
	 * Take the contributors of checks out again.
	 * @param checks the names of the checks that were registered together
	 */
	public void unregister(Collection<String> checks) {
		byFirstPart("", checks).keySet().forEach((name) -> {
			this.registry.unregisterContributor(name);
			if (this.reactive != null) {
				this.reactive.remove(name);
			}
		});
	}

	private HealthContributor contributor(String name, List<String> checks) {
		if (checks.equals(List.of(name))) {
			return this.readers.apply(name);
		}
		Map<String, HealthContributor> children = new LinkedHashMap<>();
		byFirstPart(name + "/", checks)
			.forEach((part, members) -> children.put(part, contributor(name + "/" + part, members)));
		return CompositeHealthContributor.fromMap(children);
	}

	private static Map<String, List<String>> byFirstPart(String prefix, Collection<String> checks) {
		return checks.stream()
			.collect(Collectors.groupingBy((check) -> firstPart(check.substring(prefix.length())), LinkedHashMap::new,
					Collectors.toList()));
	}

	private static String firstPart(String name) {
		int slash = name.indexOf('/');
		return (slash < 0) ? name : name.substring(0, slash);
	}

}
