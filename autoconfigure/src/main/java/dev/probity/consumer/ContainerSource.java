package dev.probity.consumer;

import java.util.List;

/**
 * Finds the containers of one library.
 */
@FunctionalInterface
interface ContainerSource {

	/**
	 * The containers there are now.
	 */
	List<? extends ConsumerContainer> containers();

}
