package dev.probity.contributor;

import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Takes contributors that are registered while the application runs into the background.
 * To whoever registers and unregisters them it is as if they were where Actuator keeps
 * them. Thread-safe.
 *
 * @param <C> the kind of contributor
 */
public interface ContributorAdoption<C> {

	/**
	 * Register a contributor, or a reader in its place.
	 * @param name its name
	 * @param contributor the contributor
	 * @param registry registers one that is to be left as it is
	 * @throws IllegalStateException if the name is taken; nothing is registered then
	 */
	void register(String name, C contributor, BiConsumer<String, C> registry);

	/**
	 * Take a contributor out.
	 * @param name its name
	 * @param registry takes one out that has been left as it is
	 * @return the contributor as it was registered, or {@code null} if there is none
	 */
	@Nullable C unregister(String name, Function<String, @Nullable C> registry);

}
