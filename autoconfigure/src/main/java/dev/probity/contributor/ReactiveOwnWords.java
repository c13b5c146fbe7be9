package dev.probity.contributor;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * {@link OwnWords} on the reactive stack.
 *
 * @param registry the registry
 */
public record ReactiveOwnWords(
		ReactiveHealthContributorRegistry registry) implements ReactiveHealthContributorRegistry {

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		ReactiveHealthContributor contributor = this.registry.getContributor(name);
		return (contributor != null) ? ReactiveContributors.inOwnWords(contributor) : null;
	}

	@Override
	public Stream<ReactiveHealthContributors.Entry> stream() {
		return this.registry.stream()
			.map((entry) -> new ReactiveHealthContributors.Entry(entry.name(),
					ReactiveContributors.inOwnWords(entry.contributor())));
	}

	@Override
	public void registerContributor(String name, ReactiveHealthContributor contributor) {
		throw new UnsupportedOperationException("read-only");
	}

	@Override
	public @Nullable ReactiveHealthContributor unregisterContributor(String name) {
		throw new UnsupportedOperationException("read-only");
	}

}
