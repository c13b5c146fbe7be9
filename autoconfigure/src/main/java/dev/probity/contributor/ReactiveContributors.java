package dev.probity.contributor;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * Contributors that only read as the reactive web stack asks them, where it is. One that
 * is not in its registry is asked on a thread of a bounded pool instead, and the
 * application's own blocking calls may have taken all of those. What does not only read
 * is left to that pool.
 */
final class ReactiveContributors {

	private ReactiveContributors() {
	}

	static ReactiveHealthContributor of(HealthContributor contributor) {
		if (contributor instanceof LeftIndicator left) {
			return (left.original() instanceof ReactiveHealthContributor reactive) ? reactive
					: ReactiveHealthContributor.adapt(left);
		}
		if (LifecycleComponent.isShownBy(contributor) || contributor instanceof SnapshotHealthIndicator
				|| contributor instanceof SnapshotHealthIndicator.InOwnWords) {
			return new Reader((HealthIndicator) contributor);
		}
		return (contributor instanceof CompositeHealthContributor composite) ? new Composite(composite)
				: ReactiveHealthContributor.adapt(contributor);
	}

	/**
	 * What only reads, without what its checks do not say themselves.
	 */
	static ReactiveHealthContributor inOwnWords(ReactiveHealthContributor contributor) {
		if (contributor instanceof Reader reader) {
			return new Reader((HealthIndicator) OwnWords.of(reader.indicator()));
		}
		return (contributor instanceof Composite composite) ? of(OwnWords.of(composite.composite())) : contributor;
	}

	/**
	 * Leaves the details out where the indicator does.
	 */
	private record Reader(HealthIndicator indicator) implements ReactiveHealthIndicator {

		@Override
		public Mono<Health> health() {
			return health(true);
		}

		@Override
		public Mono<Health> health(boolean includeDetails) {
			return Mono.fromSupplier(() -> this.indicator.health(includeDetails));
		}

	}

	/**
	 * Has the parts that the composite has when it is asked.
	 */
	private record Composite(CompositeHealthContributor composite) implements CompositeReactiveHealthContributor {

		@Override
		public @Nullable ReactiveHealthContributor getContributor(String name) {
			HealthContributor part = this.composite.getContributor(name);
			return (part != null) ? of(part) : null;
		}

		@Override
		public Stream<ReactiveHealthContributors.Entry> stream() {
			return this.composite.stream()
				.map((part) -> new ReactiveHealthContributors.Entry(part.name(), of(part.contributor())));
		}

	}

}
