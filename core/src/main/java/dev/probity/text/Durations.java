package dev.probity.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * Durations as people read them, in logs, reasons, details and answers: the largest unit
 * first, from days to milliseconds, and none that is zero.
 *
 * @since 0.1.0
 */
public final class Durations {

	private static final long MINUTE = 60;

	private static final long HOUR = 60 * MINUTE;

	private static final long DAY = 24 * HOUR;

	private Durations() {
	}

	/**
	 * To the millisecond. For what somebody has set, and for what is kept and compared.
	 * @param duration the duration
	 * @return for example {@code 83ms}, {@code 1.5s}, {@code 1m30s} or {@code 2d}
	 */
	public static String exact(Duration duration) {
		if (duration.isNegative()) {
			return "-" + exact(duration.negated());
		}
		if (duration.isZero()) {
			return "0s";
		}
		long seconds = duration.getSeconds();
		if (seconds == 0) {
			return duration.toMillis() + "ms";
		}
		StringBuilder text = new StringBuilder();
		append(text, seconds / DAY, "d");
		append(text, seconds % DAY / HOUR, "h");
		append(text, seconds % HOUR / MINUTE, "m");
		BigDecimal rest = BigDecimal.valueOf(seconds % MINUTE * 1000 + duration.toMillisPart(), 3);
		if (rest.signum() > 0) {
			text.append(rest.stripTrailingZeros().toPlainString()).append('s');
		}
		return text.toString();
	}

	/**
	 * A value as it is written in a property: a duration to the millisecond, anything
	 * else as it is.
	 * @param value the value
	 * @return the text
	 */
	public static String written(Object value) {
		return (value instanceof Duration duration) ? exact(duration) : value.toString();
	}

	/**
	 * At a glance: two units at most, and no fraction. For how long something lasts now.
	 * @param duration the duration, not negative
	 * @return for example {@code 83ms}, {@code 7s}, {@code 5m5s}, {@code 1h23m} or
	 * {@code 2d1h}, rounded down
	 */
	public static String brief(Duration duration) {
		long seconds = duration.getSeconds();
		if (seconds < 1) {
			return duration.toMillis() + "ms";
		}
		if (seconds < MINUTE) {
			return seconds + "s";
		}
		if (seconds < HOUR) {
			return units(seconds / MINUTE, "m", seconds % MINUTE, "s");
		}
		if (seconds < DAY) {
			return units(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m");
		}
		return units(seconds / DAY, "d", seconds % DAY / HOUR, "h");
	}

	/**
	 * At a glance, but to a tenth of a second below a minute. For how long something has
	 * lasted that is over.
	 * @param duration the duration, not negative
	 * @return for example {@code 83ms}, {@code 7.9s} or {@code 3m2s}
	 */
	public static String elapsed(Duration duration) {
		long seconds = duration.getSeconds();
		return (seconds < 1 || seconds >= MINUTE) ? brief(duration)
				: String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
	}

	private static String units(long large, String largeUnit, long small, String smallUnit) {
		StringBuilder text = new StringBuilder();
		append(text, large, largeUnit);
		append(text, small, smallUnit);
		return text.toString();
	}

	private static void append(StringBuilder text, long amount, String unit) {
		if (amount > 0) {
			text.append(amount).append(unit);
		}
	}

}
