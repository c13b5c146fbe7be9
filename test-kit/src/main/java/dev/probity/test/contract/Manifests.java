package dev.probity.test.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The manifests of an application.
 *
 * @param pods all pods that they describe, each as its containers see it
 * @param arePatched whether a kustomization changes them
 */
record Manifests(List<List<Pod>> pods, boolean arePatched) {

	private static final Set<String> KUSTOMIZATIONS = Set.of("kustomization.yaml", "kustomization.yml");

	/**
	 * Read them.
	 * @param places files, or folders with files
	 */
	static Manifests in(List<Path> places) {
		List<Path> files = files(places);
		List<Kustomization> kustomizations = files.stream()
			.filter((file) -> KUSTOMIZATIONS.contains(String.valueOf(file.getFileName())))
			.flatMap((file) -> documents(file).stream().map((document) -> Kustomization.of(file, document)))
			.toList();
		Set<Path> patches = kustomizations.stream()
			.flatMap((kustomization) -> kustomization.patches().stream())
			.collect(Collectors.toSet());
		List<List<Pod>> pods = new ArrayList<>();
		ConfigMaps configMaps = new ConfigMaps();
		files.stream()
			// a part of a pod, which is no pod without the rest
			.filter((file) -> !patches.contains(file.toAbsolutePath().normalize()))
			.forEach((file) -> documents(file).forEach((document) -> find(file, document, pods, configMaps)));
		return new Manifests(pods, kustomizations.stream().anyMatch(Kustomization::changesPods));
	}

	private static List<Object> documents(Path file) {
		try {
			List<Object> documents = new ArrayList<>();
			new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file)).forEach(documents::add);
			return documents;
		}
		catch (YAMLException ex) {
			throw new AssertionError(
					"%s is no YAML (a template has to be rendered first): %s".formatted(file, ex.getMessage()), ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
	private static void find(Path file, @Nullable Object part, List<List<Pod>> pods, ConfigMaps configMaps) {
		Map<?, ?> map = Yamls.map(part);
		if (map != null) {
			configMaps.add(map);
			if (!Yamls.maps(map.get("containers")).isEmpty()) {
				pods.add(Pod.of(file.toString(), map, configMaps));
				return;
			}
			map.values().forEach((below) -> find(file, below, pods, configMaps));
		}
		if (part instanceof List<?> list) {
			list.forEach((below) -> find(file, below, pods, configMaps));
		}
	}

}
