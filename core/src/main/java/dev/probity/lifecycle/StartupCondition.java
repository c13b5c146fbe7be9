package dev.probity.lifecycle;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A condition that must be met before the instance is started. Evaluated until it is met
 * for the first time together with all others, and never again.
 * <p>
 * A bean of this type is evaluated in the background, on a dedicated thread, from the
 * start of its application context: about every 20 ms, less often if it is slow, and
 * never by a probe. While it throws an exception it counts as not met, and so it does
 * while it has not answered yet, or not for 10 seconds; it holds up nobody else. It has
 * to be thread-safe if others change what it looks at.
 *
 * @since 0.1.0
 */
public interface StartupCondition {

	/**
	 * What is outstanding, in words, as long as the condition is not met. A change of it
	 * is a change of the probes' verdict, which is reported and recorded: figures that
	 * change belong to {@link #progress()}.
	 * @return for example {@code first result of db}
	 */
	String description();

	/**
	 * The progress, or the reason why there is none: shown after the description to
	 * callers that may see details. Changes of it are not reported.
	 * @return for example {@code 1200/5000 (24s)}, without secrets; {@code null} if there
	 * is nothing to say
	 */
	default @Nullable String progress() {
		return null;
	}

	/**
	 * Whether the condition is met.
	 * @return whether it is
	 */
	boolean isMet();

	/**
	 * Register a signal for when the condition may have become met, so that it need not
	 * be polled. A condition that ignores the signal is polled.
	 * @param signal may be called on any thread, returns at once, and takes the place of
	 * the one before
	 */
	default void onChange(Runnable signal) {
		// evaluated every now and then
	}

	/**
	 * The conditions that this one consists of, each of which is shown by itself.
	 * @return this condition, unless it consists of others; those may come while the
	 * instance starts
	 */
	default Collection<? extends StartupCondition> parts() {
		return List.of(this);
	}

}
