package dev.probity.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * How long a caller waits for a connection of a pool while the pool's check is known to
 * fail and the instance stays in service. Immutable.
 *
 * @since 0.1.0
 */
public final class FailFast {

	private final @Nullable Duration limit;

	private FailFast(@Nullable Duration limit) {
		this.limit = limit;
	}

	/**
	 * Read a value of the property.
	 * @param value a duration, such as "500ms", or "off"; YAML makes "false" of an "off"
	 * without quotes
	 * @return what it says
	 * @throws IllegalArgumentException if it is neither, or a duration that is not
	 * positive
	 */
	public static FailFast of(String value) {
		String text = value.strip().toLowerCase(Locale.ROOT);
		if (text.equals("off") || text.equals("false")) {
			return new FailFast(null);
		}
		Duration limit = DurationStyle.detectAndParse(text);
		if (limit.isNegative() || limit.isZero()) {
			throw new IllegalArgumentException(
					"'%s' is no time to wait: set a positive duration, or 'off'".formatted(value));
		}
		return new FailFast(limit);
	}

	/**
	 * The time.
	 * @return the time, or {@code null} if pools are left as they are
	 */
	public @Nullable Duration limit() {
		return this.limit;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FailFast that && Objects.equals(this.limit, that.limit);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.limit);
	}

	@Override
	public String toString() {
		return (this.limit != null) ? DurationStyle.SIMPLE.print(this.limit) : "off";
	}

}
