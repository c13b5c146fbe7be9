package dev.probity.benchmark.port;

/**
 * A probe that is asked.
 *
 * @param label what the port is called
 * @param port where it is asked
 * @param liveness path of the liveness probe
 * @param readiness path of the readiness probe
 */
record Question(String label, int port, String liveness, String readiness) {

}
