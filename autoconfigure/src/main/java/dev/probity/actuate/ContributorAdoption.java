package dev.probity.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Takes contributors that are registered while the application runs into the background.
 *
 * @param <C> the kind of contributor
 * @since 0.1.0
 */
public interface ContributorAdoption<C> {

	/**
	 * A contributor is about to be registered.
	 * @param name its name
	 * @param contributor the contributor
	 * @return whether a reader has been registered in its place, so that it itself is not
	 * to be
	 */
	boolean adopt(String name, C contributor);

	/**
	 * A contributor is about to be taken out.
	 * @param name its name
	 * @return the contributor that had been adopted under the name, whose reader is gone
	 * now, or {@code null} if none had been
	 */
	@Nullable C release(String name);

}
