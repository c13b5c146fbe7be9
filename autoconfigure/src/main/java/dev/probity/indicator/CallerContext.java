package dev.probity.indicator;

import java.util.NoSuchElementException;
import java.util.regex.Pattern;

import dev.probity.check.CheckResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * Recognises by its failure that an indicator needs something that only the thread of a
 * caller has: the request, the session, who the caller is. Only what was thrown here
 * counts, not the words of others in its message.
 */
final class CallerContext {

	private static final int DEEPEST_CAUSE = 20;

	// the class of what was thrown and how its message begins, as Spring and the JVM say
	// it; further behind may stand what a remote service has answered
	private static final Pattern THROWN = Pattern
		.compile("org\\.springframework\\.beans\\.factory\\.support\\.ScopeNotActiveException: "
				+ "|org\\.springframework\\.security\\.authentication\\.AuthenticationCredentialsNotFoundException: "
				+ "|java\\.lang\\.IllegalStateException: (?:No thread-bound request found"
				+ "|Cannot (?:ask for|set) request attributes? - request is not active anymore)"
				+ "|java\\.lang\\.IllegalArgumentException: (?:servletRequest|serverWebExchange) cannot be null"
				// what was null stands in quotation marks
				+ "|java\\.lang\\.NullPointerException: Cannot [^\\n]*\"(?:org\\.springframework\\.(?:web\\.context\\.request"
				+ "|web\\.server|security\\.core)|jakarta\\.servlet|java\\.security\\.Principal)\\.");

	private CallerContext() {
	}

	/**
	 * Why an indicator that has thrown needs its caller.
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String missedBy(Throwable thrown) {
		Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (isMissing(cause.getClass().getName() + ": " + cause.getMessage())) {
				return CheckResult.failed(cause).reason();
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static boolean isMissing(String thrown) {
		return THROWN.matcher(thrown).lookingAt();
	}

	/**
	 * Why an indicator that has put its failure into its details, as Boot does, needs its
	 * caller.
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
