package dev.probity.probe;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that has to be so before the instance has come up. Asked until it is met for
 * the first time together with all others, and never again.
 * <p>
 * A bean of this type is asked in the background, on a thread of its own, from when its
 * application context starts: about every 20 ms, or less often if it takes its time, and
 * never by a probe. One that throws something is not met meanwhile, and neither is one
 * that does not answer; it holds up nobody else. It has to be thread-safe if others
 * change what it looks at.
 *
 * @since 0.1.0
 */
public interface StartupCondition {

	/**
	 * What is outstanding, in words, as long as the condition is not met. A change of it
	 * is a change of the probes' verdict, which is told and recorded: figures that move
	 * belong to {@link #progress()}.
	 * @return for example {@code first result of db}
	 */
	String description();

	/**
	 * How far it has come, or why it does not: to be read after the description, by
	 * whoever may see details. Nothing is told of its changes.
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
	 * Take a signal to be given whenever the condition may have become met, so that
	 * nobody has to ask again to find out. Whoever gives none is asked every now and
	 * then.
	 * @param signal may be called on any thread, returns at once, and takes the place of
	 * the one before
	 */
	default void onChange(Runnable signal) {
		// asked every now and then
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
