package dev.probity.actuate;

import java.time.Duration;

import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.convert.ConversionFailedException;

/**
 * What an operator has asked for, in text.
 *
 * @param readiness the mode
 * @param reason why
 * @param timeToLive for how long
 */
record OverrideRequest(@Nullable String readiness, @Nullable String reason, @Nullable String timeToLive) {

	private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(15);

	private static final int LONGEST_SHOWN = 50;

	/**
	 * Do what is asked for.
	 * @throws IllegalArgumentException if that cannot be
	 */
	void applyTo(ReadinessControl control) {
		String why = (this.reason != null) ? this.reason : "";
		switch (mode()) {
			case READY -> control.ready(why, duration(this.timeToLive));
			case NOT_READY -> control.notReady(why, duration(this.timeToLive));
			case AUTO -> {
				requireNone(this.timeToLive);
				if (why.isBlank()) {
					control.auto();
				}
				else {
					control.auto(why);
				}
			}
		}
	}

	private Mode mode() {
		Mode mode = null;
		try {
			mode = ApplicationConversionService.getSharedInstance().convert(this.readiness, Mode.class);
		}
		catch (ConversionFailedException ex) {
			// reported below
		}
		if (mode == null) {
			throw new IllegalArgumentException("'readiness' is %s, but must be 'ready', 'not-ready' or 'auto'"
				.formatted((this.readiness != null) ? "'" + shown(this.readiness) + "'" : "missing"));
		}
		return mode;
	}

	static void requireNone(@Nullable String timeToLive) {
		if (timeToLive != null) {
			throw new IllegalArgumentException(
					"'timeToLive' is '%s', but 'auto' does not expire: leave it out".formatted(shown(timeToLive)));
		}
	}

	static Duration duration(@Nullable String timeToLive) {
		if (timeToLive == null) {
			return DEFAULT_TIME_TO_LIVE;
		}
		String text = timeToLive.strip();
		if (text.chars().noneMatch(Character::isLetter)) {
			throw new IllegalArgumentException(
					"'timeToLive' is '%s', which has no unit: write for example 10m or PT10M".formatted(shown(text)));
		}
		try {
			return DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					"'timeToLive' is '%s', which is not a duration: write for example 10m or PT10M"
						.formatted(shown(text)),
					ex);
		}
	}

	static String shown(String text) {
		String line = text.replaceAll("[^\\p{Graph} ]", "?");
		return (line.length() > LONGEST_SHOWN) ? line.substring(0, LONGEST_SHOWN) + "…" : line;
	}

}
