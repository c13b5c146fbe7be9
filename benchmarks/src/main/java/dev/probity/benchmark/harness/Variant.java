package dev.probity.benchmark.harness;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the application has Probity. Both have the database in their readiness, and the
 * probe on the main port.
 */
public enum Variant {

	/** Spring Boot with what it offers itself. */
	STOCK("stock") {

		@Override
		List<String> arguments() {
			return List.of("--management.endpoint.health.probes.enabled=true",
					"--management.endpoint.health.probes.add-additional-paths=true",
					"--management.endpoint.health.group.readiness.include=readinessState,db");
		}

		@Override
		String classPath(String all) {
			return Stream.of(all.split(File.pathSeparator))
				.filter((entry) -> !isProbity(entry))
				.collect(Collectors.joining(File.pathSeparator));
		}

	},

	/** The starter added. */
	PROBITY("probity") {

		@Override
		List<String> arguments() {
			return List.of();
		}

		@Override
		String classPath(String all) {
			return all;
		}

	};

	private final String label;

	Variant(String label) {
		this.label = label;
	}

	/**
	 * Returns its name, for people and files.
	 */
	public String label() {
		return this.label;
	}

	abstract List<String> arguments();

	abstract String classPath(String all);

	/**
	 * Its jars, or its classes where they have not been packaged.
	 */
	private static boolean isProbity(String entry) {
		String path = entry.replace(File.separatorChar, '/');
		return path.contains("/probity-spring-boot-") || path.contains("/probity-core-")
				|| path.endsWith("/core/target/classes") || path.endsWith("/autoconfigure/target/classes")
				|| path.endsWith("/starter/target/classes");
	}

}
