package dev.probity.port;

/**
 * The paths of the three probes. They are at the root, whatever the context path of the
 * application.
 *
 * @param liveness path of the liveness probe
 * @param readiness path of the readiness probe; those of features are below it
 * @param startup path of the startup probe
 */
record PortPaths(String liveness, String readiness, String startup) {

	boolean isReadiness(String path) {
		return path.equals(this.readiness) || path.startsWith(this.readiness + "/");
	}

}
