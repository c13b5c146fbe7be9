package dev.probity.contributor;

import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * A composite whose parts come and go without its being registered anew, so that nobody
 * finds it missing in between. Thread-safe.
 */
final class LiveComposite implements CompositeHealthContributor {

	private volatile Map<String, HealthContributor> parts = Map.of();

	/**
	 * Have these parts from now on.
	 * @param parts the parts by name; not changed any more
	 */
	void become(Map<String, HealthContributor> parts) {
		this.parts = parts;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.parts.get(name);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.parts.entrySet()
			.stream()
			.map((part) -> new HealthContributors.Entry(part.getKey(), part.getValue()));
	}

}
