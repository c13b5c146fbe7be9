package dev.probity.fleet;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What an instance says: one word, and who it is.
 *
 * @param opinion what it says of the check
 * @param instance which instance says so
 */
record PeerVoice(Opinion opinion, String instance) {

	private static final Pattern TEXT = Pattern
		.compile("(passing|failing|none) ([\\w-]{1,64})(?: ([0-9a-f]{64}))?\\s*");

	/**
	 * The line that is sent.
	 * @param signature the signature, or {@code null} if there is no token
	 */
	String text(@Nullable String signature) {
		String text = this.opinion.name().toLowerCase(Locale.ROOT) + " " + this.instance;
		return (signature != null) ? text + " " + signature : text;
	}

	/**
	 * Read a line that somebody has sent.
	 * @return what it says, or {@code null} if it is no such line
	 */
	static @Nullable Signed read(String text) {
		Matcher matcher = TEXT.matcher(text);
		return matcher.matches() ? new Signed(
				new PeerVoice(Opinion.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2)),
				matcher.group(3)) : null;
	}

	/**
	 * What was said, and by whom it claims to be.
	 */
	record Signed(PeerVoice voice, @Nullable String signature) {

	}

}
