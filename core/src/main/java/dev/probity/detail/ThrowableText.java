package dev.probity.detail;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.probity.text.Secrecy;
import org.jspecify.annotations.Nullable;

/**
 * Describes a throwable in one line, without secrets: behind the name of its class, a
 * message of several lines would no longer be read as what it is. Must not fail itself,
 * whatever somebody's {@link Throwable#getMessage()} does.
 */
public final class ThrowableText {

	private static final int DEEPEST = 100;

	private ThrowableText() {
	}

	public static String describe(Throwable error) {
		Throwable root = rootOf(error);
		return (root == error) ? line(error) : line(error) + "; caused by " + line(root);
	}

	private static Throwable rootOf(Throwable error) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		seen.add(error);
		Throwable root = error;
		Throwable cause = causeOf(root);
		while (cause != null && seen.size() < DEEPEST && seen.add(cause)) {
			root = cause;
			cause = causeOf(root);
		}
		return root;
	}

	private static @Nullable Throwable causeOf(Throwable error) {
		try {
			return error.getCause();
		}
		catch (Throwable hostile) {
			return null;
		}
	}

	private static String line(Throwable error) {
		String name = nameOf(error.getClass());
		try {
			String message = error.getMessage();
			return (message == null || message.isBlank()) ? name : name + ": " + Secrecy.hide(message).strip();
		}
		catch (Throwable hostile) {
			return name;
		}
	}

	private static String nameOf(Class<?> type) {
		String simple = type.getSimpleName();
		return simple.isEmpty() ? type.getName() : simple;
	}

}
