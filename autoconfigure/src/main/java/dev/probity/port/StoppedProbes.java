package dev.probity.port;

import dev.probity.probe.ProbeStatus;
import dev.probity.web.BalancerHeaders;
import dev.probity.web.ProbeAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What the probes say when the application is gone and the process is not yet: not ready,
 * and nothing that a restart would mend.
 *
 * @param paths the paths
 * @param balancer what load balancers are told
 */
record StoppedProbes(PortPaths paths, BalancerHeaders balancer) implements ProbeSource {

	@Override
	public @Nullable ProbeAnswer answer(RequestHead request) {
		String path = request.path();
		if (path.equals(this.paths.liveness()) || path.equals(this.paths.startup())) {
			return ProbeAnswer.brief(ProbeStatus.UP);
		}
		return this.paths.isReadiness(path)
				? ProbeAnswer.brief(ProbeStatus.OUT_OF_SERVICE).with(this.balancer.notReady()) : null;
	}

}
