package dev.probity.contract;

import java.time.Duration;
import java.util.List;

import dev.probity.traffic.CallSeries;
import dev.probity.traffic.CallerKind;
import dev.probity.traffic.Entrance;
import org.jspecify.annotations.Nullable;

/**
 * One kind of caller and what it requests, as observed.
 *
 * @param caller who requests
 * @param entrance where
 * @param path what
 * @param role what the path answers for
 * @param requests how many requests there have been
 * @param status the HTTP status of the last answer
 * @param gaps the times between the latest requests
 * @param sinceLast how long ago the last one was
 */
record ObservedCaller(CallerKind caller, Entrance entrance, String path, PathRole role, long requests, int status,
		List<Duration> gaps, Duration sinceLast) {

	// fewer say nothing about a period
	private static final int ENOUGH = 3;

	// who has missed more has gone
	private static final int PERIODS = 3;

	// of two probes on one path: more than a late probe or a repeated one makes
	private static final int ENOUGH_FOR_TWO = 10;

	static ObservedCaller of(CallSeries series, String path, PathRole role, long now) {
		CallSeries.Target target = series.target();
		return new ObservedCaller(target.caller(), target.entrance(), path, role, series.count(), series.status(),
				series.gaps(), series.sinceLast(now));
	}

	/**
	 * Whether it is a platform, and not a person or a test.
	 */
	boolean isPlatform() {
		return this.caller != CallerKind.OTHER;
	}

	/**
	 * The usual time between two requests.
	 * @return the median, or {@code null} if there have been too few
	 */
	@Nullable Duration period() {
		return (this.gaps.size() < ENOUGH) ? null : this.gaps.stream().sorted().toList().get(this.gaps.size() / 2);
	}

	/**
	 * Whether the requests have a period, and still come.
	 */
	boolean isRegular() {
		Duration period = period();
		return period != null && this.sinceLast.compareTo(period.multipliedBy(PERIODS)) <= 0;
	}

	/**
	 * Whether the requests come as from two probes: one alone keeps its period, while two
	 * leave a short and a long time between them by turns.
	 */
	boolean looksLikeTwo() {
		if (this.gaps.size() < ENOUGH_FOR_TWO) {
			return false;
		}
		Duration longest = this.gaps.stream().sorted().toList().get(this.gaps.size() * 9 / 10);
		long alike = this.gaps.stream()
			.filter((gap) -> gap.multipliedBy(4).compareTo(longest.multipliedBy(3)) > 0)
			.count();
		return alike * 4 < this.gaps.size() * 3L;
	}

}
