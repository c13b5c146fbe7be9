package dev.probity.test.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The manifests of an application.
 */
final class Manifests {

	private Manifests() {
	}

	/**
	 * All pods that they describe.
	 * @param places files, or folders with files
	 */
	static List<Pod> pods(List<Path> places) {
		List<Pod> pods = new ArrayList<>();
		for (Path file : files(places)) {
			try {
				Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
				yaml.loadAll(Files.readString(file)).forEach((document) -> find(file, document, pods));
			}
			catch (YAMLException ex) {
				throw new AssertionError(
						"%s is no YAML (a template has to be rendered first): %s".formatted(file, ex.getMessage()), ex);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return pods;
	}

	private static List<Path> files(List<Path> places) {
		return places.stream()
			.filter(Files::exists)
			.flatMap(Manifests::filesIn)
			.filter(Manifests::isYaml)
			.sorted()
			.toList();
	}

	private static Stream<Path> filesIn(Path place) {
		try (Stream<Path> files = Files.walk(place)) {
			return files.filter(Files::isRegularFile).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isYaml(Path file) {
		return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
	}

	/**
	 * A pod stands wherever there are containers, be it in a deployment, in a job or in a
	 * list of these.
	 */
	private static void find(Path file, Object part, List<Pod> pods) {
		Map<?, ?> map = Yamls.map(part);
		if (map != null) {
			if (!Yamls.maps(map.get("containers")).isEmpty()) {
				pods.add(Pod.of(file.toString(), map));
				return;
			}
			map.values().forEach((below) -> find(file, below, pods));
		}
		if (part instanceof List<?> list) {
			list.forEach((below) -> find(file, below, pods));
		}
	}

}
