package dev.probity.contributor;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * The application's registry, whose contributors never get to be asked on a caller's
 * thread although they are registered late. Is of the type of Boot's own, for that is
 * what may be injected.
 */
public final class AdoptingRegistry extends DefaultHealthContributorRegistry {

	private final HealthContributorRegistry registry;

	private volatile @Nullable ContributorAdoption<HealthContributor> adoption;

	/**
	 * Stand in front of a registry.
	 * @param registry the registry
	 */
	public AdoptingRegistry(HealthContributorRegistry registry) {
		this.registry = registry;
	}

	/**
	 * What stands behind a registry, if it is one that adopts.
	 * @param registry any registry
	 * @return the registry that does not adopt
	 */
	public static HealthContributorRegistry behind(HealthContributorRegistry registry) {
		return (registry instanceof AdoptingRegistry adopting) ? adopting.registry : registry;
	}

	/**
	 * Adopt from now on what is registered.
	 * @param adoption decides
	 */
	public void adoptBy(ContributorAdoption<HealthContributor> adoption) {
		this.adoption = adoption;
	}

	@Override
	public void registerContributor(String name, HealthContributor contributor) {
		ContributorAdoption<HealthContributor> current = this.adoption;
		if (current == null) {
			this.registry.registerContributor(name, contributor);
		}
		else {
			current.register(name, contributor, this.registry::registerContributor);
		}
	}

	@Override
	public @Nullable HealthContributor unregisterContributor(String name) {
		ContributorAdoption<HealthContributor> current = this.adoption;
		return (current == null) ? this.registry.unregisterContributor(name)
				: current.unregister(name, this.registry::unregisterContributor);
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.registry.getContributor(name);
	}

	@Override
	public Stream<Entry> stream() {
		return this.registry.stream();
	}

}
