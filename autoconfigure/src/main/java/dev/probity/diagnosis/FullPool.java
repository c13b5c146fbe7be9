package dev.probity.diagnosis;

import java.time.Duration;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.TimeBudget;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Asks by a fresh connection where all of a pool are in use, callers wait and none comes
 * back: either the calls take long, or the dependency hangs. As long as that is answered
 * it is asked once a minute at most. For one check, whose runs do not overlap.
 */
final class FullPool {

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final Duration timeout;

	private final Ticker ticker;

	// when it was last answered
	private volatile @Nullable Long answeredAt;

	FullPool(Duration timeout, Ticker ticker) {
		this.timeout = timeout;
		this.ticker = ticker;
	}

	/**
	 * The result of a run that found the pool full.
	 */
	CheckResult ask(DiagnosedClient client, Inconclusive full) {
		Long answered = this.answeredAt;
		long now = this.ticker.read();
		if (!client.keepsCallersWaiting() || (answered != null && now - answered < PAUSE.toNanos())) {
			return full;
		}
		this.answeredAt = null;
		try {
			Duration limit = TimeBudget.ofRun(this.timeout, this.ticker).remaining();
			client.askFresh(limit);
			if (this.ticker.read() - now <= limit.toNanos()) {
				this.answeredAt = now;
			}
			return full;
		}
		catch (NoFreshConnectionException | LinkageError ex) {
			return full;
		}
		catch (Exception ex) {
			if (client.isRefusal(ex)) {
				this.answeredAt = now;
				return full;
			}
			return CheckResult.failed("%s, nothing comes back, and a fresh connection fails: %s"
				.formatted(full.reason(), FreshAnswer.failed(ex).words()), full.details());
		}
	}

}
