package dev.probity.sample.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What applications take over from <code>docs/kubernetes</code>.
 *
 * @param name the file
 * @param terminationGracePeriodSeconds what it says of the pod
 * @param container what it says of the container
 */
record ReusableManifests(String name, Object terminationGracePeriodSeconds, Map<String, Object> container) {

	private static final String POD = "/spec/template/spec/";

	private static final String CONTAINER = POD + "containers/0/";

	private static final String GRACE_PERIOD = "terminationGracePeriodSeconds";

	static final List<ReusableManifests> ALL = List.of(component(), values());

	private static ReusableManifests component() {
		Map<String, Object> added = new LinkedHashMap<>();
		for (Manifest operation : Manifest.parseAll(text("component/probes.yaml"))) {
			String path = (String) operation.value("path");
			if (!operation.value("op").equals("add") || !path.startsWith(POD)) {
				throw new IllegalStateException("Nothing but 'add' below %s is known: %s".formatted(POD, operation));
			}
			added.put(path, operation.value("value"));
		}
		Object gracePeriod = added.remove(POD + GRACE_PERIOD);
		Map<String, Object> container = new LinkedHashMap<>();
		added.forEach((path, value) -> container.put(path.replace(CONTAINER, ""), value));
		return new ReusableManifests("component", gracePeriod, container);
	}

	private static ReusableManifests values() {
		Map<String, Object> container = new LinkedHashMap<>(Manifest.parse(text("values.yaml")).fields());
		Object gracePeriod = container.remove(GRACE_PERIOD);
		return new ReusableManifests("values.yaml", gracePeriod, container);
	}

	private static String text(String file) {
		try {
			return Files.readString(Path.of("../docs/kubernetes", file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
