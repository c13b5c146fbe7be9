package dev.probity.registration;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import reactor.core.publisher.Mono;

/**
 * A dependency check that is written reactively. A bean of this type is a check as one of
 * type {@link dev.probity.check.DependencyCheck} is: its worker subscribes and waits for
 * the result, so that no event loop is held up. At its timeout the subscription is
 * cancelled, on the worker: an answer that gets lost costs one run, and no more.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReactiveDependencyCheck {

	/**
	 * Look at the dependency.
	 * @return emits what was found; an error is a failure, and so is nothing
	 */
	Mono<CheckResult> check();

}
