package dev.probity.indicator;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes checks of contributors that come and go while the application runs, whichever
 * registry they come by. Thread-safe.
 */
interface LateAdoption {

	/**
	 * Adopt a contributor that is registered while the application runs.
	 * @param taken whether its name is taken
	 * @param otherwise registers what is not adopted, before anybody else can come and go
	 */
	void adopt(IndicatorSource source, Predicate<String> taken, Runnable otherwise);

	/**
	 * Forget a contributor of a kind.
	 * @param otherwise takes out what has not been adopted, before anybody else can come
	 * and go
	 * @return what had been registered under the name, or {@code null}
	 */
	@Nullable Object release(String name, Class<?> kind, Supplier<@Nullable Object> otherwise);

}
