package dev.probity.autoconfigure;

import java.util.Collection;

import org.springframework.core.Ordered;

/**
 * Where checks come from. Asked once, when all beans of the context are there.
 */
@FunctionalInterface
interface CheckDefinitions extends Ordered {

	Collection<CheckDefinition> definitions();

	/**
	 * The definitions have been registered, and further ones may be.
	 */
	default void onRegistered(CheckRegistrar registrar) {
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
