package dev.probity.contributor;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * The application's reactive registry, whose contributors never get to be asked on a
 * caller's thread although they are registered late. Is of the type of Boot's own, for
 * that is what may be injected.
 */
public final class AdoptingReactiveRegistry extends DefaultReactiveHealthContributorRegistry {

	private final ReactiveHealthContributorRegistry registry;

	private volatile @Nullable ContributorAdoption<ReactiveHealthContributor> adoption;

	/**
	 * Stand in front of a registry.
	 * @param registry the registry
	 */
	public AdoptingReactiveRegistry(ReactiveHealthContributorRegistry registry) {
		this.registry = registry;
	}

	/**
	 * What stands behind a registry, if it is one that adopts.
	 * @param registry any registry
	 * @return the registry that does not adopt
	 */
	public static ReactiveHealthContributorRegistry behind(ReactiveHealthContributorRegistry registry) {
		return (registry instanceof AdoptingReactiveRegistry adopting) ? adopting.registry : registry;
	}

	/**
	 * Adopt from now on what is registered.
	 * @param adoption decides
	 */
	public void adoptBy(ContributorAdoption<ReactiveHealthContributor> adoption) {
		this.adoption = adoption;
	}

	@Override
	public void registerContributor(String name, ReactiveHealthContributor contributor) {
		ContributorAdoption<ReactiveHealthContributor> current = this.adoption;
		if (current == null) {
			this.registry.registerContributor(name, contributor);
		}
		else {
			current.register(name, contributor, this.registry::registerContributor);
		}
	}

	@Override
	public @Nullable ReactiveHealthContributor unregisterContributor(String name) {
		ContributorAdoption<ReactiveHealthContributor> current = this.adoption;
		return (current == null) ? this.registry.unregisterContributor(name)
				: current.unregister(name, this.registry::unregisterContributor);
	}

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		return this.registry.getContributor(name);
	}

	@Override
	public Stream<Entry> stream() {
		return this.registry.stream();
	}

}
