package dev.probity.test.contract;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of the pods in manifests are the application's, and which container of each.
 * Beside it there may be a database or a cache, and in its pod a sidecar, whose probes
 * are not those of the application; and a job of the application's has none.
 */
final class ApplicationPods {

	private static final Pattern VARIABLE = Pattern.compile(
			"(SPRING|MANAGEMENT|PROBITY|SERVER_PORT|SERVER_SERVLET|spring\\.|management\\.|probity\\.|server\\.).*");

	private ApplicationPods() {
	}

	/**
	 * Those that are the application's; all of them if nothing tells.
	 * @param pods all pods, each as its containers see it
	 */
	static List<Pod> among(List<List<Pod>> pods, TestedApplication application) {
		List<Pod> containers = pods.stream().map((pod) -> applicationIn(pod, application)).toList();
		Set<Object> images = containers.stream()
			.filter((pod) -> evidence(pod, application) > 0)
			.map(Pod::image)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		List<Pod> found = containers.stream()
			.filter((pod) -> !pod.isDoneSometime())
			.filter((pod) -> evidence(pod, application) > 0 || pod.image() != null && images.contains(pod.image()))
			.toList();
		return found.isEmpty() ? containers : found;
	}

	/**
	 * The container for which most speaks, or the first that has probes, or the first.
	 */
	private static Pod applicationIn(List<Pod> pod, TestedApplication application) {
		return pod.stream()
			.reduce((one, other) -> weight(other, application) > weight(one, application) ? other : one)
			.orElseThrow();
	}

	private static int weight(Pod pod, TestedApplication application) {
		return 2 * evidence(pod, application) + (pod.hasProbes() ? 1 : 0);
	}

	private static int evidence(Pod pod, TestedApplication application) {
		ListeningPorts ports = ListeningPorts.of(application, pod);
		boolean path = pod.probes()
			.map(PodProbe::httpGet)
			.filter(Objects::nonNull)
			.map(PodProbe::path)
			.anyMatch((asked) -> ports.isKnown(application, asked));
		boolean variable = pod.variables().keySet().stream().anyMatch((name) -> VARIABLE.matcher(name).matches());
		boolean port = ports.ports().stream().anyMatch((each) -> opens(pod, each.number()));
		return (path ? 4 : 0) + (variable ? 2 : 0) + (port ? 1 : 0);
	}

	private static boolean opens(Pod pod, int port) {
		return pod.ports().contains(port) || pod.probes()
			.map(PodProbe::asked)
			.filter(Objects::nonNull)
			.map((asked) -> pod.port(asked.get("port")))
			.anyMatch((asked) -> asked != null && asked == port);
	}

}
