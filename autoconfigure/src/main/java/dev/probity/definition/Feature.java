package dev.probity.definition;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeMembers;
import dev.probity.settings.CheckNames;
import org.jspecify.annotations.Nullable;

/**
 * A feature as the properties define it: the members of its probe.
 *
 * @param name the name, as in its path
 * @param checks the checks it lists
 * @param criticality the criticality of some of them
 */
public record Feature(String name, List<String> checks, Map<String, Criticality> criticality) implements ProbeMembers {

	public Feature {
		// the more specific setting comes first
		Map<String, Criticality> closest = new LinkedHashMap<>();
		criticality.entrySet()
			.stream()
			.sorted(Comparator.comparing((said) -> -CheckNames.canonical(said.getKey()).length()))
			.forEach((said) -> closest.put(said.getKey(), said.getValue()));
		criticality = Collections.unmodifiableMap(closest);
	}

	@Override
	public @Nullable Criticality criticalityOf(CheckSnapshot check) {
		if (!lists(check.name())) {
			return null;
		}
		for (Map.Entry<String, Criticality> said : this.criticality.entrySet()) {
			if (CheckNames.covers(said.getKey(), check.name())) {
				return said.getValue();
			}
		}
		return Criticality.REQUIRED;
	}

	/**
	 * Whether a name may be that of a check that is listed: there may be any separators
	 * in what an environment variable means.
	 */
	boolean mayList(String name) {
		return lists(name) || this.checks.stream()
			.anyMatch((listed) -> CheckNames.canonical(name).startsWith(CheckNames.canonical(listed))
					|| CheckNames.areEqual(name, listed));
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
