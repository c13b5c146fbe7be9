package dev.probity.inquiry;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a caller of a probe gets that does not come from Probity, or not unchanged.
 *
 * @param status the HTTP status
 * @param contentType the content type without parameters, or {@code null}
 * @param location where a redirect leads to, without query and user, or {@code null}
 */
record ForeignAnswer(int status, @Nullable String contentType, @Nullable String location) {

	private static final int LONG = 100;

	static ForeignAnswer of(int status, @Nullable String contentType, @Nullable String location) {
		return new ForeignAnswer(status, shown(contentType, "[;,].*"),
				(location != null) ? shown(location.replaceFirst("//[^/@]*@", "//"), "[;?#].*") : null);
	}

	/**
	 * Somebody else has written it: nothing of a session, and nothing that looks like a
	 * line of its own.
	 */
	private static @Nullable String shown(@Nullable String value, String end) {
		if (value == null) {
			return null;
		}
		String shown = value.replaceFirst(end, "").replaceAll("[^\\x21-\\x7e]", "").strip();
		return shown.isEmpty() ? null : shown.substring(0, Math.min(shown.length(), LONG));
	}

	/**
	 * Whether it refuses an anonymous caller, or sends it to a login.
	 * @return whether it does
	 */
	public boolean isDenial() {
		return isRefusal() || isRedirect();
	}

	/**
	 * Whether it refuses an anonymous caller, and so tells nobody that all is well.
	 * @return whether it does
	 */
	public boolean isRefusal() {
		return this.status == 401 || this.status == 403;
	}

	/**
	 * Whether it sends the caller elsewhere.
	 * @return whether it does
	 */
	public boolean isRedirect() {
		return this.status >= 300 && this.status < 400;
	}

	/**
	 * Whether it sends the caller to an encrypted port.
	 * @return whether it does
	 */
	public boolean isRedirectToTls() {
		return isRedirect() && this.location != null && this.location.toLowerCase(Locale.ROOT).startsWith("https:");
	}

	@Override
	public String toString() {
		return this.status + ((this.contentType != null) ? " " + this.contentType : "")
				+ ((this.location != null) ? " to " + this.location : "");
	}

}
