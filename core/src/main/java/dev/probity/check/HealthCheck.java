package dev.probity.check;

/**
 * Examines one thing and reports whether it works. The two kinds differ by type, since
 * only a {@link VitalCheck} can ever feed liveness: implement {@link DependencyCheck} for
 * what lies outside this process, {@link VitalCheck} for what lies inside.
 * <p>
 * {@link #check()} is called on a background thread, never on the thread of a probe, and
 * not twice at the same time for one registered check, with one exception: beside a run
 * that has been stuck for three deadlines one more is tried. It need not limit its own
 * time: a run that exceeds the {@link CheckPolicy#timeout() timeout} counts as failed at
 * that moment, and what it returns afterwards is ignored.
 *
 * @since 0.1.0
 */
public sealed interface HealthCheck permits DependencyCheck, VitalCheck {

	/**
	 * Look once, now.
	 * @return what was found; {@code null} counts as failed
	 * @throws Exception if looking failed, which counts as failed; so does any other
	 * {@link Throwable}
	 */
	CheckResult check() throws Exception;

}
