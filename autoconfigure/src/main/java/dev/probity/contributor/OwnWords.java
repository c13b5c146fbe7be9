package dev.probity.contributor;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Actuator's registry as the application's own groups show it: each check with the status
 * and details of the application's indicator alone. Read-only.
 *
 * @param registry the registry
 */
public record OwnWords(HealthContributorRegistry registry) implements HealthContributorRegistry {

	static HealthContributor of(HealthContributor contributor) {
		if (contributor instanceof SnapshotHealthIndicator reader) {
			return reader.inOwnWords();
		}
		return (contributor instanceof CompositeHealthContributor composite) ? new Composite(composite) : contributor;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		HealthContributor contributor = this.registry.getContributor(name);
		return (contributor != null) ? of(contributor) : null;
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.registry.stream().map(OwnWords::of);
	}

	@Override
	public void registerContributor(String name, HealthContributor contributor) {
		throw new UnsupportedOperationException("read-only");
	}

	@Override
	public @Nullable HealthContributor unregisterContributor(String name) {
		throw new UnsupportedOperationException("read-only");
	}

	private static HealthContributors.Entry of(HealthContributors.Entry entry) {
		return new HealthContributors.Entry(entry.name(), of(entry.contributor()));
	}

	private record Composite(CompositeHealthContributor composite) implements CompositeHealthContributor {

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			HealthContributor part = this.composite.getContributor(name);
			return (part != null) ? of(part) : null;
		}

		@Override
		public Stream<HealthContributors.Entry> stream() {
			return this.composite.stream().map(OwnWords::of);
		}

	}

}
