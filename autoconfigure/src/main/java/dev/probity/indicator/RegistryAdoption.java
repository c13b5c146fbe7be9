package dev.probity.indicator;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.probity.contributor.ContributorAdoption;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Adopts what is registered with one of Actuator's registries while the application runs.
 *
 * @param type the kind of contributor
 * @param taken whether the registry has a contributor of that name
 * @param adoption adopts, whichever registry it is
 * @param <C> the kind of contributor
 */
record RegistryAdoption<C>(Class<C> type, Predicate<String> taken,
		LateAdoption adoption) implements ContributorAdoption<C> {

	@Override
	public void register(String name, C contributor, BiConsumer<String, C> registry) {
		IndicatorSource source = new IndicatorSource(name, contributor);
		// the registry itself knows best how to refuse what it does not want
		boolean refused = !StringUtils.hasText(name) || name.contains("/") || !this.type.isInstance(contributor);
		if (refused) {
			registry.accept(name, contributor);
			return;
		}
		this.adoption.adopt(source, this.taken, () -> registry.accept(name, contributor));
	}

	@Override
	public @Nullable C unregister(String name, Function<String, @Nullable C> registry) {
		return this.type.cast(this.adoption.release(name, this.type, () -> registry.apply(name)));
	}

}
