package dev.probity.budget;

import java.util.List;

/**
 * Steps of a shutdown that take time. A bean of this type adds steps to those that
 * Probity finds itself; it is called once, when all other beans have been created and no
 * port is open yet.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ShutdownCosts {

	/**
	 * The parts of the shutdown that may take time, one after another. What can take no
	 * time is left out.
	 * @return the parts, in the order in which they come
	 */
	List<ShutdownStep> steps();

}
