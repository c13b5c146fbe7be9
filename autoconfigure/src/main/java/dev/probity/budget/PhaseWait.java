package dev.probity.budget;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * What a bean waits for when it is stopped, for as long as the timeout of its phase.
 */
@FunctionalInterface
interface PhaseWait {

	/**
	 * Look at a bean.
	 * @param context the context that the bean is in
	 * @return what it waits for, as it is to be read in a log line; {@code null} if this
	 * knows of nothing
	 */
	@Nullable String of(String name, SmartLifecycle bean, ApplicationContext context);

}
