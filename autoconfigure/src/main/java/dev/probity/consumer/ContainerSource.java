package dev.probity.consumer;

import java.util.List;

/**
 * Finds the containers of one library.
 */
interface ContainerSource {

	/**
	 * The containers there are now.
	 */
	List<? extends ConsumerContainer> containers();

	/**
	 * Before containers start: prepare what makes those that come later.
	 */
	default void prepare() {
	}

}
