package dev.probity.test.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A pod as a manifest describes it, as far as its probes are concerned.
 *
 * @param file where it stands
 * @param spec the specification of the pod
 * @param container the container that is the application: the one that has probes, or the
 * first
 */
record Pod(String file, Map<?, ?> spec, Map<?, ?> container) {

	private static final int GRACE_PERIOD = 30;

	static Pod of(String file, Map<?, ?> spec) {
		List<Map<?, ?>> containers = Yamls.maps(spec.get("containers"));
		return new Pod(file, spec,
				containers.stream()
					.filter((container) -> container.containsKey("livenessProbe")
							|| container.containsKey("readinessProbe") || container.containsKey("startupProbe"))
					.findFirst()
					.orElse(containers.get(0)));
	}

	@Nullable PodProbe probe(String kind) {
		Map<?, ?> probe = Yamls.map(this.container.get(kind + "Probe"));
		return (probe != null) ? new PodProbe(kind, probe) : null;
	}

	int gracePeriod() {
		return Yamls.number(this.spec, "terminationGracePeriodSeconds", GRACE_PERIOD);
	}

	/**
	 * The number of a port.
	 * @param port its number or its name
	 * @return the number, or {@code null} if the container has no port of that name
	 */
	@Nullable Integer port(@Nullable Object port) {
		if (port instanceof Number number) {
			return number.intValue();
		}
		return Yamls.maps(this.container.get("ports"))
			.stream()
			.filter((each) -> port != null && port.equals(each.get("name")))
			.map((each) -> Yamls.number(each, "containerPort", 0))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The variables whose values the manifest says.
	 */
	Map<String, String> variables() {
		Map<String, String> variables = new LinkedHashMap<>();
		Yamls.maps(this.container.get("env"))
			.stream()
			.filter((variable) -> variable.get("value") != null)
			.forEach((variable) -> variables.put(String.valueOf(variable.get("name")),
					String.valueOf(variable.get("value"))));
		return variables;
	}

}
