package dev.probity.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeMembers;
import org.jspecify.annotations.Nullable;

/**
 * A feature as the properties define it: the members of its probe.
 *
 * @param name the name, as in its path
 * @param checks the checks it lists
 * @param criticality what is said of some of them
 */
record Feature(String name, List<String> checks, Map<String, Criticality> criticality) implements ProbeMembers {

	@Override
	public @Nullable Criticality criticalityOf(CheckSnapshot check) {
		if (!lists(check.name())) {
			return null;
		}
		String closest = null;
		for (String said : this.criticality.keySet()) {
			if (CheckNames.covers(said, check.name()) && (closest == null || CheckNames.covers(closest, said))) {
				closest = said;
			}
		}
		return (closest != null) ? this.criticality.get(closest) : Criticality.REQUIRED;
	}

	/**
	 * Whether a check is listed, by its own name or by that of a composite it is in.
	 */
	boolean lists(String check) {
		for (String listed : this.checks) {
			if (CheckNames.covers(listed, check)) {
				return true;
			}
		}
		return false;
	}

}
