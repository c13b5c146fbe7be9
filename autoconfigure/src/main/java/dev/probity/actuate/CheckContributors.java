package dev.probity.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Puts every check into Actuator's registries under its own name, in place of a
 * contributor that asks on the caller's thread. Names with slashes become composites.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckContributors {

	private final HealthContributorRegistry registry;

	private final @Nullable ReactiveContributors reactive;

	private final Function<String, HealthContributor> readers;

	// guarded by itself
	private final Set<String> checks = new LinkedHashSet<>();

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
		this.registry = AdoptingRegistry.behind(registry);
		this.reactive = (reactiveRegistry != null)
				? new ReactiveContributors(AdoptingReactiveRegistry.behind(reactiveRegistry)) : null;
		this.readers = (check) -> new SnapshotHealthIndicator(check, monitor, probes, ticker);
	}

	/**
	 * Register a contributor for each of the checks.
	 * @param names the names of the checks
	 * @throws IllegalStateException if a name is that of the phase, or that of a check
	 * and of a group of checks
	 */
	public void register(Collection<String> names) {
		if (firstParts(names).contains(LifecycleHealthIndicator.NAME)) {
			throw new IllegalStateException(
					"'%s' is the name of the instance's phase".formatted(LifecycleHealthIndicator.NAME));
		}
		synchronized (this.checks) {
			Set<String> all = new LinkedHashSet<>(this.checks);
			all.addAll(names);
			Map<String, List<String>> contributors = byFirstPart("", all);
			firstParts(names).forEach((name) -> replace(name, contributors.getOrDefault(name, List.of())));
			this.checks.addAll(names);
		}
	}

	/**
	 * Take the contributors of checks out again.
	 * @param names the names of the checks
	 */
	public void unregister(Collection<String> names) {
		synchronized (this.checks) {
			this.checks.removeAll(names);
			Map<String, List<String>> contributors = byFirstPart("", this.checks);
			firstParts(names).stream()
				.filter((name) -> !LifecycleHealthIndicator.NAME.equals(name))
				.forEach((name) -> replace(name, contributors.getOrDefault(name, List.of())));
		}
	}

	/**
	 * Whether a contributor of that name reads checks.
	 */
	boolean owns(String contributor) {
		synchronized (this.checks) {
			return this.checks.stream().map(CheckContributors::firstPart).anyMatch(contributor::equals);
		}
	}

	private void replace(String name, List<String> members) {
		HealthContributor contributor = members.isEmpty() ? null : contributor(name, members);
		this.registry.unregisterContributor(name);
		if (contributor != null) {
			this.registry.registerContributor(name, contributor);
		}
		if (this.reactive != null) {
			this.reactive.replace(name, contributor);
		}
	}

	private HealthContributor contributor(String name, List<String> members) {
		if (members.equals(List.of(name))) {
			return this.readers.apply(name);
		}
		if (members.contains(name)) {
			throw new IllegalStateException("'%s' is the name of a check and of a group of checks".formatted(name));
		}
		Map<String, HealthContributor> children = new LinkedHashMap<>();
		byFirstPart(name + "/", members)
			.forEach((part, parts) -> children.put(part, contributor(name + "/" + part, parts)));
		return CompositeHealthContributor.fromMap(children);
	}

	private static Set<String> firstParts(Collection<String> names) {
		return byFirstPart("", names).keySet();
	}

	private static Map<String, List<String>> byFirstPart(String prefix, Collection<String> names) {
		return names.stream()
			.collect(Collectors.groupingBy((name) -> firstPart(name.substring(prefix.length())), LinkedHashMap::new,
					Collectors.toList()));
	}

	private static String firstPart(String name) {
		int slash = name.indexOf('/');
		return (slash < 0) ? name : name.substring(0, slash);
	}

}
