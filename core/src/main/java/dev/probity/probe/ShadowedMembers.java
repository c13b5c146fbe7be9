package dev.probity.probe;

import java.util.function.Predicate;

import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Members of which some only show what they would do.
 *
 * @param members what all of them would be
 * @param shadows tells which only show it
 */
record ShadowedMembers(ProbeMembers members, Predicate<CheckSnapshot> shadows) implements ProbeMembers {

	@Override
	public @Nullable Criticality criticalityOf(CheckSnapshot check) {
		Criticality criticality = this.members.criticalityOf(check);
		return (criticality != null && this.shadows.test(check)) ? Criticality.OBSERVED : criticality;
	}

	@Override
	public @Nullable Criticality shadowOf(CheckSnapshot check) {
		return this.shadows.test(check) ? this.members.criticalityOf(check) : null;
	}

}
