package dev.probity.detail;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.text.Secrecy;
import org.jspecify.annotations.Nullable;

/**
 * Values that are taken over as they are: immutable ones that run no code of the
 * application, and those that can be read as one of them.
 */
final class PlainDetail {

	private PlainDetail() {
	}

	/**
	 * Whether a value may be shown as it is: it cannot change, and its methods are those
	 * of the JDK.
	 */
	static boolean is(Object value) {
		String type = value.getClass().getPackageName();
		return value instanceof Boolean
				|| (value instanceof Number && (type.equals("java.lang") || type.equals("java.math")))
				|| (type.equals("java.time") && !(value instanceof Clock));
	}

	/**
	 * The text that a value is, or {@code null} if it is none.
	 */
	static @Nullable String text(Object value) {
		if (value instanceof String text) {
			return text;
		}
		if (value instanceof CharSequence text) {
			// one that goes on is closed where it is searched for secrets
			return text.subSequence(0, Math.min(text.length(), Secrecy.LONGEST_READ + 1)).toString();
		}
		return (value instanceof Character) ? value.toString() : null;
	}

	/**
	 * What is held at this moment by something that holds one figure, or {@code null} if
	 * it is nothing of the kind.
	 */
	static @Nullable Object figure(Object value) {
		if (value instanceof Number number) {
			return figure(number);
		}
		if (value instanceof AtomicBoolean flag) {
			return flag.get();
		}
		return null;
	}

	private static Number figure(Number number) {
		try {
			BigDecimal figure = new BigDecimal(number.toString());
			return (figure.scale() != 0) ? figure
					: (figure.precision() < 19) ? (Number) figure.longValue() : figure.toBigInteger();
		}
		catch (NumberFormatException ex) {
			// one that shows itself in words
			return number.doubleValue();
		}
	}

}
