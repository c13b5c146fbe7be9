package dev.probity.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.time.Agenda;
import org.jspecify.annotations.Nullable;

/**
 * The checks that are registered, and when each of them is looked at next. Guarded by the
 * scheduler's lock.
 */
final class Schedule {

	private final Map<String, CheckSlot> slots = new LinkedHashMap<>();

	private final Agenda agenda = new Agenda();

	private final Flights flights = new Flights();

	/**
	 * The runs of a check that are inside though nobody waits for them, those of an
	 * earlier registration among them.
	 */
	Flight flightOf(String check) {
		return this.flights.of(check);
	}

	boolean contains(String check) {
		return this.slots.containsKey(check);
	}

	@Nullable CheckSlot slot(String check) {
		return this.slots.get(check);
	}

	Collection<CheckSlot> slots() {
		return this.slots.values();
	}

	/**
	 * Add a check.
	 * @param at when it is looked at
	 */
	void add(CheckSlot slot, long at) {
		this.slots.put(slot.name(), slot);
		this.agenda.put(slot.name(), at);
	}

	/**
	 * Remove a check, or what is left of one.
	 * @return the runs of it that are inside though nobody waits for them
	 */
	@Nullable Flight remove(String check) {
		this.slots.remove(check);
		this.agenda.remove(check);
		return this.flights.forget(check);
	}

	/**
	 * Look at a check then, and not before.
	 */
	void lookAt(CheckSlot slot, long at) {
		this.agenda.put(slot.name(), at);
	}

	/**
	 * The check that is to be looked at first, if its time has come.
	 */
	@Nullable String due(long now) {
		return this.agenda.due(now);
	}

	/**
	 * How long it is until a check has to be looked at.
	 * @return nanoseconds, {@link Long#MAX_VALUE} if there is none
	 */
	long untilNext(long now) {
		Long next = this.agenda.untilNext(now);
		return (next != null) ? next : Long.MAX_VALUE;
	}

}
