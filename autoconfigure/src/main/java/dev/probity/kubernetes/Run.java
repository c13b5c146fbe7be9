package dev.probity.kubernetes;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import dev.probity.text.Secrecy;
import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * One process of the container, as the ledger has it: one line of text.
 *
 * @param started when it began
 * @param ended when it last said that it ends, or {@code null} if it never did
 * @param reason why it ends; see {@link EndReason}
 * @param held for how long its end was put off, since earlier restarts had not helped
 * @param words its last words, one line without secrets
 */
record Run(Instant started, @Nullable Instant ended, String reason, Duration held, String words) {

	private static final String UNKNOWN = "-";

	private static final String SEPARATOR = "\t";

	private static final int FIELDS = 5;

	private static final int LONGEST_WORDS = 500;

	Run {
		reason = VisibleText.line(reason).strip();
		// tabs and line breaks are blanks then
		words = VisibleText.cut(VisibleText.line(Secrecy.hide(words)).strip(), LONGEST_WORDS);
	}

	static Run begun(Instant started) {
		return new Run(started, null, EndReason.KILLED, Duration.ZERO, "");
	}

	/**
	 * How long it ran without what was put off.
	 * @param next when the next one began
	 */
	Duration effective(Instant next) {
		return atLeastZero(uptime(next).minus(this.held));
	}

	Duration uptime(Instant next) {
		return atLeastZero(Duration.between(this.started, end(next)));
	}

	/**
	 * When it ended, at the latest when the next one began.
	 */
	Instant end(Instant next) {
		return (this.ended != null) ? this.ended : next;
	}

	private static Duration atLeastZero(Duration duration) {
		return duration.isNegative() ? Duration.ZERO : duration;
	}

	String line() {
		return String.join(SEPARATOR, this.started.toString(), (this.ended != null) ? this.ended.toString() : UNKNOWN,
				this.reason, this.held.toString(), this.words);
	}

	/**
	 * Read a line.
	 * @return the run, or {@code null} if the line is none
	 */
	static @Nullable Run parse(String line) {
		String[] fields = line.split(SEPARATOR, FIELDS);
		if (fields.length != FIELDS || fields[2].isBlank()) {
			return null;
		}
		try {
			return new Run(Instant.parse(fields[0]), fields[1].equals(UNKNOWN) ? null : Instant.parse(fields[1]),
					fields[2], atLeastZero(Duration.parse(fields[3])), fields[4]);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
