package dev.probity.indicator;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

import dev.probity.check.CheckResult;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.boot.health.contributor.Health;

/**
 * Recognises by its failure that an indicator needs something that only the thread of a
 * caller has: the request, the session, who the caller is.
 */
final class CallerContext {

	private static final int DEEPEST_CAUSE = 20;

	private static final Pattern WORDS = Pattern.compile("Scope '[^']+' is not active for the current thread"
			+ "|No thread-bound request found|request is not active anymore"
			+ "|(?:servletRequest|serverWebExchange) cannot be null|AuthenticationCredentialsNotFoundException");

	// what was null, as the JVM names it
	private static final List<String> TYPES = List.of("\"org.springframework.web.context.request.",
			"\"org.springframework.web.server.", "\"org.springframework.security.core.", "\"jakarta.servlet.",
			"\"java.security.Principal.");

	private CallerContext() {
	}

	/**
	 * Why an indicator that has thrown needs its caller.
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String missedBy(Throwable thrown) {
		Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (isMissing(cause)) {
				return CheckResult.failed(cause).reason();
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static boolean isMissing(Throwable cause) {
		if (cause instanceof ScopeNotActiveException) {
			return true;
		}
		String message = cause.getMessage();
		if (cause instanceof NullPointerException && message != null) {
			return TYPES.stream().anyMatch(message::contains);
		}
		return isMissing(cause.getClass().getName() + ": " + message);
	}

	private static boolean isMissing(String words) {
		return WORDS.matcher(words).find();
	}

	/**
	 * Why an indicator that has put its failure into its details needs its caller.
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String missedBy(Health health) {
		return (health.getDetails().get("error") instanceof String error && isMissing(error)) ? error : null;
	}

	/**
	 * Whether what came out of a reactive indicator is what comes of a context without a
	 * caller in it.
	 */
	static boolean isEmpty(@Nullable Health health, @Nullable Throwable thrown) {
		return (thrown != null) ? thrown instanceof NoSuchElementException : health == null;
	}

}
