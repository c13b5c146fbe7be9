package dev.probity.contract;

import java.time.Duration;
import java.util.Map;

import dev.probity.contract.ProbeEntrance.Scheme;
import dev.probity.contract.ProbeEntrance.State;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Pods for tests.
 */
final class Pods {

	static final ProbeEntrance PROBE_PORT = new ProbeEntrance(9595, State.OPEN, Scheme.HTTP, "");

	private Pods() {
	}

	static ProbeStanzas stanzas(ProbeEntrance entrance, Duration longestPause) {
		return new ProbeStanzas(entrance, "/livez", "/readyz", entrance, "/livez", longestPause);
	}

	static PodFacts withEndSum(String sum) {
		return pod("Orders", PROBE_PORT, sum, null, Duration.ZERO, null, Duration.ZERO);
	}

	static PodFacts pod(String name, ProbeEntrance entrance, String endSum, @Nullable Duration gracePeriod,
			Duration preStop, @Nullable Duration start, Duration longestPause) {
		return new PodFacts(name, stanzas(entrance, longestPause), "/startupz", 8080, 13, endSum, gracePeriod, preStop,
				null, start, longestPause, Duration.ofMinutes(5));
	}

	static Map<String, Object> parsed(String yaml) {
		return new Yaml().load(yaml);
	}

}
