package dev.probity.test.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A pod as a manifest describes it, as far as its probes are concerned.
 *
 * @param file where it stands
 * @param spec the specification of the pod
 * @param container the container of it that is looked at
 * @param configMaps where the container may have variables from
 */
record Pod(String file, Map<?, ?> spec, Map<?, ?> container, ConfigMaps configMaps) {

	private static final int GRACE_PERIOD = 30;

	private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+(\\d+(?:\\.\\d+)?)([smhd]?)(?![\\w.])");

	/**
	 * The same pod as each of its containers sees it.
	 */
	static List<Pod> of(String file, Map<?, ?> spec, ConfigMaps configMaps) {
		return Yamls.maps(spec.get("containers"))
			.stream()
			.map((container) -> new Pod(file, spec, container, configMaps))
			.toList();
	}

	boolean hasProbes() {
		return probes().findAny().isPresent();
	}

	Stream<PodProbe> probes() {
		return Stream.of("liveness", "readiness", "startup").flatMap((kind) -> Stream.ofNullable(probe(kind)));
	}

	@Nullable PodProbe probe(String kind) {
		Map<?, ?> probe = Yamls.map(this.container.get(kind + "Probe"));
		return (probe != null) ? new PodProbe(kind, probe) : null;
	}

	@Nullable Object image() {
		return this.container.get("image");
	}

	/**
	 * Whether it runs until it is done, as that of a job, and nobody asks it anything.
	 */
	boolean isDoneSometime() {
		Object policy = this.spec.get("restartPolicy");
		return !hasProbes() && ("Never".equals(policy) || "OnFailure".equals(policy));
	}

	int gracePeriod() {
		return Yamls.number(this.spec, "terminationGracePeriodSeconds", GRACE_PERIOD);
	}

	/**
	 * How many seconds the hook before the end sleeps, which the grace period includes.
	 */
	int preStop() {
		Map<?, ?> lifecycle = Yamls.map(this.container.get("lifecycle"));
		Map<?, ?> hook = (lifecycle != null) ? Yamls.map(lifecycle.get("preStop")) : null;
		if (hook == null) {
			return 0;
		}
		Map<?, ?> sleep = Yamls.map(hook.get("sleep"));
		if (sleep != null) {
			return Yamls.number(sleep, "seconds", 0);
		}
		Map<?, ?> exec = Yamls.map(hook.get("exec"));
		Matcher command = SLEEP.matcher((exec != null && exec.get("command") instanceof List<?> words)
				? String.join(" ", words.stream().map(String::valueOf).toList()) : "");
		return command.find() ? (int) Math.ceil(Double.parseDouble(command.group(1)) * seconds(command.group(2))) : 0;
	}

	private static int seconds(String unit) {
		return switch (unit) {
			case "m" -> 60;
			case "h" -> 3600;
			case "d" -> 86_400;
			default -> 1;
		};
	}

	/**
	 * The numbers of the ports that it names.
	 */
	List<Integer> ports() {
		return Yamls.maps(this.container.get("ports"))
			.stream()
			.map((port) -> Yamls.number(port, "containerPort", 0))
			.toList();
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
	 * The variables whose values the manifests say.
	 */
	Map<String, String> variables() {
		Map<String, String> variables = new LinkedHashMap<>();
		for (Map<?, ?> from : Yamls.maps(this.container.get("envFrom"))) {
			Object prefix = from.get("prefix");
			this.configMaps.of(Yamls.map(from.get("configMapRef")))
				.forEach((key, value) -> variables.put(((prefix != null) ? prefix : "") + key, value));
		}
		for (Map<?, ?> variable : Yamls.maps(this.container.get("env"))) {
			Object value = variable.get("value");
			Map<?, ?> from = Yamls.map(variable.get("valueFrom"));
			Map<?, ?> key = (from != null) ? Yamls.map(from.get("configMapKeyRef")) : null;
			if (key != null) {
				value = this.configMaps.of(key).get(String.valueOf(key.get("key")));
			}
			if (value != null) {
				variables.put(String.valueOf(variable.get("name")), String.valueOf(value));
			}
		}
		return variables;
	}

}
