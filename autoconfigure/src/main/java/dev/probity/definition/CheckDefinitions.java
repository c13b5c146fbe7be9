package dev.probity.definition;

import java.util.Collection;
import java.util.List;

import org.springframework.core.Ordered;

/**
 * Where checks come from. Evaluated once, when all beans of the context are there.
 */
@FunctionalInterface
public interface CheckDefinitions extends Ordered {

	Collection<CheckDefinition> definitions();

	/**
	 * Names that settings may use although there is no check of that name yet.
	 */
	default Collection<String> furtherNames() {
		return List.of();
	}

	/**
	 * Checks as they may come later, of which all is to be found out at the start that is
	 * wrong with their settings: whoever brings one could do nothing about it.
	 * @param said what settings name and is no check yet
	 */
	default Collection<CheckDefinition> examples(Collection<String> said) {
		return List.of();
	}

	/**
	 * The definitions have been registered, and further ones may be.
	 */
	default void onRegistered(RegisteredChecks checks) {
	}

	/**
	 * Whether the clients that these checks ask are diagnosed, so that they can be
	 * healed.
	 */
	default boolean diagnosesClients() {
		return false;
	}

	/**
	 * What says nothing of its order would come last, together with the one that really
	 * has to.
	 */
	@Override
	default int getOrder() {
		return 0;
	}

}
