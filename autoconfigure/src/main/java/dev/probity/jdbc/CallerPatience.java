package dev.probity.jdbc;

import java.time.Duration;

import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * How long callers wait for a connection of one pool: less for a time, and then as long
 * as before. What the application sets meanwhile stays. Used by one thread.
 */
final class CallerPatience {

	private static final Log logger = LogFactory.getLog(CallerPatience.class);

	private final BorrowTimeout timeout;

	private final long before;

	private final long lowered;

	private CallerPatience(BorrowTimeout timeout, long before, long lowered) {
		this.timeout = timeout;
		this.before = before;
		this.lowered = lowered;
	}

	/**
	 * Let callers wait no longer than that. Those who wait already go on waiting.
	 * @param check whose failure is the reason
	 */
	static CallerPatience lower(BorrowTimeout timeout, Duration limit, String check) {
		long before = timeout.millis();
		long lowered = Math.min(before, Math.max(timeout.least(), limit.toMillis()));
		CallerPatience patience = new CallerPatience(timeout, before, lowered);
		if (lowered < before) {
			timeout.set(lowered);
			logger.info(
					"Callers of the pool '%s' wait for a connection no longer than %s instead of %s: %s is FAILING, and this instance stays in service"
						.formatted(timeout.name(), text(lowered), text(before), check));
		}
		return patience;
	}

	/**
	 * Let callers wait as long as before.
	 */
	void restore() {
		if (this.lowered == this.before) {
			return;
		}
		long now = this.timeout.millis();
		if (now != this.lowered) {
			logger.info("Callers of the pool '%s' go on waiting for a connection up to %s, which has been set meanwhile"
				.formatted(this.timeout.name(), text(now)));
			return;
		}
		this.timeout.set(this.before);
		logger.info("Callers of the pool '%s' wait for a connection up to %s again".formatted(this.timeout.name(),
				text(this.before)));
	}

	private static String text(long millis) {
		return (millis == BorrowTimeout.WITHOUT_END) ? "any time" : Durations.brief(Duration.ofMillis(millis));
	}

}
