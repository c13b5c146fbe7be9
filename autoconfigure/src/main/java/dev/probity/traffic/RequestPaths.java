package dev.probity.traffic;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells by its path what a request is for.
 *
 * @param readiness paths where somebody asks whether the instance, or a feature of it, is
 * ready
 * @param otherProbes paths of other probes
 * @param loopback the path on which this process asks itself, or {@code null} if it does
 * not
 * @param management what the paths of Actuator begin with, each ending with a slash
 * @since 0.1.0
 */
public record RequestPaths(Set<String> readiness, Set<String> otherProbes, @Nullable LoopbackPath loopback,
		Set<String> management) {

	public RequestPaths {
		readiness = Set.copyOf(readiness);
		otherProbes = Set.copyOf(otherProbes);
		management = Set.copyOf(management);
	}

	/**
	 * The same for a port on which nothing of the application is served.
	 * @return paths none of which is the application's
	 */
	public RequestPaths ofManagementPort() {
		return new RequestPaths(this.readiness, this.otherProbes, null, Set.of("/"));
	}

	RequestKind kindOf(String path) {
		if (this.readiness.contains(path)) {
			return RequestKind.READINESS_PROBE;
		}
		if (this.otherProbes.contains(path)) {
			return RequestKind.MANAGEMENT;
		}
		// wherever the dispatcher is: nobody else can know it
		if (this.loopback != null && path.endsWith(this.loopback.value())) {
			return RequestKind.LOOPBACK;
		}
		for (String prefix : this.management) {
			if (path.startsWith(prefix)) {
				return RequestKind.MANAGEMENT;
			}
		}
		return RequestKind.APPLICATION;
	}

}
