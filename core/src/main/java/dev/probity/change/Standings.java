package dev.probity.change;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of probes, and since when. Written by one thread at a time, read by
 * any.
 */
final class Standings {

	private final Ticker ticker;

	private final InstantSource clock;

	private final Map<String, Standing> standings = new ConcurrentHashMap<>();

	Standings(Ticker ticker, InstantSource clock) {
		this.ticker = ticker;
		this.clock = clock;
	}

	/**
	 * Take a probe to say this until somebody looks.
	 */
	void begin(ProbeVerdict initial) {
		this.standings.put(initial.probe(), new Standing(initial, this.ticker.read(), this.clock.instant(), 0));
	}

	@Nullable Standing of(String probe) {
		return this.standings.get(probe);
	}

	/**
	 * For how long in all a standing has not been one that passes.
	 */
	Duration failed(Standing standing) {
		return Duration.ofNanos(standing.failed(this.ticker.read()));
	}

	/**
	 * For how long a standing has been what it is.
	 */
	Duration lasted(Standing standing) {
		return Duration.ofNanos(Math.max(0, this.ticker.read() - standing.sinceTick()));
	}

	/**
	 * See what a probe says now.
	 * @param summary what it says in a sentence; asked for only if that has changed
	 * @param news takes the change, if it is one
	 */
	void see(Probe probe, ProbeVerdict verdict, BiFunction<Probe, ProbeVerdict, String> summary,
			Consumer<VerdictChange> news) {
		Standing standing = this.standings.get(probe.name());
		if (standing == null || standing.verdict().equals(verdict) || isOnlyResuming(verdict)) {
			return;
		}
		long now = this.ticker.read();
		VerdictChange change = new VerdictChange(probe, standing.verdict(), verdict,
				Duration.ofNanos(now - standing.sinceTick()), this.clock.instant(), summary.apply(probe, verdict));
		Standing next = switch (change.extent()) {
			case STATUS -> new Standing(verdict, now, change.at(), standing.failed(now));
			case REASONS -> new Standing(verdict, standing.sinceTick(), standing.since(), standing.failedBefore());
		};
		// first: what is lost for want of memory is seen by the next look
		news.accept(change);
		this.standings.put(probe.name(), next);
	}

	/**
	 * A pause is no change: what comes of it is seen in a moment.
	 */
	private static boolean isOnlyResuming(ProbeVerdict verdict) {
		return !verdict.reasons().isEmpty()
				&& verdict.reasons().stream().allMatch((reason) -> reason.cause() == Cause.RESUMING);
	}

	/**
	 * A verdict, and since when its status has been what it is.
	 *
	 * @param failedBefore nanoseconds in all with a status that does not pass, up to then
	 */
	record Standing(ProbeVerdict verdict, long sinceTick, Instant since, long failedBefore) {

		private long failed(long now) {
			return this.failedBefore + ((this.verdict.status().httpStatus() != 200) ? now - this.sinceTick : 0);
		}

	}

}
