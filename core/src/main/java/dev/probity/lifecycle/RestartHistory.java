package dev.probity.lifecycle;

import java.util.List;

/**
 * The ends of earlier processes of this instance.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RestartHistory {

	/**
	 * The last ends that are known. Quick and thread-safe.
	 * @return an immutable list, newest first
	 */
	List<PastEnd> ends();

}
