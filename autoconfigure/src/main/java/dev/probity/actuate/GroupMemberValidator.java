package dev.probity.actuate;

import java.util.List;
import java.util.Map;

import dev.probity.definition.CheckCriticalities;
import dev.probity.definition.DeclaredMembers;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.settings.CheckNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Examines which checks the application has left out of its readiness and liveness
 * groups, most likely because it did not know of it. What it excludes it knows of.
 */
final class GroupMemberValidator {

	private static final Log logger = LogFactory.getLog(GroupMemberValidator.class);

	private final Map<ProbeType, DeclaredMembers> groups;

	private final CheckCriticalities criticalities;

	GroupMemberValidator(DeclaredMembers readiness, DeclaredMembers liveness, CheckCriticalities criticalities) {
		this.groups = Map.of(ProbeType.READINESS, readiness, ProbeType.LIVENESS, liveness);
		this.criticalities = criticalities;
	}

	void validate() {
		List<String> needed = omitted(ProbeType.READINESS).stream().filter((name) -> !isOurs(name)).toList();
		if (!needed.isEmpty()) {
			String names = String.join(", ", needed);
			logger
				.warn(("The readiness group does not include %s, which readiness requires: while that fails, this instance "
						+ "still reports ready. Add it to 'management.endpoint.health.group.readiness.include', or exclude "
						+ "it explicitly with 'management.endpoint.health.group.readiness.exclude=%s'.")
					.formatted(names, names));
		}
		this.groups.keySet().stream().sorted().forEach(this::warnOfVitals);
	}

	private void warnOfVitals(ProbeType probe) {
		List<String> vitals = omitted(probe).stream().filter(GroupMemberValidator::isOurs).toList();
		if (!vitals.isEmpty()) {
			String group = (probe == ProbeType.READINESS) ? Probe.READINESS : Probe.LIVENESS;
			logger.info("The %s group lists its members explicitly and therefore leaves out Probity's %s"
				.formatted(group, String.join(", ", vitals)));
		}
	}

	private List<String> omitted(ProbeType probe) {
		DeclaredMembers group = this.groups.get(probe);
		return (group == null) ? List.of()
				: this.criticalities.requiredFor(probe).stream().filter(group::omits).sorted().toList();
	}

	private static boolean isOurs(String name) {
		return CheckNames.isDisk(name) || CheckNames.VITAL.contains(CheckNames.firstPart(name));
	}

}
