package dev.probity.port;

import java.time.Duration;
import java.util.function.LongSupplier;

import dev.probity.probe.ProbeStatus;
import dev.probity.text.Durations;
import dev.probity.web.BalancerHeaders;
import dev.probity.web.ProbeAnswer;
import dev.probity.web.VerboseQuery;
import org.jspecify.annotations.Nullable;

/**
 * What the probes say before anything of the application is there: it is alive, and it is
 * starting.
 */
final class StartingProbes implements ProbeSource {

	private final PortPaths paths;

	private final BalancerHeaders balancer;

	private final LongSupplier sinceStart;

	private volatile String stage;

	/**
	 * Answer from now on.
	 * @param paths the paths
	 * @param balancer what load balancers are told
	 * @param stage what the start is about, as in "creating beans"
	 * @param sinceStart nanoseconds since the start has begun
	 */
	StartingProbes(PortPaths paths, BalancerHeaders balancer, String stage, LongSupplier sinceStart) {
		this.paths = paths;
		this.balancer = balancer;
		this.stage = stage;
		this.sinceStart = sinceStart;
	}

	void stage(String stage) {
		this.stage = stage;
	}

	@Override
	public @Nullable ProbeAnswer answer(RequestHead request) {
		String path = request.path();
		boolean verbose = VerboseQuery.isIn(request.query());
		if (path.equals(this.paths.liveness())) {
			return verbose
					? ProbeAnswer.text(ProbeStatus.UP, "# Alive.\n%s check passed\n".formatted(path.substring(1)))
					: ProbeAnswer.brief(ProbeStatus.UP);
		}
		if (path.equals(this.paths.startup())) {
			return starting(path, verbose);
		}
		return this.paths.isReadiness(path) ? starting(path, verbose).with(this.balancer.notReady()) : null;
	}

	private ProbeAnswer starting(String path, boolean verbose) {
		String stage = this.stage;
		String time = Durations.brief(Duration.ofNanos(this.sinceStart.getAsLong()));
		String what = stage + ", " + time;
		return verbose
				? ProbeAnswer.text(ProbeStatus.OUT_OF_SERVICE,
						"# Starting for %s: %s.\n[-]lifecycle starting: %s\n%s check failed (out of service)\n"
							.formatted(time, stage, what, path.substring(1)))
				: ProbeAnswer.json(ProbeStatus.OUT_OF_SERVICE,
						"{\"status\":\"OUT_OF_SERVICE\",\"starting\":\"%s\"}".formatted(what));
	}

}
