package dev.probity.contributor;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * The place of one name in Actuator's registries: what stood there before a check took it
 * is kept, and comes back. Not thread-safe.
 */
final class ContributorSlot {

	private final String name;

	private final HealthContributorRegistry registry;

	private final @Nullable ReactiveHealthContributorRegistry reactiveRegistry;

	private @Nullable HealthContributor displaced;

	private @Nullable ReactiveHealthContributor displacedReactive;

	private @Nullable HealthContributor shown;

	private @Nullable Object left;

	private boolean taken;

	ContributorSlot(String name, HealthContributorRegistry registry,
			@Nullable ReactiveHealthContributorRegistry reactiveRegistry) {
		this.name = name;
		this.registry = registry;
		this.reactiveRegistry = reactiveRegistry;
	}

	/**
	 * Show an indicator.
	 */
	void show(HealthContributor contributor) {
		clear();
		this.registry.registerContributor(this.name, contributor);
		if (this.reactiveRegistry != null) {
			this.reactiveRegistry.registerContributor(this.name, ReactiveContributors.of(contributor));
		}
		this.shown = contributor;
	}

	/**
	 * Show a composite of these parts.
	 */
	void show(Map<String, HealthContributor> parts) {
		if (this.shown instanceof LiveComposite composite) {
			composite.become(parts);
			return;
		}
		LiveComposite composite = new LiveComposite();
		composite.become(parts);
		show(composite);
	}

	/**
	 * Show an indicator where it was registered, to be asked as Actuator would.
	 */
	void leave(Object original) {
		if (this.left == original) {
			return;
		}
		clear();
		this.left = original;
		if (original instanceof HealthContributor contributor) {
			this.registry.registerContributor(this.name, contributor);
		}
		else if (original instanceof ReactiveHealthContributor contributor && this.reactiveRegistry != null) {
			this.reactiveRegistry.registerContributor(this.name, contributor);
		}
	}

	/**
	 * Give the place back to what stood there before.
	 */
	void restore() {
		clear();
		if (this.displaced != null) {
			this.registry.registerContributor(this.name, this.displaced);
		}
		if (this.displacedReactive != null && this.reactiveRegistry != null) {
			this.reactiveRegistry.registerContributor(this.name, this.displacedReactive);
		}
	}

	/**
	 * Do not give the place back to a contributor, for the application has taken it out.
	 */
	void forget(Object contributor) {
		if (this.displaced == contributor) {
			this.displaced = null;
		}
		if (this.displacedReactive == contributor) {
			this.displacedReactive = null;
		}
	}

	private void clear() {
		HealthContributor before = this.registry.unregisterContributor(this.name);
		ReactiveHealthContributor beforeReactive = (this.reactiveRegistry != null)
				? this.reactiveRegistry.unregisterContributor(this.name) : null;
		if (!this.taken) {
			this.displaced = before;
			this.displacedReactive = beforeReactive;
		}
		this.taken = true;
		this.shown = null;
		this.left = null;
	}

}
