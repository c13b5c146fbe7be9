package dev.probity.diagnosis;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.text.Durations;

/**
 * What a fresh connection has shown.
 *
 * @param kind whether it was answered
 * @param words how long that took, or why it failed, without secrets
 */
record FreshAnswer(Kind kind, String words) {

	private static final FreshAnswer NONE = new FreshAnswer(Kind.NONE, "");

	/**
	 * It has shown nothing: it could not be tried.
	 */
	static FreshAnswer none() {
		return NONE;
	}

	static FreshAnswer answered(Duration time) {
		return new FreshAnswer(Kind.ANSWERED, Durations.brief(time));
	}

	/**
	 * It failed; the code that a database gives the reason is what people search for.
	 */
	static FreshAnswer failed(Throwable error) {
		String reason = String.valueOf(CheckResult.failed(error).reason());
		String code = Stream.iterate(error, (some) -> some != null, Throwable::getCause)
			.limit(20)
			.filter(SQLException.class::isInstance)
			.map((some) -> ((SQLException) some).getSQLState())
			.filter((state) -> state != null && state.matches("\\w{5}"))
			.findFirst()
			.map((state) -> state + " ")
			.orElse("");
		return new FreshAnswer(Kind.FAILED, code + reason);
	}

	static FreshAnswer tooLate(Duration limit) {
		return new FreshAnswer(Kind.FAILED, "no answer within " + Durations.exact(limit));
	}

	/**
	 * Whether it was answered.
	 */
	enum Kind {

		ANSWERED, FAILED, NONE

	}

}
