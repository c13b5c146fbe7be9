package dev.probity.test.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a kustomization does to the manifests beside it.
 *
 * @param patches the files that hold patches and no manifests
 * @param changesPods whether a pod may be another than its manifest says
 */
record Kustomization(List<Path> patches, boolean changesPods) {

	static Kustomization of(Path file, @Nullable Object document) {
		Map<?, ?> map = Yamls.map(document);
		if (map == null) {
			return new Kustomization(List.of(), false);
		}
		List<Path> patches = new ArrayList<>();
		for (String field : List.of("patches", "patchesJson6902")) {
			Yamls.maps(map.get(field))
				.stream()
				.map((patch) -> patch.get("path"))
				.forEach((path) -> add(path, file, patches));
		}
		if (map.get("patchesStrategicMerge") instanceof List<?> paths) {
			paths.forEach((path) -> add(path, file, patches));
		}
		return new Kustomization(patches,
				List.of("patches", "patchesJson6902", "patchesStrategicMerge", "components")
					.stream()
					.anyMatch(map::containsKey));
	}

	/**
	 * A patch may also stand in the kustomization itself.
	 */
	private static void add(@Nullable Object path, Path file, List<Path> patches) {
		if (path instanceof String text && text.lines().count() == 1) {
			patches.add(file.toAbsolutePath().resolveSibling(text).normalize());
		}
	}

}
