package dev.probity.engine;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The runs that are left behind, by the name of their check: of what is registered, and
 * of what was as long as a run of it is inside. Guarded by the scheduler's lock.
 */
final class Flights {

	private final Map<String, Flight> flights = new HashMap<>();

	Flight of(String check) {
		return this.flights.computeIfAbsent(check, (name) -> new Flight());
	}

	/**
	 * Forget a check unless a run of it is inside.
	 * @return the runs that are
	 */
	@Nullable Flight forget(String check) {
		Flight flight = this.flights.get(check);
		if (flight != null && flight.isEmpty()) {
			this.flights.remove(check);
		}
		return flight;
	}

}
