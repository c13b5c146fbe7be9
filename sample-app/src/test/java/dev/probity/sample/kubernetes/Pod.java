package dev.probity.sample.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The pod that comes of the manifests, as far as the application sees it.
 */
final class Pod {

	private final Manifest spec = Manifest.of("deployment.yaml").at("spec.template.spec");

	private final Manifest container = this.spec.at("containers");

	int terminationGracePeriodSeconds() {
		return (int) this.spec.value("terminationGracePeriodSeconds");
	}

	Probe probe(String kind) {
		return new Probe(kind, this.container.at(kind + "Probe"));
	}

	List<Probe> probes() {
		return List.of(probe("startup"), probe("liveness"), probe("readiness"));
	}

	/**
	 * The port of a name.
	 */
	int port(String name) {
		return this.container.all("ports")
			.stream()
			.filter((port) -> port.value("name").equals(name))
			.map((port) -> (int) port.value("containerPort"))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * A field of the container, a probe with the number of its port instead of the name.
	 */
	Object withNumberedPort(String field) {
		if (!field.endsWith("Probe")) {
			return this.container.value(field);
		}
		Map<String, Object> probe = new LinkedHashMap<>(this.container.at(field).fields());
		Map<String, Object> httpGet = new LinkedHashMap<>(this.container.at(field + ".httpGet").fields());
		httpGet.computeIfPresent("port", (name, port) -> port((String) port));
		probe.put("httpGet", httpGet);
		return probe;
	}

	/**
	 * The variables that kustomize and Kubernetes put into the environment, but for what
	 * a Secret says.
	 */
	Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>(
				Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443"));
		List<?> literals = (List<?>) Manifest.of("kustomization.yaml").at("configMapGenerator").value("literals");
		literals.stream()
			.map((literal) -> ((String) literal).split("=", 2))
			.forEach((pair) -> environment.put(pair[0], pair[1]));
		this.container.all("env")
			.stream()
			.filter((variable) -> variable.fields().containsKey("value"))
			.forEach((variable) -> environment.put((String) variable.value("name"), (String) variable.value("value")));
		return environment;
	}

	Manifest container() {
		return this.container;
	}

	/**
	 * A probe of the container. What it does not say has Kubernetes' defaults.
	 */
	record Probe(String kind, Manifest manifest) {

		String path() {
			return (String) this.manifest.value("httpGet.path");
		}

		String port() {
			return (String) Objects.requireNonNull(this.manifest.value("httpGet.port"));
		}

		int period() {
			return this.manifest.number("periodSeconds", 10);
		}

		int timeout() {
			return this.manifest.number("timeoutSeconds", 1);
		}

		int failures() {
			return this.manifest.number("failureThreshold", 3);
		}

	}

}
