package dev.probity.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where one peer or several are, as it was set.
 *
 * @param scheme what they speak, "http" or "https", or {@code null} if it was not said
 * @param host a name or an address, which may stand for several
 * @param port the port, or {@code null} if it is the one of this instance
 */
record PeerName(@Nullable String scheme, String host, @Nullable Integer port) {

	private static final Pattern TEXT = Pattern
		.compile("(?:(https?)://)?(\\[[0-9A-Fa-f:.%]+]|[\\w.-]+)(?::(\\d{1,5}))?/?");

	/**
	 * Read a value of a property.
	 * @return what it says, or {@code null} if it is no address
	 */
	static @Nullable PeerName of(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		if (!matcher.matches()) {
			return null;
		}
		Integer port = (matcher.group(3) != null) ? Integer.valueOf(matcher.group(3)) : null;
		if (port != null && (port < 1 || port > 65535)) {
			return null;
		}
		return new PeerName(matcher.group(1), matcher.group(2).replaceAll("[\\[\\]]", ""), port);
	}

}
