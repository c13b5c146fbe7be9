package dev.probity.shutdown;

import java.time.Duration;
import java.util.List;

import dev.probity.check.Ticker;
import dev.probity.text.Durations;
import dev.probity.traffic.ReadinessCaller;
import dev.probity.traffic.ReadinessCallers;
import dev.probity.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Knows when a lame duck need not wait any longer: every balancer that asked for
 * readiness has been told often enough that there is none, and no request has come for a
 * while. As long as nobody but a kubelet asks there is no such moment, since nobody can
 * see from here whether kube-proxy has been told.
 */
final class EarlyEnd {

	private final ReadinessCallers callers;

	private final Traffic traffic;

	private final int answers;

	private final Duration quietTime;

	private final Ticker ticker;

	private @Nullable List<ReadinessCaller> balancers = List.of();

	/**
	 * Look for the end.
	 * @param callers know who asks for readiness
	 * @param traffic knows when the last request came
	 * @param answers how often each balancer has to have been told
	 * @param quietTime how long no request may have come
	 * @param ticker for how long that is ago
	 */
	public EarlyEnd(ReadinessCallers callers, Traffic traffic, int answers, Duration quietTime, Ticker ticker) {
		this.callers = callers;
		this.traffic = traffic;
		this.answers = answers;
		this.quietTime = quietTime;
		this.ticker = ticker;
	}

	/**
	 * The lame duck begins: whoever has asked by now is to be told.
	 */
	void begin() {
		this.traffic.watchArrivals();
		this.balancers = this.callers.balancers();
	}

	/**
	 * What there is to wait for.
	 * @return a description, or {@code null} if this is the end
	 */
	@Nullable String obstacle() {
		if (this.balancers == null) {
			return "more callers ask for readiness than can be told apart";
		}
		if (this.balancers.isEmpty()) {
			return "no balancer has asked for readiness lately";
		}
		for (ReadinessCaller balancer : this.balancers) {
			int told = this.callers.notReadyAnswers(balancer);
			if (told < this.answers) {
				return "%s has been told %d of %d times".formatted(balancer, told, this.answers);
			}
		}
		Duration quiet = Duration.ofNanos(this.ticker.read() - this.traffic.lastArrival());
		return (quiet.compareTo(this.quietTime) < 0) ? "the last request came %s ago".formatted(Durations.exact(quiet))
				: null;
	}

	/**
	 * Why this is the end.
	 */
	String reason() {
		return "every balancer has been told %d times or more, and no request came for %s".formatted(this.answers,
				Durations.exact(this.quietTime));
	}

}
