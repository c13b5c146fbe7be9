package dev.probity.probe;

import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Whether the failure of a dependency may withdraw the instance. If all instances have
 * lost the same dependency, nothing is gained if all of them leave. Asked of a required
 * dependency check that fails, and only for a readiness probe that has been ready before;
 * nothing else that withdraws readiness is softened.
 * <p>
 * Asked whenever a probe is evaluated: must answer at once from what it knows, without
 * I/O and without a lock. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WithdrawalRule {

	/** Each failure withdraws the instance. */
	WithdrawalRule ALWAYS = (failing) -> null;

	/**
	 * Why a failure does not withdraw the instance.
	 * @param failing the check that fails
	 * @return the reason and until when it holds, or {@code null} if the failure
	 * withdraws the instance
	 */
	@Nullable Hold holdOf(CheckSnapshot failing);

	/**
	 * How often an answer has changed other than by the time or by the state of a check.
	 * Counted once the new answer is given; never less than before.
	 * @return the number
	 */
	default long revision() {
		return 0;
	}

}
