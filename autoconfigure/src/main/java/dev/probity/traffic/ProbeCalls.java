package dev.probity.traffic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.change.ProbeObserver;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The requests for probes, wherever they come in. What is kept is bounded: kinds of
 * callers, entrances and paths are all of closed sets, and nothing of a request itself is
 * kept. Thread-safe; counting takes no lock but for the first request of its kind.
 */
public final class ProbeCalls {

	private static final int MOST = 256;

	private final Map<CallSeries.Target, CallSeries> series = new ConcurrentHashMap<>();

	private final Ticker ticker;

	ProbeCalls(Ticker ticker) {
		this.ticker = ticker;
	}

	/**
	 * A request for a probe has been answered.
	 * @param path one of the paths of probes
	 * @param userAgent what the caller calls itself
	 * @param entrance where it came in
	 * @param status the HTTP status of the answer
	 */
	void answered(String path, @Nullable String userAgent, Entrance entrance, int status) {
		CallSeries.Target target = new CallSeries.Target(path, CallerKind.of(userAgent), entrance);
		CallSeries known = this.series.get(target);
		if (known == null && this.series.size() < MOST) {
			known = this.series.computeIfAbsent(target, CallSeries::new);
		}
		if (known != null) {
			known.add(status, this.ticker.read());
		}
	}

	/**
	 * A request to the probe port has been answered.
	 * @param probe the name of the probe
	 * @param userAgent what the caller calls itself
	 * @param status the HTTP status of the answer
	 */
	public void answeredOnProbePort(String probe, @Nullable String userAgent, int status) {
		answered(probe, userAgent, Entrance.PROBE_PORT, status);
	}

	/**
	 * Counts what is answered over gRPC, which has no HTTP status but says the same.
	 */
	public ProbeObserver overGrpc() {
		return new ProbeObserver() {

			@Override
			public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
				answered(probe.name(), userAgent.of(request), Entrance.GRPC, status.httpStatus());
			}

		};
	}

	/**
	 * All that has been counted since the start.
	 */
	public List<CallSeries> series() {
		return List.copyOf(this.series.values());
	}

}
