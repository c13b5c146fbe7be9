package dev.probity.budget;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;

/**
 * A setting of an object of Spring that has no accessor.
 */
final class HiddenSetting {

	private HiddenSetting() {
	}

	/**
	 * The value of a field.
	 * @return {@code null} if it has none, or if it cannot be read in this runtime
	 */
	static @Nullable Object of(Object owner, String field) {
		try {
			return new DirectFieldAccessor(owner).getPropertyValue(field);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
