package dev.probity.probe;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import org.jspecify.annotations.Nullable;

/**
 * One probe: a question and the checks that answer it.
 *
 * @param name the name, as in <code>/actuator/health/{name}</code>
 * @param type the question
 * @param scope what the question is about
 * @param members the checks
 * @since 0.1.0
 */
public record Probe(String name, ProbeType type, ProbeScope scope, ProbeMembers members) {

	/**
	 * A probe of the instance as a whole.
	 * @param name the name
	 * @param type the question
	 * @param members the checks
	 */
	public Probe(String name, ProbeType type, ProbeMembers members) {
		this(name, type, ProbeScope.INSTANCE, members);
	}

	/**
	 * The readiness probe of a feature.
	 * @param name the feature's name
	 * @param members the checks
	 * @return the probe
	 */
	public static Probe ofFeature(String name, ProbeMembers members) {
		return new Probe(name, ProbeType.READINESS, ProbeScope.FEATURE, members);
	}

	/** The name of the instance's liveness probe. */
	public static final String LIVENESS = "liveness";

	/** The name of the instance's readiness probe. */
	public static final String READINESS = "readiness";

	/** The name of the instance's startup probe. */
	public static final String STARTUP = "startup";

	/** The name under which the phase is shown beside the checks of a probe. */
	public static final String LIFECYCLE = "lifecycle";

	/**
	 * The criticality of a check for this probe. By type, only vital checks other than
	 * load checks can be members of a liveness probe, and no check can be a member of a
	 * startup probe, whatever {@link #members()} returns.
	 * @param check the check
	 * @return the criticality, or {@code null} if the check is no member
	 */
	public @Nullable Criticality criticalityOf(CheckSnapshot check) {
		return mayInclude(check) ? this.members.criticalityOf(check) : null;
	}

	/**
	 * The criticality that a check would have if it did not only show what it would do.
	 * @param check the check
	 * @return the criticality, or {@code null} if the check is no shadow for this probe
	 */
	public @Nullable Criticality shadowOf(CheckSnapshot check) {
		return mayInclude(check) ? this.members.shadowOf(check) : null;
	}

	private boolean mayInclude(CheckSnapshot check) {
		return switch (this.type) {
			case LIVENESS -> check.kind().mayFeedLiveness();
			case READINESS -> true;
			case STARTUP -> false;
		};
	}

	/**
	 * The probe as it would be if its shadows acted, as soon as something is known of
	 * them.
	 */
	public Probe withActingShadows() {
		return new Probe(this.name, this.type, this.scope, (check) -> {
			Criticality shadow = (check.state() != CheckState.UNKNOWN) ? this.members.shadowOf(check) : null;
			return (shadow != null) ? shadow : this.members.criticalityOf(check);
		});
	}

}
