package dev.probity.page;

import java.util.Locale;
import java.util.stream.Collectors;

import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.ReasonDescriptor;
import dev.probity.actuate.ProbityDescriptor.RestartDescriptor;
import dev.probity.probe.VerdictReason.Cause;

/**
 * Changes in words.
 */
final class Changes {

	private Changes() {
	}

	/**
	 * What has changed.
	 */
	static String subject(ChangeDescriptor change) {
		if (change.check() != null) {
			return change.check();
		}
		return (change.probe() != null) ? "probe " + change.probe() : "override of " + change.override();
	}

	/**
	 * Why, as far as that may be shown.
	 */
	static String reason(ChangeDescriptor change) {
		if (change.reason() != null) {
			return change.reason();
		}
		return (change.causes() == null) ? ""
				: change.causes().stream().map(Changes::reason).collect(Collectors.joining(", "));
	}

	/**
	 * Why a process ended, as far as that may be shown.
	 */
	static String reason(RestartDescriptor end) {
		return (end.words() != null) ? "%s (%s)".formatted(end.reason(), end.words()) : end.reason();
	}

	static String reason(ReasonDescriptor reason) {
		String cause = words(reason.cause());
		if (reason.cause() == Cause.STARTING && reason.subject() != null) {
			return "waiting for: " + reason.subject();
		}
		return (reason.subject() != null) ? reason.subject() + " " + cause : cause;
	}

	/**
	 * The name of a constant, as words of a sentence.
	 */
	static String words(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
