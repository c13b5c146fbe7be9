package dev.probity.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.probity.fleet.PeerToken.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a question comes from somebody who knows the token, and has not been
 * asked before. A question is good for 30 seconds, and remembered until no clock of the
 * fleet can take it for a new one; how many can come in that time is limited elsewhere.
 * Thread-safe.
 */
final class PeerCredentials {

	static final Duration VALIDITY = Duration.ofSeconds(30);

	private static final Pattern QUERY = Pattern.compile("time=(\\d{1,15})&nonce=([\\w-]{16,64})&mac=([0-9a-f]{64})");

	private final PeerToken token;

	private final InstantSource clock;

	private final Map<String, Long> known = new ConcurrentHashMap<>();

	PeerCredentials(PeerToken token, InstantSource clock) {
		this.token = token;
		this.clock = clock;
	}

	/**
	 * What a question is to say for itself.
	 */
	static String query(Stamp stamp, String signature) {
		return "time=%s&nonce=%s&mac=%s".formatted(stamp.time(), stamp.nonce(), signature);
	}

	/**
	 * Whether somebody who knows the token asks this now.
	 * @return what the answer is to be signed with, or {@code null} if it is to be
	 * refused
	 */
	@Nullable Stamp verify(String check, @Nullable String query) {
		Matcher matcher = QUERY.matcher((query != null) ? query : "");
		if (!matcher.matches()) {
			return null;
		}
		Stamp stamp = new Stamp(matcher.group(1), matcher.group(2));
		long now = this.clock.millis();
		return PeerToken.isSame(this.token.sign(check, stamp), matcher.group(3))
				&& Math.abs(now - Long.parseLong(stamp.time())) <= VALIDITY.toMillis() ? stamp : null;
	}

	/**
	 * Whether a question that is verified has not been asked before.
	 */
	boolean isNew(Stamp stamp) {
		long now = this.clock.millis();
		this.known.values().removeIf((until) -> until < now);
		return this.known.putIfAbsent(stamp.nonce(), now + 2 * VALIDITY.toMillis()) == null;
	}

	/**
	 * How many questions are remembered.
	 */
	int remembered() {
		return this.known.size();
	}

}
