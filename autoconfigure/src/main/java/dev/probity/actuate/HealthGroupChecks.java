package dev.probity.actuate;

import dev.probity.indicator.LivenessGroupValidator;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is said of health groups with the checks and groups that there are, once
 * all beans are there.
 *
 * @param later members that have yet to come
 * @param liveness those of the liveness group that look outside the process
 * @param members those that a group does without
 * @param ignored what probes do not follow, which is told once in a hierarchy
 * @param foreign groups that are not ours, although they should be
 */
record HealthGroupChecks(LaterMembers later, LivenessGroupValidator liveness, GroupMemberValidator members,
		@Nullable IgnoredGroupSettings ignored, ForeignProbeGroups foreign) {

	void run() {
		this.later.expectThem();
		this.liveness.validate();
		this.members.validate();
		if (this.ignored != null) {
			this.ignored.warn();
		}
		this.foreign.warn();
	}

}
