package dev.probity.probe;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One probe: a question and the checks that are asked for it.
 *
 * @param name the name, as in <code>/actuator/health/{name}</code>
 * @param type the question
 * @param members the checks
 * @since 0.1.0
 */
public record Probe(String name, ProbeType type, ProbeMembers members) {

	/** The name of the instance's liveness probe. */
	public static final String LIVENESS = "liveness";

	/** The name of the instance's readiness probe. */
	public static final String READINESS = "readiness";

	/**
	 * The criticality of a check for this probe. By type, only vital checks can be
	 * members of a liveness probe, and no check of a startup probe, whatever
	 * {@link #members()} says.
	 * @param check the check
	 * @return the criticality, or {@code null} if the check is no member
	 */
	public @Nullable Criticality criticalityOf(CheckSnapshot check) {
		return switch (this.type) {
			case LIVENESS -> (check.kind() == CheckKind.VITAL) ? this.members.criticalityOf(check) : null;
			case READINESS -> this.members.criticalityOf(check);
			case STARTUP -> null;
		};
	}

}
