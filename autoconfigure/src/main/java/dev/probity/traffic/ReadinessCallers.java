package dev.probity.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The callers that poll readiness, and how often each was answered that the instance is
 * not ready. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadinessCallers {

	// who has been silent for longer has turned to others already
	private static final Duration RECENT = Duration.ofMinutes(1);

	// more than that are no balancers; whoever comes then is not forgotten but unknown
	private static final int MAX_CALLERS = 100;

	private static final int CLIENT_ERROR = 400;

	private final Ticker ticker;

	// guarded by "this"
	private final Map<ReadinessCaller, Asked> callers = new HashMap<>();

	private boolean overflown;

	/**
	 * Create an empty set of callers.
	 * @param ticker for the time of the last request
	 */
	public ReadinessCallers(Ticker ticker) {
		this.ticker = ticker;
	}

	void answered(@Nullable String userAgent, @Nullable String address, int httpStatus) {
		ReadinessCaller caller = new ReadinessCaller((userAgent != null) ? userAgent : "",
				(address != null) ? address : "");
		synchronized (this) {
			Asked asked = this.callers.get(caller);
			if (asked == null && this.callers.size() >= MAX_CALLERS) {
				forgetTheSilent();
				this.overflown = this.callers.size() >= MAX_CALLERS;
			}
			if (asked != null || !this.overflown) {
				this.callers.put(caller,
						((asked != null) ? asked : Asked.NEVER).once(this.ticker.read(), httpStatus >= CLIENT_ERROR));
			}
		}
	}

	private void forgetTheSilent() {
		long now = this.ticker.read();
		this.callers.values().removeIf((asked) -> now - asked.last() > RECENT.toNanos());
	}

	/**
	 * The current balancers: callers with more than one recent request. Not the kubelet,
	 * since requests come through others that it does not know.
	 * @return the callers; {@code null} if there are too many to distinguish
	 */
	public synchronized @Nullable List<ReadinessCaller> balancers() {
		if (this.overflown) {
			return null;
		}
		long now = this.ticker.read();
		List<ReadinessCaller> balancers = new ArrayList<>();
		this.callers.forEach((caller, asked) -> {
			if (asked.times() > 1 && now - asked.last() <= RECENT.toNanos() && !caller.isKubelet()) {
				balancers.add(caller);
			}
		});
		return balancers;
	}

	/**
	 * How many answers in a row have reported to a caller that the instance is not ready.
	 * @param caller the caller
	 * @return the number of answers in a row
	 */
	public synchronized int notReadyAnswers(ReadinessCaller caller) {
		return this.callers.getOrDefault(caller, Asked.NEVER).notReadyInARow();
	}

	/**
	 * What is known of a caller.
	 */
	private record Asked(long last, int times, int notReadyInARow) {

		private static final Asked NEVER = new Asked(0, 0, 0);

		private Asked once(long now, boolean notReady) {
			return new Asked(now, Math.min(this.times + 1, 2), notReady ? this.notReadyInARow + 1 : 0);
		}

	}

}
