package dev.probity.consumer;

import java.util.Collection;
import java.util.List;

/**
 * Knows the message listeners that need something. Reading takes no lock and waits for
 * nobody. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConsumerReport {

	/**
	 * The listeners of which anything is needed.
	 * @return one reading for each, in the order of their ids
	 */
	List<ConsumerReading> consumers();

	/**
	 * Several reports as one, those of a hierarchy of contexts say.
	 * @param reports the reports
	 * @return all of them
	 */
	static ConsumerReport of(Collection<? extends ConsumerReport> reports) {
		return () -> reports.stream().flatMap((report) -> report.consumers().stream()).toList();
	}

}
