package dev.probity.budget;

import java.util.List;

/**
 * What holds up a shutdown. A bean of this type adds to what Probity counts by itself;
 * asked once, when everything else has been created and no port is open yet.
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
