package dev.probity.budget;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;

/**
 * What an object of Spring has been told and tells nobody.
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
