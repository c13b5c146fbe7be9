package dev.probity.autoconfigure;

import java.util.List;
import java.util.function.BiFunction;

import dev.probity.actuate.ContributorAdoption;
import org.jspecify.annotations.Nullable;

/**
 * Adopts what is registered with one of Actuator's registries while the application runs.
 *
 * @param <C> the kind of contributor
 */
final class RegistryAdoption<C> implements ContributorAdoption<C> {

	private final Class<C> type;

	private final BiFunction<String, C, IndicatorSource> source;

	private final IndicatorAdoption adoption;

	private final CheckRegistrar registrar;

	RegistryAdoption(Class<C> type, BiFunction<String, C, IndicatorSource> source, IndicatorAdoption adoption,
			CheckRegistrar registrar) {
		this.type = type;
		this.source = source;
		this.adoption = adoption;
		this.registrar = registrar;
	}

	@Override
	public boolean adopt(String name, C contributor) {
		List<CheckDefinition> definitions = this.adoption.adopt(name, this.source.apply(name, contributor));
		try {
			this.registrar.add(definitions, null);
			return !definitions.isEmpty();
		}
		catch (RuntimeException ex) {
			this.adoption.release(name, this.type);
			throw ex;
		}
	}

	@Override
	public @Nullable C release(String name) {
		IndicatorSource released = this.adoption.release(name, this.type);
		if (released == null) {
			return null;
		}
		this.registrar.remove(released.names());
		return this.type.cast(released.contributor());
	}

}
